from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Page, Span, Table
from extractors.mention import Mention
from extractors.rules import amount
from extractors.rules.fencing import fence
from extractors.values.money import Money


def tabled(
    rows: list[list[str]], *, unit: str | None = None, headers: int = 1, before: str = "", after: str = ""
) -> Document:
    """Give a document of one table; `None`-like empty strings are empty cells."""
    pieces, cells, at = [before], [], len(before)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cells.append(Cell(Span(at, at + len(text)), row, column, header=row < headers))
            mark = "\n" if column == len(texts) - 1 else "\t"
            pieces.append(text + mark)
            at += len(text) + 1
    span = Span(len(before), at - 1)
    table = Table("t1", span, (1,), tuple(cells), unit_text=unit)
    text = "".join(pieces)[: at - 1] + after
    return Document("0" * 16, "a.pdf", "pdf", text, (Page(1, 1, 1),), tables=(table,))


def found(document: Document) -> list[tuple[str, str | None]]:
    return [(document.quote(mention.span), cny(mention)) for mention in amount.extract(document)]


def cny(mention: Mention) -> str | None:
    return mention.value.cny if isinstance(mention.value, Money) else None


ALLOCATION = [
    ["序号", "地区", "地区编码", "功能分类科目", "年度", "户数", "金额"],
    ["1", "广州市本级", "601001", "2011409", "2021", "35", "250,000.00"],
    ["2", "韶关市本级", "606001", "2300241", "2021", "12", "7,200,000"],
    ["", "合计", "", "", "", "47", "7450000"],
]


def test_figures_under_a_head_of_money_take_the_unit_of_the_caption() -> None:
    assert found(tabled(ALLOCATION, unit="元")) == [
        ("250,000.00", "250000.00"),
        ("7,200,000", "7200000.00"),
        ("7450000", "7450000.00"),
    ]


def test_without_a_unit_a_bare_figure_says_nothing() -> None:
    assert found(tabled(ALLOCATION)) == []


@pytest.mark.parametrize(
    ("unit", "value"),
    [("元", "12.50"), ("单位：万元", "125000.00"), ("千元", "12500.00"), ("金额单位:亿元", "1250000000.00")],
)
def test_units_of_the_caption(unit: str, value: str) -> None:
    assert found(tabled([["单位名称", "补助资金"], ["甲县", "12.5"]], unit=unit)) == [("12.5", value)]


def test_the_unit_of_a_head_goes_before_that_of_the_caption() -> None:
    rows = [["项目", "投资额（亿元）", "补助（万元）"], ["水库", "1.2", "300"]]
    assert found(tabled(rows, unit="元")) == [("1.2", "120000000.00"), ("300", "3000000.00")]


def test_the_unit_may_stand_at_the_left() -> None:
    rows = [["资金总额（万元）", "750"], ["培训人数（人）", "120"], ["预算年度", "2021"]]
    assert found(tabled(rows, headers=0)) == [("750", "7500000.00")]


@pytest.mark.parametrize(
    "head",
    [
        "序号",
        "科目编码",
        "年份",
        "完成率（%）",
        "户数",
        "分值",
        "面积（亩）",
        "联系电话",
        "类",
        "单价（元/亩）",
        "保有量（辆）",
        "资金占比",
    ],
)
def test_other_columns_are_no_money(head: str) -> None:
    assert found(tabled([["单位", head], ["甲县", "2021"], ["乙县", "12.5"]], unit="万元")) == []


def test_a_column_without_a_telling_head_counts_when_it_is_written_like_money() -> None:
    assert found(tabled([["单位", "甲县"], ["公路", "1,200.00"], ["水利", "35.50"]], unit="元")) == [
        ("1,200.00", "1200.00"),
        ("35.50", "35.50"),
    ]


def test_whole_figures_under_a_name_are_money_in_doubt_where_a_unit_governs() -> None:
    document = tabled([["单位", "甲县"], ["公路", "12"], ["人数（人）", "35"]], unit="万元")
    (mention,) = amount.extract(document)
    assert (cny(mention), mention.score, mention.doubt) == ("120000.00", 0.8, "its head does not say money")


def test_a_table_that_is_cut_in_doubt_gives_amounts_in_doubt() -> None:
    document = tabled(ALLOCATION, unit="元")
    doubtful = replace(document, tables=(replace(document.tables[0], doubt="no rules"),))
    assert {mention.doubt for mention in amount.extract(doubtful)} == {"no rules"}


