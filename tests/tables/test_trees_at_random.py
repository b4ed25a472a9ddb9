"""Any tree of rows that is printed in a usual way is read back, adds up, and does not where a figure is changed."""

from hypothesis import given, settings
from hypothesis import strategies as st
from table_paper import MODELS, table_of

from extractors.checking.totals import check_totals
from extractors.tables import read_sheets

GROUPS = st.lists(st.lists(st.integers(1, 10**6), min_size=1, max_size=4), min_size=1, max_size=4)
STYLES = st.sampled_from(("subtotal above", "subtotal below", "code", "codes", "numbered"))
ENDS = st.sampled_from(("above", "below", "both"))
PLACES = "甲乙丙丁"


def draw(groups, style):
    """Give the rows between the totals as (label cells, figure, is leaf)."""
    for at, values in enumerate(groups):
        name, whole = f"{PLACES[at]}市", sum(values)
        leaves = [(f"{PLACES[at]}{PLACES[each]}县", value) for each, value in enumerate(values)]
        if style == "subtotal above":
            yield ("", "", "", f"{name}小计"), whole, False
        elif style in {"code", "codes"}:
            yield (f"20{at + 1}", "", "", f"{PLACES[at]}类支出"), whole, False
        elif style == "numbered":
            yield ("", "", "", f"{'一二三四'[at]}、{name}"), whole, False
        for each, (label, value) in enumerate(leaves, 1):
            codes = {"code": (f"20{at + 1}0{each}", "", ""), "codes": (f"20{at + 1}", f"0{each}", "")}
            prefix = f"{each}." if style == "numbered" else ""
            yield (*codes.get(style, ("", "", "")), prefix + label), value, True
        if style == "subtotal below":
            yield ("", "", "", f"{name}小计"), whole, False


def typeset(groups, style, ends):
    total = (("", "", "", "合计"), sum(sum(values) for values in groups), False)
    body = list(draw(groups, style))
    rows = [total] * (ends != "below") + body + [total] * (ends != "above")
    head = ("科目编码", "款", "项", "名称", "金额") if style in {"code", "codes"} else ("", "", "", "名称", "金额")
    return head, rows


def check(head, rows):
    document = table_of(head, *((*label, f"{value:,}") for label, value, _ in rows), unit="元")
    sheets = read_sheets(document, MODELS)
    return sheets, list(check_totals(document, sheets))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(GROUPS, STYLES, ENDS)
def test_trees_are_read_back(groups, style, ends):
    head, rows = typeset(groups, style, ends)
    (sheet,), findings = check(head, rows)
    leaves = [row.number for row in sheet.rows if row.rank == "leaf"]
    assert leaves == [at for at, (*_, leaf) in enumerate(rows, 1) if leaf]
    assert {finding.verdict for finding in findings} == {"pass"}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(GROUPS, STYLES, ENDS, st.data())
def test_a_figure_that_is_changed_does_not_pass(groups, style, ends, data):
    head, rows = typeset(groups, style, ends)
    at = data.draw(st.integers(0, len(rows) - 1))
    label, value, leaf = rows[at]
    rows[at] = (label, value + data.draw(st.integers(2, 999)), leaf)
    _, findings = check(head, rows)
    assert {finding.verdict for finding in findings} != {"pass"}
