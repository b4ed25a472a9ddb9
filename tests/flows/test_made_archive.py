"""Made archives: the same for the same seed, consistent with themselves, scored against their own gold."""

from functools import cache
from pathlib import Path

import orjson
import pytest

from extractors.linking import conclude
from extractors.pipeline import load_models
from flows.archive_score import compare_archive, read_archive
from flows.typeset.archive import GOLD, make_archive, plan_to_sources, write_archive
from flows.typeset.archive.planning import make_plan
from flows.typeset.archive.wording import capital

MODELS = Path(__file__).parents[2] / "models"


@cache
def models():
    return load_models(MODELS)


def score(plan, folder):
    write_archive(plan, folder, text=True)
    graph = conclude(read_archive(folder / "documents", models()))
    return compare_archive(graph, orjson.loads((folder / GOLD).read_bytes()))


def test_a_seed_says_all():
    one, other = (list(plan_to_sources(make_archive(5, MODELS, cities=4, programmes=2))) for _ in range(2))
    assert one == other
    assert one != list(plan_to_sources(make_archive(6, MODELS, cities=4, programmes=2)))


def test_a_plan_without_errors_agrees_with_itself():
    for programme in make_plan(7, MODELS, cities=6, programmes=3).programmes:
        given = [*programme.direct, *(share for city in programme.cities for share in city.shares)]
        assert programme.total == sum(share.amount for share in given)
        for city in programme.cities:
            assert city.amount == city.onward.received == city.onward.total + city.onward.kept
            assert city.onward.total == sum(share.amount for share in city.onward.shares)
            assert city.amount == city.account.received == city.account.passed + city.account.kept
            assert city.account.spent <= city.account.received
            assert programme.issued <= city.account.arrived <= city.account.issued


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_200_000, "壹佰贰拾万元整"),
        (100_045_000, "壹亿零肆万伍仟元整"),
        (3_060_000, "叁佰零陆万元整"),
        (20_050, "贰万零伍拾元整"),
    ],
)
def test_capitals(amount, words):
    assert capital(amount) == words


def test_flows_and_promises_of_a_small_archive(tmp_path):
    found = score(make_archive(1, MODELS, cities=3), tmp_path)
    assert (found.passes_on.f1, found.verdicts.f1) == (1.0, 1.0), found.misses
