"""The bodies of the two documents of the corpus: one node each, by whatever name they are called."""

from collections import Counter

from extractors.graph import facts_to_props

FIRM = "org:-:乳源瑶族自治县东阳光化成箔有限公司"
# as the first table prints them: the finance system's own codes, each with 001 for the city itself
CODES = {
    "440100": "601001",  # 广州
    "440300": "602001",  # 深圳
    "440400": "603001",  # 珠海
    "440500": "604001",  # 汕头
    "440600": "605001",  # 佛山
    "440200": "606001",  # 韶关
    "441600": "607001",  # 河源
    "441400": "608001",  # 梅州
    "441300": "609001",  # 惠州
    "441500": "610001",  # 汕尾
    "441900": "611001",  # 东莞
    "442000": "612001",  # 中山
    "440700": "613001",  # 江门
    "441700": "614001",  # 阳江
    "440800": "615001",  # 湛江
    "440900": "616001",  # 茂名
    "441200": "617001",  # 肇庆
    "441800": "618001",  # 清远
    "445100": "619001",  # 潮州
    "445200": "620001",  # 揭阳
    "445300": "621001",  # 云浮
}


def props_of(archive, node_id):
    node = archive.graph.node(node_id)
    assert node is not None, node_id
    return facts_to_props(node.facts)


def edges_of(archive, kind):
    return {(edge.source, edge.target) for edge in archive.graph.edges if edge.type == kind}


def lines_of(archive, annex):
    edges = [edge for edge in archive.graph.edges if edge.type == "allocates"]
    return [edge for edge in edges if facts_to_props(edge.facts).get("annex") == annex]


def test_three_names_of_the_provincial_bureau_are_one_node_in_the_province(archive):
    bureau = "org:440000:市场监督管理局"
    assert {"省市场监管局", "广东省市场监管局", "广东省市场监督管理局"} <= set(props_of(archive, bureau)["surfaces"])
    assert (bureau, "region:440000") in edges_of(archive, "located_in")
    others = [
        node.id
        for node in archive.graph.nodes
        if node.id.endswith(":市场监督管理局") and "省" in node.id.partition(":")[2]
    ]
    assert others == []


def test_a_section_is_an_office_of_its_bureau(archive):
    bureau = "org:440200:知识产权局"
    assert "市知识产权局" in props_of(archive, bureau)["surfaces"]
    assert (f"{bureau}/知识产权促进科", bureau) in edges_of(archive, "part_of")


def test_the_units_of_the_second_annex_are_eighty_in_eighty_eight_lines(archive):
    lines = lines_of(archive, "2")
    assert len(lines) == 88
    assert len({edge.target for edge in lines}) == 80


def test_a_unit_that_stands_twice_is_one(archive):
    counts = Counter(edge.target for edge in lines_of(archive, "2"))
    assert counts["org:-:珠海市魅族科技有限公司"] == 2
    assert [name for name in counts if "魅族" in name] == ["org:-:珠海市魅族科技有限公司"]


def test_two_in_one_cell_are_two(archive):
    joint = [edge.target for edge in lines_of(archive, "2") if "、" in edge.target]
    assert len(joint) == 1
    assert set(props_of(archive, joint[0])["members"]) == {
        "org:-:广东高航知识产权运营有限公司",
        "org:-:横琴国际知识产权交易中心有限公司",
    }
    for member in props_of(archive, joint[0])["members"]:
        assert archive.graph.node(member).type == "Organisation"


def test_every_city_has_its_code(archive):
    found: dict[str, set[str]] = {}
    for edge in lines_of(archive, "1"):
        found.setdefault(edge.target.removeprefix("region:"), set()).add(facts_to_props(edge.facts)["region_code"])
    assert found == {region: {code} for region, code in CODES.items()}


def test_a_firm_in_one_line_and_in_a_narrow_cell_is_one_node(archive):
    node = archive.graph.node(FIRM)
    evidence = [item for item in archive.graph.evidence if item.id in node.evidence and item.cell]
    assert len({item.source for item in evidence}) == 2
    assert max(len(item.lines) for item in evidence) >= 4
    assert [other.id for other in archive.graph.nodes if "化成箔" in other.id and other.type == "Organisation"] == [
        FIRM
    ]
