"""A layout file: what a printed page shows that the plain text lost, said apart from the text.

TOML with any number of `[[replace]]` tables: the lines from the first that equals `first` to the next that equals
`last` give way to `text`.
"""

from __future__ import annotations

import tomllib


def patch_source(source: str, layout: str) -> str:
    """Apply a layout file to a source.

    Raises:
        ValueError: a line to replace is not in the source.
    """
    lines = source.split("\n")
    for change in tomllib.loads(layout).get("replace", []):
        first = _find(lines, change["first"], 0)
        last = _find(lines, change.get("last", change["first"]), first)
        lines[first : last + 1] = change["text"].strip("\n").split("\n")
    return "\n".join(lines)


def _find(lines: list[str], wanted: str, start: int) -> int:
    for place in range(start, len(lines)):
        if lines[place].strip() == wanted.strip():
            return place
    raise ValueError(f"the layout names a line that is not in the source: {wanted}")
