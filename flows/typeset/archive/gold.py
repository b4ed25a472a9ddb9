"""What a made archive holds, from its plan alone: flows, promises, planted errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flows.typeset.archive.naming import above_file, account_file, draft_file, notice_file, onward_file
from flows.typeset.archive.plan import City, Plan, Programme, Share

GOLD = "archive.json"


def plan_to_gold(plan: Plan) -> dict[str, Any]:
    """Give the gold of an archive; documents are told by the names of their files, without endings."""
    return {
        "seed": plan.seed,
        "allocates": [row for programme in plan.programmes for row in _allocates(programme)],
        "passes_on": [row for programme in plan.programmes for row in _passes_on(programme)],
        "fulfils": [row for programme in plan.programmes for row in _fulfils(programme)],
        "same_as": [row for programme in plan.programmes for row in _same(programme)],
        "planted": [asdict(error) for error in plan.planted],
    }


def _allocates(programme: Programme) -> Iterator[dict[str, str]]:
    """Give every line of every table of allocations."""
    tables = [
        (notice_file(programme), [*(share for city in programme.cities for share in city.shares), *programme.direct])
    ]
    tables += [(above_file(programme), list(programme.above.shares))] if programme.above else []
    for city in programme.cities:
        tables += [(onward_file(programme, city), list(city.onward.shares))] if city.onward else []
    for file, shares in tables:
        for share in shares:
            yield {"file": file, "payee": _payee(share), "amount_cny": f"{share.amount}.00"}


def _payee(share: Share) -> str:
    """Give a place by its code, and a body by its name."""
    return f"region:{share.region}" if share.region and not share.payee.endswith("局") else share.payee


def _passes_on(programme: Programme) -> Iterator[dict[str, str]]:
    notice = notice_file(programme)
    if programme.above:
        yield _flow(above_file(programme), notice, programme.province.adcode, programme.total)
    for city in programme.cities:
        if city.onward:
            yield _flow(notice, onward_file(programme, city), city.place.adcode, city.amount)
        if city.account:
            yield _flow(notice, account_file(programme, city), city.place.adcode, city.amount)


def _flow(giver: str, receiver: str, region: str, amount: int) -> dict[str, str]:
    return {"from": giver, "to": receiver, "region": region, "amount_cny": f"{amount}.00"}


def _same(programme: Programme) -> Iterator[list[str]]:
    """Give the drafts with what they are drafts of."""
    for city in programme.cities:
        if city.onward and city.onward.copied:
            yield [draft_file(programme, city), onward_file(programme, city)]


def _fulfils(programme: Programme) -> Iterator[dict[str, str]]:
    for city in programme.cities:
        yield from _kept(programme, city)


def _kept(programme: Programme, city: City) -> Iterator[dict[str, str]]:
    """Give the pairs of a city; none where the notice that sets its targets is not there."""
    if city.account is None or (programme.goals_onward and city.onward is None):
        return
    target_of = onward_file(programme, city) if programme.goals_onward else notice_file(programme)
    for goal in city.account.goals:
        if goal.asked and goal.reported:
            yield {
                "result_of": account_file(programme, city),
                "result": goal.said,
                "target_of": target_of,
                "target": goal.name,
                "region": city.place.adcode,
                "verdict": goal.verdict,
            }
