"""Mentions to graph."""
