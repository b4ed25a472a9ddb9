"""Columns, units, rows and roles of tables as they occur in notices, budgets and self-evaluations."""

from decimal import Decimal

import pytest
from table_paper import MODELS, kinds, ranks, sheets_of, table_of

from extractors.tables import cell_figure, cell_money, read_fields, read_sheets, table_to_grid
from extractors.tables.figure import STATES

HEAD = ("序号", "地区（单位）", "项目名称", "金额（万元）")


def test_columns_of_an_allocation_and_its_unit():
    (sheet,) = sheets_of(HEAD, ("1", "甲市", "道路", "10"), ("2", "乙市", "桥梁", "20"))
    assert kinds(sheet) == ["serial", "payee", "project", "money"]
    assert sheet.columns[3].unit == "万元"
    assert sheet.role == "allocation"


def test_a_path_of_heads_is_joined_and_the_group_gives_the_unit():
    (sheet,) = sheets_of(
        ("地区", "补助资金（万元）", "<", "受益人数"),
        ("^", "中央", "省级", "^"),
        ("甲市", "10", "5", "300"),
        header=2,
    )
    assert [column.heading for column in sheet.columns] == [
        "地区",
        "补助资金(万元)/中央",
        "补助资金(万元)/省级",
        "受益人数",
    ]
    assert [column.unit for column in sheet.columns] == [None, "万元", "万元", None]
    assert kinds(sheet) == ["region", "money", "money", "count"]


def test_the_caption_governs_where_a_head_states_nothing():
    rows = (("地区", "下达金额", "比例"), ("甲市", "10", "50%"))
    assert sheets_of(*rows, unit="万元")[0].columns[1].unit == "万元"
    assert sheets_of(*rows)[0].columns[1].unit is None
    assert sheets_of(*rows, unit="万元")[0].columns[2].unit is None


def test_totals_sections_subtotals_and_rows():
    (sheet,) = sheets_of(
        ("地区", "项目", "金额"),
        ("合计", "", "60"),
        ("一、各市合计", "", "60"),
        ("甲市小计", "", "30"),
        ("甲市本级", "道路", "10"),
        ("甲市本级", "桥梁", "20"),
        ("乙市（不含省直管县）小计", "", "30"),
        ("乙市本级", "道路", "30"),
    )
    assert ranks(sheet) == [
        ("total", None),
        ("total", 1),
        ("subtotal", 2),
        ("leaf", 3),
        ("leaf", 3),
        ("subtotal", 2),
        ("leaf", 6),
    ]
    assert [row.level for row in sheet.rows] == [0, 1, 2, 3, 3, 2, 3]


def test_subtotals_below_their_rows_and_the_total_above_all():
    (sheet,) = sheets_of(
        ("单位", "项目", "金额"),
        ("总计", "", "36"),
        ("甲市", "道路", "10"),
        ("甲市", "桥梁", "20"),
        ("小计", "", "30"),
        ("乙市", "道路", "6"),
        ("小计", "", "6"),
    )
    assert ranks(sheet) == [
        ("total", None),
        ("leaf", 4),
        ("leaf", 4),
        ("subtotal", 1),
        ("leaf", 6),
        ("subtotal", 1),
    ]


def test_codes_nest_in_one_column_and_in_three():
    joined = sheets_of(
        ("科目编码", "科目名称", "金额"),
        ("合计", "<", "30"),
        ("201", "一般公共服务支出", "30"),
        ("20103", "政府办公厅", "30"),
        ("2010301", "行政运行", "30"),
    )[0]
    split = sheets_of(
        ("科目编码", "<", "<", "科目名称", "合计"),
        ("类", "款", "项", "^", "^"),
        ("204", "", "", "公共安全支出", "79"),
        ("", "06", "", "司法", "79"),
        ("", "", "01", "行政运行", "14"),
        ("204", "06", "04", "基层司法业务", "65"),
        ("合计", "<", "<", "<", "79"),
        header=2,
    )[0]
    assert ranks(joined) == [("total", None), ("subtotal", 1), ("subtotal", 2), ("leaf", 3)]
    assert ranks(split) == [("subtotal", 6), ("subtotal", 2), ("leaf", 3), ("leaf", 3), ("total", None)]
    assert [row.code for row in split.rows] == ["204", "20406", "2040601", "2040604", ""]
    assert joined.role == split.role == "budget"


def test_parts_are_never_added():
    (sheet,) = sheets_of(("单位", "金额"), ("合计", "30"), ("甲市", "30"), ("其中：甲县", "10"))
    assert ranks(sheet) == [("total", None), ("leaf", 1), ("part", 2)]


