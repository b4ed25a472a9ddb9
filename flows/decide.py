"""`gongwen decide`: what a person knows better, written beside the archive."""

from __future__ import annotations

import getpass
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import orjson

from extractors.asking import Archive, find_node
from extractors.asking.lookup import Identify
from extractors.decision import Decision
from extractors.graph import Edge, Node, facts_to_props
from extractors.values.money import format_yuan
from flows.decisions import add_decisions
from flows.settings import UsageError
from flows.show import named, open_archive

PLACES = re.compile(r"_cny$")


@dataclass(frozen=True, slots=True)
class Said:
    """What is typed for a decision beside what it is about; empty `by` is the user of this computer."""

    why: str
    by: str = ""
    relation: str = ""


def decide(folder: Path, kind: str, words: Sequence[str], said: Said, identify: Identify | None = None) -> Decision:
    """Write a decision: `same A B`, `different A B`, `right A NAME VALUE`, `open A B`, `open A NAME`.

    Raises:
        UsageError: it cannot be meant so.
        NotThereError: what it is about is not in the archive.

    """
    archive = open_archive(folder)
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    by = said.by or getpass.getuser()
    if kind == "right":
        item, name, value = _three(words)
        found = _find(archive, folder, item, identify)
        decision = Decision(kind, (found.id,), by, when, said.why, name, _value(found, name, value))
    else:
        one, other = _two(words)
        first = _find(archive, folder, one, identify)
        if kind == "open" and other in facts_to_props(first.facts):
            decision = Decision(kind, (first.id,), by, when, said.why, other)
        else:
            about = (first.id, _find(archive, folder, other, identify).id)
            decision = Decision(kind, about, by, when, said.why, relation=said.relation)
            if len(set(about)) == 1:
                raise UsageError(f"{one}, {other}: these are one node, {about[0]}; give two")
    add_decisions(folder, [decision])
    return decision


def _two(words: Sequence[str]) -> tuple[str, str]:
    if len(words) != 2:
        raise UsageError("give the two that are meant, by number, title, name or id")
    return words[0], words[1]


def _three(words: Sequence[str]) -> tuple[str, str, str]:
    if len(words) != 3:
        raise UsageError("give what is meant, the name of the value, and the value: right NUMBER date 2020-12-30")
    return words[0], words[1], words[2]


def _find(archive: Archive, folder: Path, text: str, identify: Identify | None) -> Node | Edge:
    """Give the node or the edge of an id, or the node that is called so."""
    exact = archive.nodes.get(text) or next((edge for edge in archive.graph.edges if edge.id == text), None)
    if exact is not None:
        return exact
    node: Node = named(find_node(archive, text, identify), folder)
    return node


def _value(item: Node | Edge, name: str, text: str) -> Any:
    """Give a value as the graph has values of that name: amounts with two places, lists and numbers as JSON."""
    known = [fact.value for fact in item.facts if fact.name == name]
    if PLACES.search(name):
        try:
            return format_yuan(Decimal(text.replace(",", "")))
        except InvalidOperation as error:
            raise UsageError(f"{text}: not an amount; give yuan, as 7500000.00") from error
    if any(isinstance(value, str) for value in known) or not known:
        return text
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{text}: {name} is JSON in the graph, as {orjson.dumps(known[0]).decode()}") from error
