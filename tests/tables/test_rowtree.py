"""Trees of rows as other provinces print them."""

import pytest
from table_paper import sheets_of


def tree(*rows, **options):
    """Give each row as its label with the label of the row that it is added up in."""
    (sheet,) = sheets_of(*rows, **options)
    labels = {row.number: row.label for row in sheet.rows}
    return [(row.label, row.rank, labels.get(row.parent)) for row in sheet.rows]


HEAD = ("市县", "金额（万元）")


def test_cities_over_their_counties_without_a_mark():
    rows = (
        ("合计", "100"),
        ("长沙市", "60"),
        ("长沙市本级", "40"),
        ("望城区", "20"),
        ("株洲市", "40"),
        ("株洲市本级", "15"),
        ("醴陵市", "20"),
        ("炎陵县", "5"),
    )
    assert tree(HEAD, *rows) == [
        ("合计", "total", None),
        ("长沙市", "subtotal", "合计"),
        ("长沙市本级", "leaf", "长沙市"),
        ("望城区", "leaf", "长沙市"),
        ("株洲市", "subtotal", "合计"),
        ("株洲市本级", "leaf", "株洲市"),
        ("醴陵市", "leaf", "株洲市"),
        ("炎陵县", "leaf", "株洲市"),
    ]


def test_cities_over_counties_where_no_total_is_printed():
    rows = (("黄山市", "60"), ("市本级", "40"), ("歙县", "20"), ("池州市", "7"))
    assert tree(HEAD, *rows) == [
        ("黄山市", "subtotal", None),
        ("市本级", "leaf", "黄山市"),
        ("歙县", "leaf", "黄山市"),
        ("池州市", "leaf", None),
    ]


def test_cities_counties_and_towns():
    rows = (("总计", "60"), ("甲市", "60"), ("乙县", "40"), ("丙镇", "25"), ("丁镇", "15"), ("戊县", "20"))
    assert [parent for *_, parent in tree(HEAD, *rows)] == [None, "总计", "甲市", "乙县", "乙县", "甲市"]


def test_rows_that_are_equal_by_chance_stay_beside_each_other():
    rows = (("合计", "40"), ("甲市", "10"), ("乙市", "10"), ("丙市", "20"))
    assert [parent for *_, parent in tree(HEAD, *rows)] == [None, "合计", "合计", "合计"]


def test_a_subtotal_in_the_second_column_of_names():
    rows = (
        ("市", "县区", "金额（万元）"),
        ("合计", "<", "50"),
        ("广州市", "小计", "30"),
        ("^", "越秀区", "10"),
        ("^", "天河区", "20"),
        ("深圳市", "小计", "20"),
        ("^", "福田区", "20"),
    )
    (sheet,) = sheets_of(*rows)
    assert [(row.rank, row.parent) for row in sheet.rows] == [
        ("total", None),
        ("subtotal", 1),
        ("leaf", 2),
        ("leaf", 2),
        ("subtotal", 1),
        ("leaf", 5),
    ]


def test_a_total_in_the_second_column_of_names_is_a_subtotal():
    rows = (
        ("市", "县区", "金额（万元）"),
        ("广州市", "合计", "30"),
        ("^", "越秀区", "10"),
        ("^", "天河区", "20"),
        ("深圳市", "合计", "20"),
        ("^", "福田区", "20"),
        ("总计", "<", "50"),
    )
    (sheet,) = sheets_of(*rows)
    assert [(row.rank, row.parent) for row in sheet.rows] == [
        ("subtotal", 6),
        ("leaf", 1),
        ("leaf", 1),
        ("subtotal", 6),
        ("leaf", 4),
        ("total", None),
    ]


def test_serials_of_two_styles_nest():
    rows = (
        ("序号", "项目名称", "金额（万元）"),
        ("", "合计", "30"),
        ("一", "产业发展", "20"),
        ("1", "茶叶基地", "12"),
        ("2", "冷链仓储", "8"),
        ("二", "基础设施", "10"),
        ("1", "村组道路", "10"),
    )
    assert [parent for *_, parent in tree(*rows)] == [
        None,
        "合计",
        "产业发展",
        "产业发展",
        "合计",
        "基础设施",
    ]


def test_serials_with_points_nest():
    rows = (
        ("序号", "项目名称", "金额（万元）"),
        ("1", "产业发展", "20"),
        ("1.1", "茶叶基地", "12"),
        ("1.2", "冷链仓储", "8"),
        ("2", "基础设施", "10"),
        ("合计", "", "30"),
    )
    assert [parent for *_, parent in tree(*rows)] == ["合计", "产业发展", "产业发展", "合计", None]


