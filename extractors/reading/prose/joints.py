"""What stands between two printed lines of one paragraph: nothing, as a rule."""

from __future__ import annotations


def joint(before: str, after: str, *, full: bool = True) -> str:
    """Give what joins the end of a line and the start of the next: a space between Latin words, or nothing.

    `full` says that the next word had no room on the line: figures are then one figure that was broken.
    """
    if not before or not after:
        return ""
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii() and first.isalnum()):
        return ""
    if first.isdigit() or last.isdigit():
        return "" if full or not last.isalnum() else " "
    return " " if last.isalpha() or last in ",.;:)" else ""
