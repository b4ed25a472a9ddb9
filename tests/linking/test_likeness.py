"""Names of indicators compared, and pairs chosen one to one."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.linking.likeness import assign, names_to_likeness

SIZES = st.tuples(st.integers(1, 5), st.integers(1, 5))
WEIGHTS = SIZES.flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0.0, 0.5, 0.6, 0.75, 0.9]), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


def best_sum(weights):
    """Give the greatest sum by trying all."""
    wide = [*weights, *([0.0] * len(weights[0]) for _ in range(len(weights[0])))]
    columns = range(len(weights[0]))
    return max(
        sum(wide[row][column] for row, column in zip(rows, columns, strict=True))
        for rows in permutations(range(len(wide)), len(columns))
    )


@given(WEIGHTS)
def test_the_assignment_is_one_to_one_and_the_best(weights):
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(weights[row][column] for row, column in pairs) == pytest.approx(best_sum(weights))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("指标9：培训人次", "培训人次"),
        ("新建面积（万亩）", "新建面积"),
        ("A级 景区", "a级景区"),
        ("“小巨人”企业", "小巨人企业"),
    ],
)
def test_writing_alone_makes_no_other_name(one, other):
    assert names_to_likeness(one, other) >= 0.98


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("知识产权保护意识和水平", "提高知识产权保护效能"),
        ("建设高价值专利培育中心", "高价值专利培育布局中心专利分析报告"),
        ("发明专利授权量", "商标注册量"),
        ("资金拨付及时率", "群众满意度"),
    ],
)
def test_other_things_are_not_alike(one, other):
    assert names_to_likeness(one, other) < 0.55


@given(st.text("知识产权保护培训人数率1（）", max_size=12), st.text("知识产权保护培训人数率1（）", max_size=12))
def test_likeness_has_no_direction_and_stays_in_its_bounds(one, other):
    assert 0 <= names_to_likeness(one, other) == names_to_likeness(other, one) <= 1
