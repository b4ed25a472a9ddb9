"""Made archives: a seed gives notices, what became of their money and targets, and the gold of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from flows.typeset.archive.accounts import write_account
from flows.typeset.archive.gold import GOLD, plan_to_gold
from flows.typeset.archive.naming import above_file, account_file, draft_file, notice_file, onward_file
from flows.typeset.archive.notices import write_above, write_notice
from flows.typeset.archive.onwards import write_onward
from flows.typeset.archive.plan import City, Plan, Programme
from flows.typeset.archive.planning import make_plan
from flows.typeset.archive.slips import plant
from flows.typeset.source import MERGED

__all__ = ["GOLD", "Plan", "make_archive", "plan_to_sources", "write_archive"]


def make_archive(seed: int, models: Path, *, cities: int = 21, programmes: int = 1) -> Plan:
    """Give the plan of an archive with its planted errors; the same for the same numbers."""
    return plant(make_plan(seed, models, cities=cities, programmes=programmes))


def plan_to_sources(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give the name of each document and its source text (docs/typesetting.md)."""
    for programme in plan.programmes:
        yield notice_file(programme), write_notice(programme)
        if programme.above:
            yield above_file(programme), write_above(programme)
        for city in programme.cities:
            yield from _city_to_sources(programme, city)


def _city_to_sources(programme: Programme, city: City) -> Iterator[tuple[str, str]]:
    if city.onward:
        yield onward_file(programme, city), write_onward(programme, city)
    if city.onward and city.onward.copied:
        yield draft_file(programme, city), write_onward(programme, city, draft=True)
    if city.account:
        yield account_file(programme, city), write_account(programme, city)


def write_archive(plan: Plan, out: Path, *, text: bool = False) -> int:
    """Write the documents of a plan as PDFs (or as text files) and its gold beside them; give their number."""
    folder = out / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, (name, source) in enumerate(plan_to_sources(plan), 1):  # noqa: B007
        if text:
            (folder / f"{name}.txt").write_text(_plain(source), encoding="utf-8")
        else:
            (folder / f"{name}.pdf").write_bytes(_set(source))
    gold = orjson.dumps(plan_to_gold(plan), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    (out / GOLD).write_bytes(gold + b"\n")
    return count


def _plain(source: str) -> str:
    """Give a source as a text file has it: of merged cells the first holds the text."""
    return "\n".join(
        "\t".join("" if cell in MERGED else cell for cell in line.split("\t")) for line in source.split("\n")
    )


def _set(source: str) -> bytes:
    from flows.typeset import typeset

    return typeset(source)
