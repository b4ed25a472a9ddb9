"""Lexicons (词表): TSV files of models/lexicons, loaded once.

Every file has a header line; the columns are named in it, and the last one is always `source`. Adding a row needs
no code.
"""

from __future__ import annotations

import csv
from pathlib import Path

from extractors.errors import MissingModelError


def read_rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a lexicon.

    Raises:
        MissingModelError: the file is not there or has no header.

    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise MissingModelError(f"{path}: the lexicon is not there; set GONGWEN_MODELS to the models folder") from error
    if not rows:
        raise MissingModelError(f"{path}: the lexicon has no rows; restore it from the repository")
    return rows
