"""What people have decided about a graph: one decision a line, kept apart from what documents say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from extractors.errors import DecisionError

KINDS = ("same", "different", "right", "open")
RELATIONS = ("same_as", "fulfils", "passes_on")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `kind` is one of KINDS; `open` takes back what was decided before.

    `about` are two nodes that belong together or not, or one node or edge of which `name` is rightly `value`.
    `relation` says as what the two belong together: one of RELATIONS, or empty for what is usual between such nodes.
    `when` is ISO, a date or a time.
    """

    kind: str
    about: tuple[str, ...]
    by: str
    when: str
    why: str
    name: str = ""
    value: Any = None
    relation: str = ""

    @property
    def moment(self) -> datetime:
        """Give the time; a date is its first moment, a time without a zone is UTC."""
        found = datetime.fromisoformat(self.when)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_decisions(data: bytes, name: str) -> tuple[Decision, ...]:
    """Give the decisions of a file in the order of its lines; empty lines are passed over.

    Raises:
        DecisionError: a line is no decision; the message names file and line.

    """
    found = []
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                found.append(_to_decision(orjson.loads(line)))
            except (ValueError, TypeError, AttributeError) as error:
                said = "not JSON" if isinstance(error, orjson.JSONDecodeError) else str(error)
                raise DecisionError(f"{name}, line {number}: no decision ({said}); correct the line") from error
    return tuple(found)


def _to_decision(item: Mapping[str, Any]) -> Decision:
    kind, about = item.get("decision"), tuple(item.get("about") or ())
    if kind not in KINDS:
        raise ValueError(f"decision is one of {', '.join(KINDS)}, not {kind}")
    if not all(isinstance(part, str) and part for part in about) or len(about) not in _lengths(kind):
        raise ValueError("about is a list of two ids, of one where a value is right")
    for key in ("by", "when", "why"):
        if not isinstance(item.get(key), str) or not item[key].strip():
            raise ValueError(f"{key} is missing")
    if item.get("relation", "") not in ("", *RELATIONS):
        raise ValueError(f"relation is one of {', '.join(RELATIONS)}")
    if len(about) == 1 and not (isinstance(item.get("name"), str) and item["name"]):
        raise ValueError("name is missing")
    if kind == "right" and "value" not in item:
        raise ValueError("value is missing")
    found = Decision(
        *(kind, about, item["by"], item["when"], item["why"]),
        name=str(item.get("name") or ""),
        value=item.get("value"),
        relation=str(item.get("relation") or ""),
    )
    if found.moment is None or len(set(about)) != len(about):
        raise ValueError("about names one node twice")
    return found


def _lengths(kind: str) -> tuple[int, ...]:
    return {"right": (1,), "open": (1, 2)}.get(kind, (2,))


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Give a decision as it stands in decisions.jsonl."""
    named = {"name": decision.name, "value": decision.value} if decision.name else {}
    relation = {"relation": decision.relation} if decision.relation else {}
    told = {"by": decision.by, "when": decision.when, "why": decision.why}
    return {"decision": decision.kind, "about": list(decision.about), **named, **relation, **told}


def decision_to_line(decision: Decision) -> bytes:
    """Give a decision as one line of decisions.jsonl."""
    return orjson.dumps(decision_to_json(decision), option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def unite_decisions(files: Iterable[Iterable[Decision]]) -> tuple[Decision, ...]:
    """Give the decisions of several files, each once, the oldest first; of one time, in the order of their lines."""
    places: dict[bytes, tuple[datetime, int, bytes]] = {}
    known: dict[bytes, Decision] = {}
    for decisions in files:
        for number, decision in enumerate(decisions):
            line = decision_to_line(decision)
            place = (decision.moment, number, line)
            places[line] = min(place, places.get(line, place))
            known[line] = decision
    return tuple(known[line] for line in sorted(known, key=lambda line: places[line]))