def test_the_lexicon_knows_more_headings() -> None:
    document = tabled([["单位", "省级", "中央", "绩效得分"], ["甲县", "12", "30", "95"]], unit="万元")
    models = Path(__file__).parents[2] / "models"
    assert [cny(mention) for mention in amount.Amounts(models).extract(document)] == ["120000.00", "300000.00"]


def test_negative_and_zero_cells_are_values_and_blank_ones_are_not() -> None:
    rows = [["项目", "增减额"], ["甲", "-1,200.00"], ["乙", "0.00"], ["丙", "-"], ["丁", ""]]
    assert found(tabled(rows, unit="元")) == [("-1,200.00", "-1200.00"), ("0.00", "0.00")]


def test_a_cell_with_its_own_unit_is_read_once_and_as_printed() -> None:
    document = tabled([["项目", "金额"], ["资金需求", "1380万元"]], unit="元")
    (mention,) = amount.extract(document)
    assert (document.quote(mention.span), cny(mention), mention.by) == ("1380万元", "13800000.00", "rules.amount")


def test_cells_are_not_read_together() -> None:
    document = tabled([["140", "万元"], ["项目100万", "户"]], headers=0)
    assert found(document) == [("100万", "1000000.00")]


def test_text_around_a_table_is_read_in_order() -> None:
    document = tabled(
        [["单位", "金额"], ["甲县", "5.00"]], unit="万元", before="共下达5万元：\n", after="\n另有3万元待分。"
    )
    assert [quote for quote, _ in found(document)] == ["5万元", "5.00", "3万元"]


def test_fences_keep_the_length() -> None:
    document = tabled(ALLOCATION, unit="元", before="前文\n", after="\n后文")
    fenced = fence(document)
    assert len(fenced) == len(document.text)
    for cell in document.tables[0].cells:
        assert fenced[cell.span.start : cell.span.end] == document.text[cell.span.start : cell.span.end]
    assert "\t" not in fenced


def test_an_amount_over_two_paragraphs_is_doubtful() -> None:
    blocks = (Block(Span(0, 6), "paragraph", 1), Block(Span(7, 12), "paragraph", 1))
    document = Document("0" * 16, "a.txt", "text", "补助资金30\n万元，按期", (Page(1, 0, 0),), blocks=blocks)
    (mention,) = amount.extract(document)
    assert (cny(mention), mention.doubt) == ("300000.00", "over two paragraphs")


def test_a_block_of_money_inside_a_form() -> None:
    rows = [
        ["项目名称", "农村公路养护", "", "", "", ""],
        ["项目资金（万元）", "", "全年预算数", "全年执行数", "分值", "得分"],
        ["年度资金总额（万元）", "", "100", "99.50", "10", "9.95"],
        ["其中：财政拨款（万元）", "", "80", "79.50", "-", "-"],
        ["数量指标", "养护里程（公里）", "指标值", "100", "10", "10"],
        ["", "", "35", "36", "10", "10"],
    ]
    assert [quote for quote, _ in found(tabled(rows, headers=0))] == ["100", "99.50", "80", "79.50"]


def test_a_form_with_the_unit_beside_the_figure() -> None:
    rows = [["主管部门", "市财政局"], ["资金需求（万元）", "1380"], ["受益人数（人）", "3500"]]
    assert found(tabled(rows, headers=0)) == [("1380", "13800000.00")]


def test_pairs_of_label_and_figure_side_by_side() -> None:
    rows = [
        ["开始日期", "2021年1月", "计划完成日期", "2021年12月"],
        ["项目资金（元）", "6,351,000.00", "其中：财政资金", "4,100,000.00"],
    ]
    assert [quote for quote, _ in found(tabled(rows, headers=0))] == ["6,351,000.00", "4,100,000.00"]


@pytest.mark.parametrize(
    "head", ["高质量发展专项资金", "高标准农田建设补助", "电话费", "工程进度款", "2021年预算数", "本级", "税额"]
)
def test_heads_of_money_that_hold_another_word(head: str) -> None:
    assert found(tabled([["单位", head], ["甲县", "2021"]], unit="万元")) == [("2021", "20210000.00")]
