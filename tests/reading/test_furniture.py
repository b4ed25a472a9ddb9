"""Page numbers and running lines are set apart; nothing else is."""

import paper
import pytest

from extractors.document import Document
from extractors.reading import read_bytes


def furniture(document: Document) -> list[tuple[str, str]]:
    roles = ("page_number", "page_header", "page_footer")
    return [(block.role, document.quote(block.span)) for block in document.blocks if block.role in roles]


def build(pages: int, foot: str = "", head: str = "", y: float = 800) -> Document:
    file = paper.new_file()
    for number in range(1, pages + 1):
        page = paper.new_page(file)
        if head:
            paper.center(page, 45, head, 9)
        paper.write_lines(page, [f"第{number}段的文字写在这里。"] * 3, y=120)
        if foot:
            paper.center(page, y, foot.replace("N", str(number)).replace("T", str(pages)), 12)
    return read_bytes(paper.to_bytes(file), "a.pdf")


@pytest.mark.parametrize(
    "form", ["— N —", "-N-", "－N－", "N", "第 N 页 共 T 页", "第N页", "N/T", "Page N of T", "- N -"]
)
def test_forms_of_page_numbers(form: str) -> None:
    document = build(3, form)
    assert [role for role, _ in furniture(document)] == ["page_number"] * 3


def test_a_single_page_may_have_a_number() -> None:
    assert furniture(build(1, "1")) == [("page_number", "1")]


def test_a_bare_figure_that_is_no_page_number_stays() -> None:
    assert furniture(build(1, "250")) == []


def test_running_lines() -> None:
    document = build(4, "N", "上海市普陀区财政局部门预算")
    assert furniture(document).count(("page_header", "上海市普陀区财政局部门预算")) == 4
    assert "部门预算" not in document.text.split("\n")[0]


def test_the_unit_above_every_table_is_no_running_line() -> None:
    assert furniture(build(4, head="单位：万元")) == []


def test_body_text_alone_has_none() -> None:
    assert furniture(build(2)) == []


def test_a_running_line_with_the_number_of_the_page_in_it() -> None:
    assert [role for role, _ in furniture(build(3, "某市财政局    第 N 页 共 T 页"))] == ["page_footer"] * 3
