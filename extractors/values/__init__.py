"""Strings to normal forms, pure: numerals, money, dates, quantities, document numbers."""
