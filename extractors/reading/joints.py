"""What stands between two printed lines of one paragraph: nothing, as a rule."""

from __future__ import annotations


def joint(before: str, after: str) -> str:
    """Give the character between the end of a line and the start of the next: a space between Latin words."""
    if not before or not after:
        return ""
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii() and first.isalpha()):
        return ""
    return " " if last.isalpha() or last in ",.;:)" else ""
