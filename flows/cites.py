"""`gongwen cites`: the documents that one rests on and those that rest on it; what is cited and not held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from extractors.asking import find_node, list_dangling, show_citations
from flows.show import head, line, named, open_archive, place, start_console


def ask_citations(folder: Path, number: str) -> dict[str, Any]:
    """Give what a document cites and what cites it.

    Raises:
        NotThereError: no document is meant, or several could be.

    """
    archive = open_archive(folder)
    return show_citations(archive, named(find_node(archive, number, documents=True), folder))


def ask_dangling(folder: Path) -> list[dict[str, Any]]:
    """Give the documents that are cited and not held, the most cited first."""
    return list_dangling(open_archive(folder))


def print_citations(found: dict[str, Any]) -> None:
    """Print a document, what it cites as a tree, and what cites it."""
    console = start_console()
    line(console, 0, head(found["document"]))
    for key in found["same_as"]:
        line(console, 1, f"same as: {key}")
    line(console, 0, f"cites ({len(found['cites'])})", "bold")
    _print_cited(console, 1, found["cites"])
    line(console, 0, f"cited by ({len(found['cited_by'])})", "bold")
    _print_cited(console, 1, found["cited_by"])


def _print_cited(console: Console, depth: int, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        doubt = " (?)" if entry["doubts"] else ""
        line(console, depth, f"{', '.join(entry['relations'])}: {head(entry)}{doubt}")
        named_here = [quote for quote in entry["quotes"] if len(quote["quote"]) > 3]  # not the word of relation
        for quote in (named_here or entry["quotes"])[:1]:
            line(console, depth + 1, place(quote), "dim")
        _print_cited(console, depth + 1, entry.get("cites", []))


def print_dangling(rows: list[dict[str, Any]]) -> None:
    """Print what is cited and not held: how many documents cite it, at how many places."""
    console = start_console()
    line(console, 0, f"{len(rows)} documents are cited and not in the archive", "bold")
    line(console, 0, "documents  places", "dim")
    for row in rows:
        line(console, 0, f"{row['documents']:9}  {row['places']:6}  {head(row).rpartition(' [')[0]}")