def test_what_follows_qizhong_is_a_part_too_where_the_sum_says_so():
    rows = (("合计", "50"), ("省本级", "30"), ("其中：教育", "10"), ("卫生", "15"), ("市县", "20"))
    assert tree(HEAD, *rows) == [
        ("合计", "total", None),
        ("省本级", "leaf", "合计"),
        ("其中:教育", "part", "省本级"),
        ("卫生", "leaf", "合计"),
        ("市县", "leaf", "合计"),
    ]
    rows = (("合计", "30"), ("省本级", "30"), ("其中：教育", "10"), ("卫生", "15"))
    assert tree(HEAD, *rows)[3] == ("卫生", "part", "省本级")


def test_the_grand_total_takes_what_stands_behind_a_leading_total():
    rows = (
        ("项目", "预算数（万元）"),
        ("收入总计", "120"),
        ("本年收入合计", "100"),
        ("一、财政拨款", "80"),
        ("二、事业收入", "20"),
        ("上年结转", "20"),
    )
    labels = tree(*rows)
    assert [parent for *_, parent in labels] == [None, "收入总计", "本年收入合计", "本年收入合计", "收入总计"]


def test_region_codes_nest_by_their_noughts():
    rows = (
        ("地区编码", "地区", "金额（万元）"),
        ("430000", "湖南省", "50"),
        ("430100", "长沙市", "30"),
        ("430102", "芙蓉区", "10"),
        ("430103", "天心区", "20"),
        ("430200", "株洲市", "20"),
        ("430202", "荷塘区", "20"),
    )
    (sheet,) = sheets_of(*rows)
    assert [row.parent for row in sheet.rows] == [None, 1, 2, 2, 1, 5]
    assert {row.code for row in sheet.rows} == {""}


def test_empty_rows_are_left_out_and_heads_without_figures_hold_nothing():
    rows = (HEAD, ("合计", "30"), ("甲类", ""), ("甲市", "10"), ("", ""), ("乙市", "20"))
    assert [label for label, *_ in tree(*rows)] == ["合计", "甲类", "甲市", "乙市"]


@pytest.mark.parametrize(
    "total", ["合计", "合 计", "总 计", "共计", "合计：", "合计（万元）", "总计（21个市）", "全省合计"]
)
def test_totals_as_they_are_spaced(total):
    assert tree(HEAD, (total, "30"), ("甲市", "10"), ("乙市", "20"))[0][1] == "total"


@pytest.mark.parametrize("name", ["设计费", "统计局", "会计学会", "其中：合计", "小计算机", "计生协会"])
def test_names_that_only_sound_like_totals(name):
    assert tree(HEAD, ("甲市", "10"), (name, "20"))[1][1] in {"leaf", "part"}


def test_numbered_sections_over_rows_and_subtotals():
    rows = (
        ("合计", "1,000"),
        ("（一）省级", "400"),
        ("省人民医院", "150"),
        ("省中医院", "250"),
        ("（二）市县", "600"),
        ("甲市小计", "350"),
        ("甲市第一医院", "200"),
        ("甲市中医院", "150"),
        ("乙县小计", "250"),
        ("乙县医院", "250"),
    )
    assert [parent for *_, parent in tree(("单位名称", "金额（万元）"), *rows)] == [
        None,
        "合计",
        "(一)省级",
        "(一)省级",
        "合计",
        "(二)市县",
        "甲市小计",
        "甲市小计",
        "(二)市县",
        "乙县小计",
    ]


def test_numbers_of_columns_among_the_rows_are_left_out():
    rows = (("科目名称", "合计", "基本支出"), ("栏次", "1", "2"), ("合计", "30", "30"), ("教育支出", "30", "30"))
    (sheet,) = sheets_of(*rows, unit="元")
    assert [row.label for row in sheet.rows] == ["合计", "教育支出"]


def test_equal_rows_are_no_proof_that_one_holds_the_other():
    rows = (("小计", "9"), ("甲县", "2"), ("乙县", "2"), ("丙县", "7"))
    assert [parent for *_, parent in tree(HEAD, *rows)] == [None, "小计", "小计", "小计"]


def test_rows_behind_qizhong_that_fill_up_the_row_above_are_its_parts():
    rows = (
        ("全省合计", "242"),
        ("阜阳市", "120"),
        ("其中：市本级", "10"),
        ("颍上县", "50"),
        ("临泉县", "60"),
        ("宿松县（省直管县）", "42"),
        ("六安市", "80"),
        ("其中：金寨县", "50"),
    )
    assert [(rank, parent) for _, rank, parent in tree(HEAD, *rows)] == [
        ("total", None),
        ("leaf", "全省合计"),
        *[("part", "阜阳市")] * 3,
        ("leaf", "全省合计"),
        ("leaf", "全省合计"),
        ("part", "六安市"),
    ]
