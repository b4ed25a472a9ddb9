"""The two documents of the corpus as one archive: money followed, promises kept, and what people ask of it."""

from extractors.asking import find_node, list_dangling, show_citations, show_flow
from extractors.graph import facts_to_props
from extractors.graph_json import graph_from_json, graph_to_json
from extractors.linking import conclude

NOTICE = "doc:粤财工〔2020〕228号"


def test_one_after_the_other_is_all_at_once(archive):
    assert conclude(archive.graph) == archive.graph
    assert graph_from_json(graph_to_json(archive.graph, {})) == archive.graph


def test_the_money_of_the_notice(archive):
    found = show_flow(archive, find_node(archive, "粤财工(2020)228号").node)
    assert found["amount_cny"] == "198250000.00"
    assert len(found["regions"]) == 21
    assert {region["gap_cny"] for region in found["regions"]} == {"0.00"}
    views = {view["view"]: (view["counted"], view["lines"]) for view in found["views"]}
    assert views == {f"{NOTICE}/附件1": (True, 34), f"{NOTICE}/附件2": (False, 88)}
    (city,) = [region for region in found["regions"] if region["label"] == "韶关市"]
    units = {unit["label"]: unit["amount_cny"] for unit in city["units"]}
    assert units == {"乳源瑶族自治县东阳光化成箔有限公司": "300000.00", "韶关市市场监督管理局": "7200000.00"}
    assert [(item["amount_cny"], item["received_cny"], item["doubts"]) for item in city["passes_on"]] == [
        ("7500000.00", "7500000.00", [])
    ]
    assert [check["rule"] for item in city["passes_on"] for check in item["checks"]] == ["flow_dates"]
    assert [check["rule"] for check in found["chain"]] == ["chain_forwarding", "chain_report"]
    (flow,) = [item["flow"] for item in city["passes_on"]]
    assert flow["amount_cny"] == "7500000.00"


def test_received_is_given(archive):
    (check,) = [check for check in archive.graph.checks if check.rule == "flow_received"]
    assert (check.verdict, check.expected, check.found) == ("pass", "7500000.00", "7500000.00")


def checks_of(archive, rule):
    found = [check for check in archive.graph.checks if check.rule == rule]
    return sorted((check.verdict, check.expected, check.found) for check in found)


def test_each_project_is_handed_on_as_it_was_given(archive):
    wanted = [("pass", "300000.00", "300000.00"), ("pass", "7200000.00", "7200000.00")]  # 戴帽 30, 任务 720 = 140 + 580
    assert checks_of(archive, "flow_project") == wanted


def test_what_the_sheet_asks_for_is_what_one_office_gets(archive):
    (check,) = [check for check in archive.graph.checks if check.rule == "flow_demand"]
    assert (check.verdict, check.expected) == ("pass", "5800000.00")  # 资金需求 580万元, 促进科 580
    assert "row " in check.message


def test_what_the_text_says_of_the_money(archive):
    assert checks_of(archive, "flow_split") == [("pass", "7500000.00", "7500000.00")]  # 150 + 460 + 140
    assert checks_of(archive, "flow_spent") == [("pass", "<= 7500000.00", "7498986.00")]


def test_money_that_came_before_the_notice_was_printed_is_undecided(archive):
    assert checks_of(archive, "flow_dates") == [("unknown", ">= 2020-12-30", "2020-12-26")]


def test_the_chain_of_the_notice_is_counted(archive):
    assert checks_of(archive, "chain_report") == [("unknown", "21", "1")]
    assert checks_of(archive, "chain_forwarding") == [("unknown", "21", "0")]


def test_nothing_else_is_linked(archive):
    kinds = [edge.type for edge in archive.graph.edges if edge.basis in ("derived", "reconciled")]
    assert (kinds.count("passes_on"), kinds.count("fulfils"), kinds.count("same_as")) == (1, 16, 1)


def test_sixteen_of_seventeen_targets_have_their_result(archive):
    edges = [edge for edge in archive.graph.edges if edge.type == "fulfils"]
    names = [tuple(end.split(":440200:")[1] for end in (edge.source, edge.target)) for edge in edges]
    assert len(names) == 16
    assert all(result == target for result, target in names)
    assert {facts_to_props(edge.facts)["verdict"] for edge in edges} == {"met"}
    rules = [check.rule for check in archive.graph.checks]
    assert rules.count("result_without_target") == 8
    (left,) = [check for check in archive.graph.checks if check.rule == "target_without_result"]
    assert left.message.startswith("知识产权保护意识和水平: ")
    (slip,) = [check for check in archive.graph.checks if check.rule == "result_unit"]
    assert (slip.expected, slip.found) == ("11%", "0.11")
    (open_one,) = [check for check in archive.graph.checks if check.found == "培育中"]
    assert open_one.message.endswith("it is missed")


def test_who_cites_the_notice(archive):
    found = show_citations(archive, archive.nodes[NOTICE])
    assert [entry["relations"] for entry in found["cited_by"]] == [["receives"]]
    assert len(found["cites"]) >= 20


def test_what_to_collect_next(archive):
    rows = list_dangling(archive)
    assert "doc:韶财工〔2021〕10号" in {row["id"] for row in rows}
    assert NOTICE not in {row["id"] for row in rows}
    assert rows == sorted(rows, key=lambda row: (-row["documents"], -row["places"], row["id"]))