def test_halves_side_by_side_are_two_sheets():
    left, right = sheets_of(
        ("收入", "<", "支出", "<", "<"),
        ("项目", "预算数", "项目", "合计", "基本支出"),
        ("一、财政拨款", "80", "一、公共安全支出", "60", "60"),
        ("1. 一般公共预算", "80", "二、教育支出", "40", "40"),
        ("二、事业收入", "20", "", "", ""),
        ("收入总计", "100", "支出总计", "100", "100"),
        header=2,
        unit="元",
    )
    assert [column.number for column in left.columns] == [0, 1]
    assert ranks(left) == [("subtotal", 5), ("leaf", 2), ("leaf", 5), ("total", None)]
    assert ranks(right) == [("leaf", 5), ("leaf", 5), ("total", None)]


def test_an_indicator_table_below_a_form_is_a_sheet_of_targets():
    document = table_of(
        ("项目名称", "<", "道路补助", "<", "<"),
        ("省级主管部门", "<", "省交通厅", "地方主管部门", "甲市交通局"),
        ("资金需求", "<", "640万元", "<", "<"),
        ("", "一级指标", "二级指标", "三级指标", "指标值"),
        ("绩效指标", "产出指标", "数量指标", "新建道路", "≥20公里"),
        ("^", "满意度指标", "<", "群众满意度", "≥90%"),
        header=0,
    )
    (sheet,) = read_sheets(document, MODELS)
    assert sheet.role == "targets"
    assert kinds(sheet) == ["text", "level1", "level2", "level3", "target"]
    assert [row.number for row in sheet.rows] == [4, 5]
    fields = {field.name: document.quote(field.value.span) for field in read_fields(document, document.tables[0])}
    assert fields == {
        "项目名称": "道路补助",
        "省级主管部门": "省交通厅",
        "地方主管部门": "甲市交通局",
        "资金需求": "640万元",
    }


def test_results_stand_side_by_side_and_the_level_is_the_column_that_tells():
    (sheet,) = sheets_of(
        ("一级指标", "<", "二级指标", "三级指标", "评价年度预期值", "评价年度实现值"),
        ("绩效指标", "产出指标", "数量指标", "培训场次", "2场", "3场"),
        ("^", "^", "时效指标", "完成时间", "年内", "已完成"),
        ("^", "效益指标", "社会效益指标", "知晓率", "90%", "95%"),
    )
    assert sheet.role == "results"
    assert kinds(sheet) == ["text", "level1", "level2", "level3", "target", "actual"]


def test_figures_under_payees_are_money_where_the_table_has_a_total():
    (sheet,) = sheets_of(
        ("项目名称", "甲市科技局", "乙县科技局", "丙有限公司", "合计"),
        ("一、专项资金", "600", "40", "30", "670"),
    )
    assert kinds(sheet) == ["project", "money", "money", "money", "money"]
    assert sheet.role == "allocation"


@pytest.mark.parametrize(
    ("text", "state", "yuan"),
    [
        ("1,200.5", "amount", "12005000.00"),
        ("0", "zero", "0.00"),
        ("0.00", "zero", "0.00"),
        ("", "empty", None),
        ("—", "dash", None),
        ("***", "masked", None),
        ("见备注", "odd", None),
        ("-3", "amount", "-30000.00"),
        ("（3）", "amount", "-30000.00"),
        ("749.8986", "amount", "7498986.00"),
        ("0.00012345", "amount", "1.2345"),
    ],
)
def test_empty_zero_dash_and_masked_are_told_apart(text, state, yuan):
    document = table_of(("地区", "金额（万元）"), ("甲市", text), ("乙市", "5"), ("丙市", "6"))
    (sheet,) = read_sheets(document, MODELS)
    grid = table_to_grid(document, document.tables[0])
    assert cell_figure(grid, 1, 1).state == state
    assert state in STATES
    money = cell_money(grid, 1, sheet.columns[1])
    assert money == (Decimal(yuan) if yuan else None)
    assert yuan is None or str(money) == yuan


def test_numbers_of_columns_are_no_headings():
    (sheet,) = sheets_of(
        ("科目名称", "合计", "基本支出", "项目支出"),
        ("栏次", "1=2+3", "2", "3"),
        ("教育支出", "5", "3", "2"),
        header=2,
        unit="万元",
    )
    assert [column.heading for column in sheet.columns] == ["科目名称", "合计", "基本支出", "项目支出"]


