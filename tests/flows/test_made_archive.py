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


def test_a_small_archive_is_followed_and_its_errors_found(tmp_path):
    found = score(make_archive(74, MODELS, cities=5, programmes=3), tmp_path)
    assert found.planted.right + found.planted.missed >= 9
    assert min(found.passes_on.f1, found.same_as.f1, found.verdicts.f1, found.planted.f1) == 1.0, found.misses


@pytest.mark.endurance
@pytest.mark.parametrize("seed", [51, 1051])
def test_a_large_archive_is_followed_and_its_errors_found(seed, tmp_path):
    found = score(make_archive(seed, MODELS, cities=21, programmes=8), tmp_path)
    assert min(found.planted.precision, found.planted.recall) >= 0.98, found.misses
    assert found.passes_on.f1 >= 0.98, found.misses
    assert found.verdicts.f1 >= 0.97, found.misses


def test_a_slip_in_the_gold_is_missed(tmp_path):
    """What scores 1.0 must be able to score less."""
    write_archive(make_archive(21, MODELS, cities=3), tmp_path, text=True)
    gold = orjson.loads((tmp_path / GOLD).read_bytes())
    graph = conclude(read_archive(tmp_path / "documents", models()))
    gold["passes_on"][0]["amount_cny"] = "1.00"
    gold["fulfils"][0]["verdict"] = "partly"
    gold["planted"].append({"kind": "x", "rule": "flow_rate", "file": "y", "about": "", "also": []})
    found = compare_archive(graph, gold)
    assert (found.passes_on.extra, found.passes_on.missed) == (1, 1)
    assert (found.verdicts.extra, found.verdicts.missed, found.planted.missed) == (1, 1, 1)
