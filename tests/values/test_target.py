"""Targets and actual values: gold by reading, and what holds for any of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.target import KINDS, OPS, Target, parse_target, target_to_json

GOLD = Path(__file__).parent.parent.parent / "corpus" / "gold" / "target.jsonl"
LINES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
HINTS = ("name", "unit", "year", "actual")


def read(line: dict[str, Any]) -> Target:
    return parse_target(line["text"], **{key: line[key] for key in HINTS if key in line})


def plain(found: Any, expected: Any) -> Any:
    """Give a target as gold writes it: absent keys left out, `text` only where gold has one, never the reason."""
    parts = expected.get("parts", [])
    kept = {
        key: value
        for key, value in found.items()
        if value is not None and key != "why" and (key != "text" or "text" in expected)
    }
    if "parts" in kept:
        pairs = zip(kept["parts"], [*parts, *[{}] * len(kept["parts"])], strict=False)
        kept["parts"] = [{k: v for k, v in plain(part, gold).items() if k not in ("doubtful",)} for part, gold in pairs]
    return kept


@pytest.mark.parametrize("line", LINES, ids=[f"{number}:{line['text'][:12]}" for number, line in enumerate(LINES, 1)])
def test_gold_line(line: dict[str, Any]) -> None:
    assert plain(target_to_json(read(line)), line["target"]) == line["target"]


@pytest.mark.parametrize("line", LINES, ids=[str(number) for number in range(1, len(LINES) + 1)])
def test_the_normal_form_is_one_of_the_known_and_reads_back(line: dict[str, Any]) -> None:
    target = read(line)
    assert target.op in (None, *OPS)
    assert target.kind in (None, *KINDS)
    assert json.loads(json.dumps(target_to_json(target), ensure_ascii=False)) == target_to_json(target)
    if not target.doubt:
        assert read({**line, "text": target.text}) == target


GAPS = st.sampled_from(["", " ", "\n", "　", "  "])


@given(
    st.sampled_from(["≥", "≤", "不少于", "至少", "不超过", "", "增长", "下降≥", "每年", "各单位"]),
    st.integers(0, 10**7),
    st.sampled_from(["家", "%", "人次", "万元", "个工作日", "元/人", "场"]),
    st.sampled_from(["", "以上", "左右"]),
    st.lists(GAPS, min_size=4, max_size=4),
)
def test_white_space_changes_no_value(left: str, figure: int, unit: str, right: str, gaps: list[str]) -> None:
    spaced = f"{gaps[0]}{left}{gaps[1]}{figure}{gaps[2]}{unit}{gaps[3]}{right}"
    assert parse_target(spaced) == parse_target(f"{left}{figure}{unit}{right}")


@given(st.integers(1, 9999), st.sampled_from(["场", "家", "万元", "人次"]))
def test_full_width_forms_change_no_value(figure: int, unit: str) -> None:
    wide = str(figure).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    one, two = parse_target(f"≥{wide}{unit}"), parse_target(f">={figure}{unit}")
    assert (one.op, one.value, one.unit) == (two.op, two.value, two.unit) == (">=", str(figure), unit)


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_any_figure_is_exact_and_without_idle_zeros(figure: Any) -> None:
    value = parse_target(f"≥{figure}%").value
    assert value is not None
    assert float(value) == float(figure)
    assert "." not in value or not value.endswith("0")


ANY = "不少于至≥≤%0123456789.,、，；（）()《》一二三十家场年月日底前增长下降到-~*无和每各 \n"


@given(st.text(alphabet=ANY, max_size=40))
def test_any_text_gives_a_target_or_nothing(text: str) -> None:
    target = parse_target(text, name=text)
    assert target.op in (None, *OPS)
    assert (target.op == "compound") == bool(target.parts)
    assert target == parse_target(text, name=text)


@given(st.text(alphabet="0123456789家场%,;", min_size=1, max_size=20))
def test_no_figure_is_lost_in_silence(text: str) -> None:
    target = parse_target(text)
    if any(char.isdigit() for char in text):
        assert target.doubt or target.op != "qualitative"


@given(st.lists(st.tuples(st.integers(0, 9999), st.sampled_from(["家", "场", "人次", "万元"])), min_size=2, max_size=6))
def test_every_figure_of_a_list_is_a_part(items: list[tuple[int, str]]) -> None:
    target = parse_target("、".join(f"{figure}{unit}" for figure, unit in items))
    assert [(part.value, part.unit) for part in target.parts] == [(str(figure), unit) for figure, unit in items]


def test_long_text_is_read_in_linear_time() -> None:
    start = time.perf_counter()
    parse_target("开展知识产权宣传培训活动" * 2000)
    parse_target("不少于3场，" * 2000)
    parse_target("1-" * 10000, name="3家、" * 3000)
    assert time.perf_counter() - start < 5
