"""Gold that is a list of rows: allocations, indicators and checks of a whole document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.errors import GoldError

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
