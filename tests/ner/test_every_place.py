"""A body of any place of the gazetteer is found whole or left out, whatever word the place's name may hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extractors.document import Document, Page
from extractors.lexicon import read_rows
from extractors.ner import load_names

MODELS = Path(__file__).parents[2] / "models"
BODIES = ("{}第一中学", "{}昊铭五金店")
AROUND = ("{}", "由{}负责。")


@cache
def extractor():
    return next(one for one in load_names(MODELS) if one.kind == "organisation")


@cache
def places() -> tuple[str, ...]:
    return tuple(
        sorted({row["name"] for row in read_rows(MODELS / "lexicons" / "regions.tsv") if len(row["name"]) > 2})
    )


def outcomes(text: str, name: str) -> Iterator[str]:
    """Give what became of a name in a text: whole, cut, long; nothing where it was left out."""
    start = text.index(name)
    end = start + len(name)
    document = Document("0" * 16, "made", "text", text, (Page(1, 0, 0),))
    for mention in extractor().extract(document):
        at, to = mention.span.start, mention.span.end
        if at < end and start < to:
            yield "whole" if (at, to) == (start, end) else "cut" if start <= at and to <= end else "long"


@cache
def wrong(body: str) -> tuple[str, ...]:
    """Give the places whose body was not found whole, nor left out."""
    names = ((place, body.format(place.removesuffix("市") if "分公司" in body else place)) for place in places())
    found = {
        place for place, name in names for around in AROUND if set(outcomes(around.format(name), name)) - {"whole"}
    }
    return tuple(sorted(found))


def test_most_bodies_of_all_places_are_found():
    names = [BODIES[0].format(place) for place in places()]
    found = sum(list(outcomes(name, name)) == ["whole"] for name in names)
    assert found / len(names) > 0.99


@pytest.mark.parametrize("body", BODIES)
def test_few_bodies_of_all_places_are_cut(body: str):
    assert len(wrong(body)) <= 9


@pytest.mark.xfail(
    reason="a word inside nine places begins a name anew: 天等县, 会同县, 新建区, 万全区, 隆林各族自治县, 由于田县"
)
def test_no_body_of_any_place_is_cut():
    assert [place for body in BODIES for place in wrong(body)] == []


@pytest.mark.xfail(reason="和 in 呼和浩特 ends the firm: 呼和浩特分公司 is left off")
def test_no_branch_in_any_city_is_cut():
    assert [place for place in wrong("昊铭食品有限公司{}分公司") if place.endswith("市")] == []
