"""`gongwen show`: a node with its neighbours and quotes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from extractors.asking import Archive, Found, find_node, show_node
from extractors.asking.lookup import Identify
from flows.settings import NotThereError
from flows.stored import read_graph

FEW = 8  # neighbours of one relation, quotes of one neighbour ÷ 4
WIDTH = 150  # where the output is no terminal


def open_archive(folder: Path) -> Archive:
    """Give the archive of an output folder."""
    return Archive(read_graph(folder))


def ask_node(folder: Path, name: str, models: Path) -> dict[str, Any]:
    """Give what the graph holds of a node.

    Raises:
        NotThereError: no node is meant, or several could be.

    """
    archive = open_archive(folder)
    found = find_node(archive, name)
    if found.node is None and not found.several:
        found = find_node(archive, name, _identify(models))
    return show_node(archive, named(found, folder))


def _identify(models: Path) -> Identify:
    from extractors.linking import identify, load_atlas

    atlas = load_atlas(models)
    return lambda name: identify(name, atlas).id


def named(found: Found, folder: Path) -> Any:
    """Give the node that was found.

    Raises:
        NotThereError: there is none, or several could be meant.

    """
    if found.node is not None:
        return found.node
    near = "".join(f"\n  {name}" for name in found.near)
    if found.several:
        raise NotThereError(f"{found.asked}: several could be meant, give one of these ids:{near}")
    known = f"near it are:{near}" if near else "nothing is near it"
    raise NotThereError(f"{found.asked}: not in {folder}; {known}")


def print_node(found: dict[str, Any], *, everything: bool = False) -> None:
    """Print a node for people: the first few neighbours and quotes, or all of them."""
    console = start_console()
    few = len(found["neighbours"]) + 10**9 if everything else FEW
    line(console, 0, head(found))
    for name, value in sorted(found["props"].items()):
        line(console, 1, f"{name}: {_value(value)}", "dim")
    for doubt in found["doubts"]:
        line(console, 1, f"doubtful: {doubt}", "yellow")
    for key in found["same_as"]:
        line(console, 1, f"same as: {key}")
    _quotes(console, 1, found["quotes"], few)
    for group in found["neighbours"]:
        arrow = "→" if group["direction"] == "out" else "←"
        line(console, 0, f"{arrow} {group['relation']} ({len(group['nodes'])})", "bold")
        for node in group["nodes"][:few]:
            doubt = " (?)" if node["doubts"] else ""
            line(console, 1, f"{head(node)}{doubt}{_told(node['props'])}")
            _quotes(console, 2, node["quotes"], max(1, few // 4))
        _rest(console, 1, len(group["nodes"]) - few)
    for check in found["checks"][:few]:
        line(console, 0, f"check {check['rule']}: {check['verdict']}: {check['message']}")
    _rest(console, 0, len(found["checks"]) - few)


def start_console() -> Console:
    """Give the console that answers are printed to: no colours and a fixed width where it is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal else Console(width=WIDTH, highlight=False, markup=False, emoji=False)


def line(console: Console, depth: int, text: str, style: str | None = None) -> None:
    """Print one line, indented; long ones go on over lines."""
    console.print(f"{'  ' * depth}{text}", style=style, soft_wrap=True)


def head(node: dict[str, Any]) -> str:
    """Give a node in one line."""
    status = f", {node['status']}" if node.get("status") else ""
    title = f" {node['title']}" if node.get("title") and node["title"] != node["label"] else ""
    return f"{node['label']}{title} [{node.get('type', '?')}{status}]"


def _value(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_value(item) for item in value)
    if isinstance(value, dict):
        return " ".join(f"{name}={item}" for name, item in sorted(value.items()) if item is not None)
    return str(value)


def _told(props: dict[str, Any]) -> str:
    """Give the few props that tell an edge apart."""
    shown = [
        f"{name} {_value(props[name] if not isinstance(props[name], dict) else props[name].get('text'))}"
        for name in ("relation", "amount_cny", "project", "level2", "target", "actual", "verdict", "year")
        if props.get(name)
    ]
    return f": {', '.join(shown)}" if shown else ""


def _quotes(console: Console, depth: int, quotes: list[dict[str, Any]], few: int) -> None:
    for quote in quotes[:few]:
        line(console, depth, place(quote), "dim")
    _rest(console, depth, len(quotes) - few)


def place(quote: dict[str, Any]) -> str:
    """Give a quote with its file and page."""
    said = str(quote["quote"])
    quoted = said if said[:1] in "《〈“「『" else f"“{said}”"
    return f"{quoted} {quote['source_name']} p. {quote['page']}"


def _rest(console: Console, depth: int, left: int) -> None:
    if left > 0:
        line(console, depth, f"… {left} more", "dim")