def test_a_head_that_is_not_marked_is_found():
    (sheet,) = sheets_of(
        ("单位：万元", "<", "<"),
        ("序号", "单位名称", "补助资金"),
        ("1", "某某公司", "10"),
        ("2", "某某学校", "20"),
        header=0,
        unit="万元",
    )
    assert kinds(sheet) == ["serial", "payee", "money"]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_a_long_title_over_the_heads_is_no_heading():
    (sheet,) = sheets_of(
        ("某某省2023年第一批省级乡村振兴补助资金安排使用情况一览（截至六月底）", "<", "<"),
        ("市县", "项目", "金额"),
        ("甲市", "道路", "10"),
        header=2,
    )
    assert [column.heading for column in sheet.columns] == ["市县", "项目", "金额"]


def test_a_list_in_two_halves_gives_two_sheets():
    left, right = sheets_of(
        ("序号", "单位", "金额（元）", "序号", "单位", "金额（元）"),
        ("1", "甲校", "10", "3", "丙校", "30"),
        ("2", "乙校", "20", "", "合计", "60"),
    )
    assert [row.label for row in left.rows] == ["甲校", "乙校"]
    assert [row.label for row in right.rows] == ["丙校", "合计"]


def test_measures_under_danwei_are_no_payees():
    (sheet,) = sheets_of(
        ("名称", "单位", "数量", "金额（元）"), ("电脑", "台", "3", "15000"), ("桌椅", "套", "10", "8000")
    )
    assert kinds(sheet) == ["text", "text", "count", "money"]


def test_a_row_of_another_measure_has_no_money():
    document = table_of(("项目", "本年数"), ("资金总额", "100"), ("受益户数（户）", "30"), unit="万元")
    (sheet,) = read_sheets(document, MODELS)
    grid = table_to_grid(document, document.tables[0])
    assert [cell_money(grid, row.number, sheet.columns[1]) for row in sheet.rows] == [Decimal("1000000.00"), None]


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("金额（万元）", "万元"),
        ("金额(单位：元)", "元"),
        ("金额 （ 万 元 ）", "万元"),
        ("补助资金（人民币万元）", "万元"),
        ("资金（含自筹，万元）", "万元"),
        ("金额/万元", "万元"),
        ("万元", "万元"),
        ("投资额（亿元）", "亿元"),
        ("金额【千元】", "千元"),
        ("补助标准（元/人）", None),
        ("金额", None),
        ("状元奖金", None),
        ("单位：万元/亩", None),
    ],
)
def test_units_that_heads_state(head, unit):
    (sheet,) = sheets_of(("地区", head), ("甲市", "10"), ("乙市", "20"))
    assert sheet.columns[1].unit == unit


@pytest.mark.parametrize(
    ("options", "unit"),
    [
        ({"unit": "万元"}, "万元"),
        ({"unit": "人民币万元"}, "万元"),
        ({"title": "资金分配表（单位：万元）"}, "万元"),
        ({"title": "2021年万元以下项目资金表"}, None),
    ],
)
def test_units_of_captions_and_titles(options, unit):
    (sheet,) = sheets_of(("地区", "金额"), ("甲市", "10"), ("乙市", "20"), **options)
    assert sheet.columns[1].unit == unit
    assert (sheet.columns[1].unit_span is not None) == (unit is not None)


def test_a_unit_in_the_first_rows():
    (sheet,) = sheets_of(
        ("资金分配表", "<", "<"),
        ("编制单位：某局", "<", "单位：千元"),
        ("地区", "项目", "金额"),
        ("甲市", "道路", "10"),
        ("乙市", "桥梁", "12"),
        header=3,
    )
    assert sheet.columns[2].unit == "千元"
    assert [column.heading for column in sheet.columns] == ["地区", "项目", "金额"]


def test_a_second_row_of_heads_that_is_not_marked():
    (sheet,) = sheets_of(
        ("序号", "市县", "本次下达资金", "其中", ""),
        ("", "", "合计", "中央资金", "省级资金"),
        ("", "全省合计", "1560", "1000", "560"),
        ("一", "长沙市", "900", "600", "300"),
        ("1", "长沙市本级", "500", "400", "100"),
        ("2", "浏阳市", "400", "200", "200"),
        ("二", "株洲市", "660", "400", "260"),
        unit="万元",
    )
    assert [column.heading for column in sheet.columns] == [
        "序号",
        "市县",
        "本次下达资金/合计",
        "其中/中央资金",
        "其中/省级资金",
    ]
    assert [row.parent for row in sheet.rows] == [None, 2, 3, 3, 2]


def test_a_row_without_figures_above_the_total_does_not_turn_it_round():
    (sheet,) = sheets_of(
        ("项目", "金额（元）"),
        ("一般公共预算", ""),
        ("合计", "30"),
        ("甲项目", "10"),
        ("乙项目", "20"),
    )
    assert [(row.label, row.parent) for row in sheet.rows][1:] == [("合计", None), ("甲项目", 2), ("乙项目", 2)]
