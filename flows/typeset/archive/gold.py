"""What a made archive holds, from its plan alone: flows, promises, planted errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flows.typeset.archive.naming import account_file, notice_file, onward_file
from flows.typeset.archive.plan import City, Plan, Programme

GOLD = "archive.json"


def plan_to_gold(plan: Plan) -> dict[str, Any]:
    """Give the gold of an archive; documents are told by the names of their files, without endings."""
    return {
        "seed": plan.seed,
        "passes_on": [row for programme in plan.programmes for row in _passes_on(programme)],
        "fulfils": [row for programme in plan.programmes for row in _fulfils(programme)],
        "planted": [asdict(error) for error in plan.planted],
    }


def _passes_on(programme: Programme) -> Iterator[dict[str, str]]:
    for city in programme.cities:
        files = [onward_file(programme, city)] if city.onward else []
        files += [account_file(programme, city)] if city.account else []
        for file in files:
            yield {
                "from": notice_file(programme),
                "to": file,
                "region": city.place.adcode,
                "amount_cny": f"{city.amount}.00",
            }


def _fulfils(programme: Programme) -> Iterator[dict[str, str]]:
    for city in programme.cities:
        yield from _kept(programme, city)


def _kept(programme: Programme, city: City) -> Iterator[dict[str, str]]:
    for goal in city.account.goals if city.account else ():
        if goal.asked and goal.reported:
            yield {
                "result_of": account_file(programme, city),
                "result": goal.said,
                "target_of": notice_file(programme),
                "target": goal.name,
                "region": city.place.adcode,
                "verdict": goal.verdict,
            }
