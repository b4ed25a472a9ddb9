"""Allocation tables as they occur in notices of several provinces, and the two of the corpus."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from notices import MODELS, edges_of, graph_of, models, paid

from extractors.graph import facts_to_props, merge
from extractors.pipeline import analyse, analyse_file
from extractors.reading import read_bytes

ROOT = Path(__file__).parents[2]
NOTICE = ROOT / "corpus/documents/粤财工〔2020〕228号.pdf"
REPORT = ROOT / "corpus/documents/韶关市2021年度知识产权专项资金自评报告.pdf"


@cache
def graph_of_file(path):
    return analyse_file(path, models()).graph


def total(rows):
    return sum(Decimal(yuan) for _, yuan, _, _ in rows)


def test_cities_over_counties_and_a_column_that_adds_up_the_others():
    head = ("地区", "秸秆综合利用", "退捕渔民", "合计")
    rows = (
        ("合计", "300", "60", "360"),
        ("一、武汉市", "100", "20", "120"),
        ("江夏区", "60", "20", "80"),
        ("黄陂区", "40", "", "40"),
        ("二、宜昌市", "200", "40", "240"),
        ("市本级", "50", "10", "60"),
        ("夷陵区", "150", "30", "180"),
    )
    found = edges_of(graph_of(("1", "万元", (head, *rows))))
    assert [(target, yuan, props["column"]) for target, yuan, props, _ in found] == [
        ("region:420115", "600000.00", "秸秆综合利用"),
        ("region:420115", "200000.00", "退捕渔民"),
        ("region:420116", "400000.00", "秸秆综合利用"),
        ("region:420500", "500000.00", "秸秆综合利用"),
        ("region:420500", "100000.00", "退捕渔民"),
        ("region:420506", "1500000.00", "秸秆综合利用"),
        ("region:420506", "300000.00", "退捕渔民"),
    ]
    assert found[3][2]["level"] == "本级"
    assert found[0][2]["fund"] == "农业资源及生态保护补助资金"
    assert found[0][2]["year"] == "2022"


def test_unit_in_the_header_and_no_totals():
    head = ("序号", "单位名称", "项目名称", "金额（万元）")
    graph = graph_of(
        (None, None, (head, ("1", "武汉大学", "水稻育种", "30"), ("2", "华中农业大学", "油菜育种", "25.5")))
    )
    assert paid(graph) == [("org:-:武汉大学", "300000.00"), ("org:-:华中农业大学", "255000.00")]
    assert [props["project"] for _, _, props, _ in edges_of(graph)] == ["水稻育种", "油菜育种"]
    assert all(edge.source == "org:420000:财政厅" for edge in graph.edges if edge.type == "allocates")
    assert not any(doubts for _, _, _, doubts in edges_of(graph))


def test_a_part_is_not_paid_beside_its_whole():
    rows = (
        ("地区", "金额"),
        ("合计", "150"),
        ("宜昌市", "100"),
        ("其中：夷陵区", "40"),
        ("恩施土家族苗族自治州", "50"),
    )
    assert paid(graph_of(("1", "万元", rows))) == [("region:420500", "1000000.00"), ("region:422800", "500000.00")]


def test_a_unit_beside_a_merged_region():
    rows = (
        ("地区", "单位", "项目名称", "补助金额"),
        ("武汉市", "武汉市第一医院", "急救", "100000.00"),
        ("^", "武汉市第三医院", "急救", "200000.00"),
        ("合计", "", "", "300000.00"),
    )
    found = edges_of(graph_of(("1", "元", rows)))
    assert [(target, yuan, props["region"]) for target, yuan, props, _ in found] == [
        ("org:420100:第一医院", "100000.00", "武汉市"),
        ("org:420100:第三医院", "200000.00", "武汉市"),
    ]


def test_high_standard_farmland_is_no_standard():
    head = ("地区", "合计", "高标准农田建设项目", "高效节水灌溉项目")
    rows = (head, ("合计", "50", "20", "30"), ("武汉市", "40", "15", "25"), ("黄石市", "10", "5", "5"))
    sums = sorted(yuan for _, yuan in paid(graph_of(("1", "万元", rows))))
    assert sums == ["150000.00", "250000.00", "50000.00", "50000.00"]


def test_only_this_time_is_handed_out():
    rows = (
        ("市县", "全年应下达", "已提前下达", "本次下达"),
        ("合计", "300", "200", "100"),
        ("武汉市", "180", "120", "60"),
    )
    assert paid(graph_of(("1", "万元", rows))) == [("region:420100", "600000.00")]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (("市县", "合计", "其中：中央资金", "省级资金"), ("180", "120", "60"), ["1200000.00", "600000.00"]),
        (("市县", "补助资金合计", "其中：绩效奖励"), ("180", "10"), ["1800000.00"]),
        (("市县", "补助资金", "其中：绩效奖励"), ("180", "10"), ["1800000.00"]),
        (("市县", "中央", "省级", "小计"), ("120", "60", "180"), ["1200000.00", "600000.00"]),
    ],
)
def test_wholes_and_parts_side_by_side(head, row, expected):
    graph = graph_of(("1", "万元", (head, ("合计", *row), ("武汉市", *row))))
    assert [yuan for _, yuan in paid(graph)] == expected


def test_two_units_with_one_sum_are_one_payee():
    rows = (("承担单位", "项目名称", "金额"), ("武汉大学、华中科技大学", "联合攻关", "80"))
    graph = graph_of(("1", "万元", rows))
    assert paid(graph) == [("group:-:武汉大学、华中科技大学", "800000.00")]
    members = facts_to_props(graph.node("group:-:武汉大学、华中科技大学").facts)["members"]
    assert sorted(members) == ["org:-:华中科技大学", "org:-:武汉大学"]
    assert graph.node("org:-:武汉大学") is not None


def test_hidden_and_unnamed_are_doubtful_and_zero_is_no_allocation():
    rows = (("地区", "金额"), ("武汉市", "0"), ("黄石市", "***"), ("其他地区", "20"), ("襄阳市", ""))
    found = edges_of(graph_of(("1", "万元", rows)))
    assert [(yuan, bool(doubts)) for _, yuan, _, doubts in found] == [(None, True), ("200000.00", True)]


def test_without_a_unit_there_is_no_sum():
    ((_, yuan, props, doubts),) = edges_of(graph_of(("1", None, (("地区", "金额"), ("武汉市", "180")))))
    assert yuan is None
    assert props["printed"] == "180"
    assert doubts == ("the unit is not stated",)


SHORT = ("1", "万元", (("地区", "金额"), ("武汉市", "180"), ("黄石市", "120")))
LONG = (("地区", "项目", "金额"), ("武汉市", "甲工程", "100"), ("武汉市", "乙工程", "80"), ("黄石市", "丙工程", "120"))


def test_the_same_money_in_two_annexes_proves_the_unit_and_counts_once():
    graph = graph_of(SHORT, ("2", None, LONG))
    found = edges_of(graph)
    assert [yuan for _, yuan, _, _ in found] == ["1800000.00", "1200000.00", "1000000.00", "800000.00", "1200000.00"]
    assert [props.get("same_money_as") for _, _, props, _ in found] == [None, None, *["doc:0000000000000000/附件1"] * 3]
    assert {edge.basis for edge in graph.edges if ":0000000000000000:2:" in edge.id} == {"reconciled"}
    verdicts = [check.verdict for check in graph.checks if check.rule in ("same_money", "unit_reconciled")]
    assert verdicts == ["pass"] * 3
    ids = {check.id for check in graph.checks}
    assert {props["unit_by"] for _, _, props, _ in found if "unit_by" in props} <= ids


def test_a_region_that_differs_fails_and_proves_no_unit():
    other = (*LONG[:3], ("黄石市", "丙工程", "110"))
    graph = graph_of(SHORT, ("2", None, other))
    assert [yuan for _, yuan, props, _ in edges_of(graph) if props["annex"] == "2"] == [None] * 3
    many = [(f"{name}市", str(10 * at)) for at, name in enumerate(("武汉", "黄石", "襄阳", "宜昌", "荆州", "荆门"), 1)]
    wrong = [*many[:5], ("荆门市", "61")]
    both = graph_of(("1", "万元", (("地区", "金额"), *many)), ("2", "万元", (("地区", "金额"), *wrong)))
    checks = {check.id.rsplit(":", 1)[1]: check for check in both.checks if check.rule == "same_money"}
    assert checks["荆门"].verdict == "fail"
    assert (checks["荆门"].expected, checks["荆门"].found) == ("600000.00", "610000.00")
    assert sum(check.verdict == "pass" for check in checks.values()) == 5


def test_two_tables_of_different_money_are_not_the_same():
    other = (("地区", "金额"), ("武汉市", "70"), ("黄石市", "50"))
    graph = graph_of(SHORT, ("2", "万元", other))
    assert not [check for check in graph.checks if check.rule == "same_money"]
    assert not [props for _, _, props, _ in edges_of(graph) if "same_money_as" in props]


def test_the_text_proves_the_unit_of_a_table_that_states_none():
    rows = (("地区", "金额"), ("合计", "300"), ("武汉市", "180"), ("黄石市", "120"))
    graph = graph_of(("1", None, rows), prose=("现下达资金300万元，其中武汉市180万元，黄石市120万元。",))
    tables = [(target, yuan) for target, yuan, props, _ in edges_of(graph) if "table" in props]
    assert tables == [("region:420100", "1800000.00"), ("region:420200", "1200000.00")]
    told = [props["same_money_as"] for _, _, props, _ in edges_of(graph) if "table" not in props]
    assert told == ["t1", "t1"]


def test_payees_as_headings():
    rows = (("项目名称", "武汉大学", "湖北大学", "合计"), ("学科建设", "10", "20", "30"), ("人才引进", "5", "", "5"))
    found = edges_of(graph_of(("1", "万元", rows)))
    assert sorted((target, yuan, props["project"]) for target, yuan, props, _ in found) == [
        ("org:-:武汉大学", "100000.00", "学科建设"),
        ("org:-:武汉大学", "50000.00", "人才引进"),
        ("org:-:湖北大学", "200000.00", "学科建设"),
    ]


def test_joint_issuers_give_once():
    table = ("1", "万元", (("地区", "金额"), ("武汉市", "180")))
    graph = graph_of(table, issuers=("湖北省财政厅", "湖北省农业农村厅"))
    (edge,) = [edge for edge in graph.edges if edge.type == "allocates"]
    giver = graph.node(edge.source)
    assert giver.type == "OrganisationGroup"
    assert facts_to_props(giver.facts)["members"] == ["org:420000:农业农村厅", "org:420000:财政厅"]


def test_a_table_in_a_text_file():
    text = (
        "湖北省财政厅关于下达2022年粮食生产补助资金的通知\n各市、州财政局：\n现将补助资金下达给你们。\n附件1\n分配表\n单位：万元\n"
        "地区\t项目\t金额\n合计\t\t50\n武汉市\t水稻\t30\n黄石市\t小麦\t20\n"
    )
    graph = analyse(read_bytes(text.encode(), "a.txt", MODELS), models()).graph
    assert paid(graph) == [("region:420100", "300000.00"), ("region:420200", "200000.00")]


def test_every_allocation_leads_to_its_cells():
    graph = graph_of_file(NOTICE)
    cells = {item.id: item for item in graph.evidence if item.cell}
    for edge in graph.edges:
        if edge.type == "allocates":
            props = facts_to_props(edge.facts)
            rows = {cells[item].cell[1] for item in edge.evidence if item in cells}
            assert props["row"] in rows
            (printed,) = [fact for fact in edge.facts if fact.name == "printed"]
            assert cells[printed.evidence[0]].cell == (props["table"], props["row"], cells[printed.evidence[0]].cell[2])


def test_the_first_annex_of_the_notice():
    rows = [row for row in edges_of(graph_of_file(NOTICE)) if row[2]["annex"] == "1"]
    assert len(rows) == 34
    assert total(rows) == Decimal("198250000.00")
    assert all(target.startswith("region:44") for target, _, _, _ in rows)
    assert {props["level"] for _, _, props, _ in rows} == {"本级"}
    assert {props["subject_code"] for _, _, props, _ in rows} == {"2011409", "2300241"}
    assert not any(doubts for _, _, _, doubts in rows)
    shaoguan = [row for row in rows if row[0] == "region:440200"]
    assert total(shaoguan) == Decimal("7500000.00")
    assert {props["region_code"] for _, _, props, _ in shaoguan} == {"606001"}


def test_the_second_annex_of_the_notice_is_the_same_money():
    graph = graph_of_file(NOTICE)
    rows = [row for row in edges_of(graph) if row[2]["annex"] == "2"]
    assert len(rows) == 88
    assert total(rows) == Decimal("198250000.00")
    assert {props["same_money_as"] for _, _, props, _ in rows} == {"doc:粤财工〔2020〕228号/附件1"}
    by_column = {
        name: total([row for row in rows if row[2]["column"] == name]) for name in ("专利奖励", "知识产权创造运用保护")
    }
    assert by_column == {"专利奖励": Decimal("250000.00"), "知识产权创造运用保护": Decimal("198000000.00")}
    checks = [check for check in graph.checks if check.rule == "same_money"]
    assert [check.verdict for check in checks] == ["pass"] * 21
    assert [edge.id for edge in graph.edges if edge.type == "same_money_as"] == [
        "same_money_as:doc:粤财工〔2020〕228号/附件2>doc:粤财工〔2020〕228号/附件1"
    ]


def test_two_files_of_one_notice_are_one_graph():
    text = analyse_file(ROOT / "corpus/text/粤财工〔2020〕228号.txt", models()).graph
    both = merge([graph_of_file(NOTICE), text])
    assert both == merge([text, graph_of_file(NOTICE)])
    assert total(edges_of(both)) == 2 * Decimal("198250000.00")


def test_two_files_that_disagree_on_a_payee_keep_both():
    tables = [("1", "万元", (("地区", "金额"), (name, "180"))) for name in ("武汉市", "黄石市")]
    both = merge(graph_of(table) for table in tables)
    assert paid(both) == [("region:420100", "1800000.00"), ("region:420200", "1800000.00")]


def test_the_table_of_the_report():
    rows = [row for row in edges_of(graph_of_file(REPORT)) if row[2].get("table") == "t1"]
    assert [(target, yuan) for target, yuan, _, _ in rows] == [
        ("org:440200:知识产权局", "1400000.00"),
        ("org:440200:知识产权局", "4600000.00"),
        ("org:440281:产业转移工业园", "400000.00"),
        ("org:440233:知识产权局", "400000.00"),
        ("org:440232:知识产权局", "400000.00"),
        ("org:-:乳源瑶族自治县东阳光化成箔有限公司", "300000.00"),
    ]


def test_the_fund_pays_the_document_and_its_projects():
    graph = graph_of_file(NOTICE)
    (fund,) = [node for node in graph.nodes if node.type == "Fund"]
    assert facts_to_props(fund.facts)["name"].startswith("省促进经济高质量发展专项资金（市场监督管理")
    paid_for = {edge.target for edge in graph.edges if edge.type == "funds"}
    assert "doc:粤财工〔2020〕228号" in paid_for
    assert "project:2021年戴帽转移支付韶关知识产权专项资金" in paid_for


def test_the_total_of_a_table_said_in_the_text_is_no_further_money():
    rows = (("单位", "金额"), ("武汉市财政局", "180"), ("黄石市财政局", "120"))
    graph = graph_of(("1", "万元", rows), prose=("现下达湖北省农业农村厅300万元，详见附件。",))
    (said,) = [props for _, _, props, _ in edges_of(graph) if "table" not in props]
    assert (said["amount_cny"], said["leaf"], said["same_money_as"]) == ("3000000.00", False, "t1")


def test_a_part_in_the_text_is_no_leaf():
    graph = graph_of(prose=("下达宜昌市资金100万元，其中夷陵区40万元、兴山县20万元；下达襄阳市50万元。",))
    found = {target: props["leaf"] for target, _, props, _ in edges_of(graph)}
    assert found == {"region:420500": True, "region:420506": False, "region:420526": False, "region:420600": True}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # regions as headings over their units, without a total
            (
                ("地区", "单位名称", "资金"),
                ("省本级", "", "50"),
                ("", "湖北省疾病预防控制中心", "30"),
                ("", "湖北省人民医院", "20"),
            ),
            [("org:420000:疾病预防控制中心", "300000.00"), ("org:420000:人民医院", "200000.00")],
        ),
        (  # what the sums were reckoned with is no money
            (("市县名称", "因素1", "权重", "测算数", "下达数"), ("武汉市", "0.3", "50%", "118.2", "118")),
            [("region:420100", "1180000.00")],
        ),
        (
            (("项目名称", "承担单位", "总经费", "本年拨款"), ("高速芯片", "华中科技大学", "500", "200")),
            [("org:-:华中科技大学", "2000000.00")],
        ),
        (  # the ministry's own office
            (
                ("单位名称", "项目名称", "金额"),
                ("湖北省水利厅本级", "防汛", "50"),
                ("湖北省水文水资源中心", "水文", "30"),
            ),
            [("org:420000:水利厅", "500000.00"), ("org:420000:水文水资源中心", "300000.00")],
        ),
        (  # two columns of regions
            (("市州", "县市区", "补助金额"), ("宜昌市", "市本级", "50"), ("^", "兴山县", "40")),
            [("region:420500", "500000.00"), ("region:420526", "400000.00")],
        ),
        (  # sums within the row
            (("县区", "公路", "桥梁", "小计", "客运", "小计", "总计"), ("江夏区", "10", "20", "30", "5", "5", "35")),
            [("region:420115", "100000.00"), ("region:420115", "200000.00"), ("region:420115", "50000.00")],
        ),
    ],
)
def test_layouts(rows, expected):
    assert paid(graph_of(("1", "万元", rows))) == expected


def test_what_a_place_leaves_out_is_kept():
    found = edges_of(graph_of(("1", "万元", (("地区", "金额"), ("武汉市（不含蔡甸区）", "120"), ("仙桃市", "20")))))
    assert [(target, props.get("scope")) for target, _, props, _ in found] == [
        ("region:420100", "不含蔡甸区"),
        ("region:429004", None),
    ]


def test_a_person_is_doubtful():
    ((_, _, _, doubts),) = edges_of(
        graph_of(("1", "万元", (("姓名", "工作单位", "资助金额"), ("张某", "武汉大学", "10"))))
    )
    assert doubts == ("张某: may be a person",)


ADJUSTED = ("小清河湿地修复工程", "1200", "-30", "1170")
BEFORE_AND_AFTER = ("项目名称", "调整前金额", "调整金额", "调整后金额")


def test_an_adjustment_is_what_is_given_not_what_was_before_or_is_after():
    graph = graph_of(("1", "万元", (("市", *BEFORE_AND_AFTER), ("宜昌市", *ADJUSTED))))
    assert paid(graph) == [("region:420500", "-300000.00")]
    after = (("市县", "调整前金额", "调整后金额"), ("宜昌市", "1200", "1170"))
    assert paid(graph_of(("1", "万元", after))) == [("region:420500", "11700000.00")]


def test_a_heading_of_money_is_no_payee():
    assert paid(graph_of(("1", "万元", (BEFORE_AND_AFTER, ADJUSTED)))) == []


def test_money_taken_back_without_a_sign_is_doubtful():
    rows = (("市县", "调增", "调减"), ("宜昌市", "20", ""), ("襄阳市", "", "30"))
    found = edges_of(graph_of(("1", "万元", rows)))
    assert [(target, bool(doubts)) for target, _, _, doubts in found] == [
        ("region:420500", False),
        ("region:420600", True),
    ]


def test_a_unit_by_what_it_does_is_the_payee():
    rows = (("州市", "传承单位", "金额"), ("宜昌市", "宜昌市文化馆", "35"), ("襄阳市", "襄阳市群众艺术馆", "30"))
    assert paid(graph_of(("1", "万元", rows))) == [
        ("org:420500:文化馆", "350000.00"),
        ("org:420600:群众艺术馆", "300000.00"),
    ]


def test_rows_that_add_up_to_more_than_the_total_are_doubtful_where_some_may_be_parts():
    rows = (
        ("市县", "金额"),
        ("一、省直管县", "300"),
        ("仙桃市", "180"),
        ("天门市", "120"),
        ("二、市州", "1700"),
        ("襄阳市", "900"),
        ("十堰市", "500"),
        ("宜昌市", "300"),
        ("其中：当阳市", "80"),
        ("枝江市", "70"),
        ("总计", "2000"),
    )
    doubts = [doubts for _, _, _, doubts in edges_of(graph_of(("1", "万元", rows)))]
    assert len(doubts) == 8
    assert all("the rows add up to more than the total: some may be parts of others" in each for each in doubts)


@pytest.mark.parametrize("head", ["城市", "市（县）", "盟市、旗县", "设区市、县（市）"])
def test_places_under_any_heading_of_places(head):
    rows = ((head, "造林补助", "草原修复"), ("宜昌市", "20", "30"), ("兴山县", "5", "6"))
    targets = [target for target, _ in paid(graph_of(("1", "万元", rows)))]
    assert targets == ["region:420500", "region:420500", "region:420526", "region:420526"]


def test_what_a_payee_has_spent_itself_is_not_given_to_it():
    rows = (("企业名称", "实际投资额", "奖补金额"), ("武汉长江精密制造有限公司", "856", "85.6"))
    assert [yuan for _, yuan in paid(graph_of(("1", "万元", rows)))] == ["856000.00"]
    rows = (("企业名称", "申请资金", "核减资金", "安排资金"), ("武汉长江精密制造有限公司", "50", "10", "40"))
    assert [yuan for _, yuan in paid(graph_of(("1", "万元", rows)))] == ["400000.00"]


def test_only_the_batch_of_the_title_is_handed_out():
    rows = (("市", "县", "第一批", "第二批", "全年累计"), ("宜昌市", "兴山县", "2000", "1500", "3500"))
    second = "湖北省财政厅关于下达2023年第二批农业资源及生态保护补助资金的通知"
    assert paid(graph_of(("1", "万元", rows), title=second)) == [("region:420526", "15000000.00")]
    assert len(paid(graph_of(("1", "万元", rows)))) == 2


def test_who_is_compensated_gets_the_money_not_who_pays():
    rows = (("补偿县", "受偿县", "应补偿金额", "此次结算金额"), ("远安县", "兴山县", "300", "200"))
    assert paid(graph_of(("1", "万元", rows))) == [("region:420526", "2000000.00")]


@pytest.mark.parametrize(
    "head", ["亩均补助（元）", "户均奖补资金（元）", "每户补助（元）", "每公里补助（元）", "人均经费（元）"]
)
def test_what_one_gets_is_no_sum(head):
    rows = (("地区", "户数", head, "补助资金（万元）"), ("宜昌市", "60", "1000", "6"), ("襄阳市", "40", "1000", "4"))
    assert [yuan for _, yuan in paid(graph_of(("1", None, rows)))] == ["60000.00", "40000.00"]


def test_the_first_payment_is_no_further_money():
    rows = (
        ("项目名称", "承担单位", "项目总投入", "自筹经费", "省拨经费", "首拨经费"),
        ("高速芯片", "华中科技大学", "1500", "1200", "300", "150"),
    )
    assert [yuan for _, yuan in paid(graph_of(("1", "万元", rows)))] == ["1500000.00"]
