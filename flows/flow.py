"""`gongwen flow`: where the money of a notice goes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console

from extractors.asking import find_node, show_flow
from flows.show import line, named, open_archive, place, start_console


def ask_flow(folder: Path, number: str) -> dict[str, Any]:
    """Give the tree of a notice's money.

    Raises:
        NotThereError: no document is meant, or several could be.

    """
    archive = open_archive(folder)
    return show_flow(archive, named(find_node(archive, number, documents=True), folder))


def print_flow(found: dict[str, Any]) -> None:
    """Print the tree of a notice's money for people."""
    console = start_console()
    regions = len(found["regions"])
    line(console, 0, f"{found['document']['label']} {found['document'].get('title') or ''}", "bold")
    if not found["views"]:
        line(console, 0, "no allocation is known of it")
        return
    line(console, 0, f"{', '.join(found['issuers']) or '?'} gives {money(found['amount_cny'])} to {regions} regions")
    for check in found["chain"]:
        line(console, 1, f"? {check['rule']}: {check['message']}", "yellow")
    _print_views(console, 1, found["views"])
    _print_inside(console, 1, found)


def _print_views(console: Console, depth: int, views: list[dict[str, Any]]) -> None:
    for view in views:
        name = view["view"].rpartition("/")[2]
        counted = "counted" if view["counted"] else "not counted"
        same = f": the same money as {view['same_money_as'].rpartition('/')[2]}" if view["same_money_as"] else ""
        line(console, depth, f"{name} {money(view['amount_cny'])} in {view['lines']} lines, {counted}{same}", "dim")


def _print_inside(console: Console, depth: int, found: dict[str, Any]) -> None:
    for region in found["regions"]:
        _print_region(console, depth, region)
    for entry in found["elsewhere"]:
        _print_unit(console, depth, entry)
    if found["unknown"]:
        line(console, depth, f"{found['unknown']} lines without a figure are in no sum", "yellow")


def _print_region(console: Console, depth: int, region: dict[str, Any]) -> None:
    gap = Decimal(region["gap_cny"])
    rest = f", {money(gap)} without a unit" if gap else ""
    line(console, depth, f"{region['label']} {money(region['amount_cny'])}{rest}", "bold")
    for unit in region["units"]:
        _print_unit(console, depth + 1, unit)
    for onward in region["passes_on"]:
        _print_onward(console, depth + 1, onward)
    for kind in region["missing"]:
        line(console, depth + 1, f"no {kind} of its own in the archive", "yellow")


def _print_unit(console: Console, depth: int, unit: dict[str, Any]) -> None:
    doubt = f" (? {'; '.join(unit['doubts'])})" if unit["doubts"] else ""
    project = f" {unit['project']}" if unit["project"] else ""
    where = f" {place(unit['quotes'][0])}" if unit["quotes"] else ""
    line(console, depth, f"{unit['label']} {money(unit['amount_cny'])}{project}{doubt}{where}")


def _print_onward(console: Console, depth: int, onward: dict[str, Any]) -> None:
    doubt = " (?)" if onward["doubts"] else ""
    received = f", accounts for {money(onward['received_cny'])}" if onward["received_cny"] else ""
    title = onward["document"].get("title") or ""
    name = " ".join(dict.fromkeys((onward["document"]["label"], title))).strip()
    line(console, depth, f"⇒ {name}{received}{doubt}: {onward['reason']}", "cyan")
    for check in onward["checks"]:
        mark, style = ("!", "red") if check["verdict"] == "fail" else ("?", "yellow")
        line(console, depth + 1, f"{mark} {check['rule']}: {check['message']}", style)
    if onward["flow"] and onward["flow"]["views"]:
        _print_views(console, depth + 1, onward["flow"]["views"])
        _print_inside(console, depth + 1, onward["flow"])


def money(text: object) -> str:
    """Give an amount in yuan with its thousands apart."""
    return "? (no figure)" if text is None else f"{Decimal(str(text)):,.2f}"
