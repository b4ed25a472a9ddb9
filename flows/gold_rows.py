"""Gold that is a list of rows: allocations, indicators and checks of a whole document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from extractors.errors import GoldError

COMPARED = frozenset({"level1", "level2", "name", "target", "actual"})
ROW_KINDS = ("allocations", "indicators", "checks")


@dataclass(frozen=True, slots=True)
class GoldRows:
    """Rows of one kind; only what the `within` facts hold for is compared (one region, one annex)."""

    rows: tuple[dict[str, Any], ...]
    within: dict[str, Any]


def read_rows(value: object, where: str) -> GoldRows:
    """Read a list of rows, or {"within": {…}, "rows": […]}.

    Raises:
        GoldError: it is neither.

    """
    within: object = {}
    if isinstance(value, dict):
        within, value = value.get("within", {}), value.get("rows")
    if not isinstance(value, list) or not all(isinstance(row, dict) and row for row in value):
        raise GoldError(f"{where}: not a list of rows; give objects with at least one key")
    if not isinstance(within, dict):
        raise GoldError(f'{where}: "within" is an object')
    return GoldRows(tuple(value), within)


@dataclass(frozen=True, slots=True)
class GoldSheet:
    """The indicators of one sheet of a document; `file` is the document."""

    where: str
    file: Path
    rows: GoldRows


def read_sheets(folder: Path) -> tuple[GoldSheet, ...]:
    """Give the sheets of indicators of a gold folder (indicators/*.json).

    Raises:
        GoldError: a file breaks the rules, or its document is not there.

    """
    return tuple(_read_sheet(path, folder) for path in sorted((folder / "indicators").glob("*.json")))


def _read_sheet(path: Path, folder: Path) -> GoldSheet:
    where = f"indicators/{path.name}"
    try:
        sheet = orjson.loads(path.read_bytes())
        file = folder.parent / "documents" / sheet["document"]
        within = {"relation": sheet["relation"], "sheet": sheet["title"]}
        rows = [{name: value for name, value in row.items() if name in COMPARED} for row in sheet["indicators"]]
        region = {"region_code": sheet["region"]} if sheet.get("region") else {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{where}: {error}; give document, title, relation and indicators") from error
    if not file.is_file():
        raise GoldError(f"{where}: {file} is not there; mend 'document', or make the file")
    return GoldSheet(where, file, GoldRows(tuple({**row, **region} for row in rows), within))
