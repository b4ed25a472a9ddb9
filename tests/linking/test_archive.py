from build_document import document_of
from hypothesis import given
from hypothesis import strategies as st

from extractors.graph import OWN, Edge, Evidence, Fact, Graph, Node, merge
from extractors.linking.archive import conclude
from extractors.linking.held import build_held

TITLE = "关于深化知识产权领域改革营造良好营商环境的实施意见"


def evidence(name: str) -> Evidence:
    return Evidence(f"ev:{name}", "src:0", 1, (), (1,), 0, 1, name, "test", 1.0)


def cited(number: str | None, title: str | None, *places: str, surface: str | None = None, status="cited") -> Graph:
    """Give the graph of a document that cites one other at some places."""
    facts = []
    for place in places:
        if number:
            facts += [Fact("number", number, (f"ev:{place}",)), Fact("surfaces", surface or number, (f"ev:{place}",))]
        if title:
            facts.append(Fact("title", title, (f"ev:{place}t",)))
    items = tuple(evidence(name) for place in places for name in (place, f"{place}t"))
    node_id = f"doc:{number}" if number else f"doc:《{title}》"
    return merge([Graph(nodes=(Node(node_id, "Document", tuple(facts), (), status),), evidence=items)])


def checks_of(graph: Graph) -> dict[str, str]:
    return {check.rule: check.verdict for check in graph.checks}


def same(graph: Graph) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in graph.edges if edge.type == "same_as"]


def test_one_document_under_two_prefixes_is_joined_and_said():
    graph = conclude(
        merge([cited("国知办发服字〔2020〕1号", TITLE, "a", "b"), cited("国知发服字〔2020〕1号", TITLE, "c")])
    )
    assert same(graph) == [("doc:国知发服字〔2020〕1号", "doc:国知办发服字〔2020〕1号")]
    (check,) = graph.checks
    assert (check.rule, check.verdict) == ("number_variant", "fail")
    assert set(check.evidence) == {"ev:a", "ev:b", "ev:c"}
    better = graph.node("doc:国知办发服字〔2020〕1号")
    assert [fact.value for fact in better.facts if fact.name == "number_variants"] == ["国知发服字〔2020〕1号"]
    assert graph.node("doc:国知发服字〔2020〕1号") is not None
    (edge,) = graph.edges
    assert edge.basis == "derived"
    assert edge.doubts


def test_one_digit_apart_under_one_title_is_a_slip():
    graph = conclude(merge([cited("国知发〔2020〕13号", TITLE, "a", "b"), cited("国知发〔2020〕18号", TITLE, "c")]))
    assert checks_of(graph) == {"number_variant": "fail"}


def test_numbers_under_different_titles_are_different_documents():
    graph = conclude(
        merge([cited("国知办发〔2020〕1号", TITLE, "a"), cited("国知发〔2020〕1号", TITLE[:12] + "通知", "c")])
    )
    assert graph.checks == ()
    assert same(graph) == []


def test_numbers_that_stand_together_under_one_title_are_a_series():
    one, other = cited("粤财工〔2017〕144号", TITLE, "a"), cited("粤财工〔2017〕145号", TITLE, "a")
    assert checks_of(conclude(merge([one, other]))) == {}


def test_two_documents_held_are_two_whatever_they_are_called():
    one = cited("京证监决〔2021〕12号", "关于对某公司采取责令改正措施的决定", "a", status="held")
    other = cited("京证监决〔2021〕13号", "关于对某公司采取责令改正措施的决定", "b", status="held")
    assert checks_of(conclude(merge([one, other]))) == {}


def test_two_surfaces_of_one_number_are_shown():
    one = cited("国务院令第706号", "专利代理条例", "a")
    other = cited("国务院令第706号", "专利代理条例", "b", surface="国务院令706号")
    graph = conclude(merge([one, other]))
    (check,) = graph.checks
    assert (check.rule, check.verdict, check.found) == ("surface_variant", "pass", "国务院令706号, 国务院令第706号")
    assert set(check.evidence) == {"ev:a", "ev:b"}


def test_brackets_and_spaces_are_no_other_surface():
    one = cited("粤财工〔2020〕228号", TITLE, "a", surface="粤财工[2020] 228 号")
    assert conclude(merge([one, cited("粤财工〔2020〕228号", TITLE, "b")])).checks == ()


def test_two_titles_of_one_number_are_said():
    one = cited("粤财工〔2020〕228号", "关于下达知识产权专项资金的通知", "a")
    other = cited("粤财工〔2020〕228号", "关于公布高新技术企业名单的公告", "b")
    alike = cited("粤财工〔2020〕228号", "关于下达知识产权专项资金预算的通知", "b")
    assert checks_of(conclude(merge([one, other]))) == {"title_variant": "fail"}
    assert checks_of(conclude(merge([one, alike]))) == {"title_variant": "unknown"}


def test_an_issuer_in_front_and_punctuation_make_no_other_title():
    one = cited("国知办发规字〔2014〕40号", "国家知识产权局办公室关于印发〈集聚区 办法〉的通知", "a")
    other = cited("国知办发规字〔2014〕40号", "关于印发《集聚区办法》的通知", "b")
    third = cited("国知办发规字〔2014〕40号", "集聚区办法", "c")
    assert conclude(merge([one, other, third])).checks == ()


def test_a_title_alone_is_joined_to_the_number_that_has_it():
    graph = conclude(merge([cited(None, TITLE, "a"), cited("国知发服字〔2020〕1号", TITLE, "b")]))
    (edge,) = graph.edges
    assert (edge.source, edge.target) == (f"doc:《{TITLE}》", "doc:国知发服字〔2020〕1号")
    assert edge.doubts
    assert set(edge.evidence) == {"ev:at", "ev:bt"}


def test_a_title_that_two_documents_have_is_joined_to_neither():
    numbers = [cited("国知发服字〔2020〕1号", TITLE, "b"), cited("粤府〔2021〕66号", TITLE, "c")]
    assert same(conclude(merge([cited(None, TITLE, "a"), *numbers]))) == []


def test_a_title_of_a_number_and_its_slip_is_joined_to_the_number():
    numbers = [cited("国知办发服字〔2020〕1号", TITLE, "b", "c"), cited("国知发服字〔2020〕1号", TITLE, "d")]
    found = same(conclude(merge([cited(None, TITLE, "a"), *numbers])))
    assert (f"doc:《{TITLE}》", "doc:国知办发服字〔2020〕1号") in found
    assert len(found) == 2


def test_a_title_of_another_issuer_is_not_joined():
    issued = Graph(
        edges=(
            Edge("issued_by:1", "issued_by", f"doc:《{TITLE}》", "org:440000:财政厅"),
            Edge("issued_by:2", "issued_by", "doc:国知发服字〔2020〕1号", "org:100000:国家知识产权局"),
        )
    )
    graph = conclude(merge([cited(None, TITLE, "a"), cited("国知发服字〔2020〕1号", TITLE, "b"), issued]))
    assert same(graph) == []


def test_a_held_file_that_lost_its_number_is_joined_by_title_and_issuer():
    lost = Graph(nodes=(Node("doc:00aa00aa00aa00aa", "Document", (Fact("title", TITLE, ("ev:h",), OWN),), (), "held"),))
    other = cited("国知发服字〔2020〕1号", TITLE, "b")
    assert same(conclude(merge([lost, other]))) == []
    issued = [
        Graph(edges=(Edge(f"issued_by:{node}", "issued_by", node, "org:100000:国家知识产权局"),))
        for node in ("doc:00aa00aa00aa00aa", "doc:国知发服字〔2020〕1号")
    ]
    graph = conclude(merge([lost, other, *issued]))
    assert same(graph) == [("doc:00aa00aa00aa00aa", "doc:国知发服字〔2020〕1号")]
    assert all(edge.doubts for edge in graph.edges if edge.type == "same_as")


def test_the_second_number_of_a_joint_document_leads_to_it():
    held = Node(
        "doc:宁水管〔2010〕549号",
        "Document",
        (
            Fact("number", "宁水管〔2010〕549号", ("ev:h",), OWN),
            Fact("numbers", "宁水管〔2010〕549号", ("ev:h",), OWN),
            Fact("numbers", "宁财农〔2010〕965号", ("ev:h",), OWN),
        ),
        (),
        "held",
    )
    graph = conclude(merge([Graph(nodes=(held,)), cited("宁财农〔2010〕965号", None, "a")]))
    assert same(graph) == [("doc:宁财农〔2010〕965号", "doc:宁水管〔2010〕549号")]
    assert graph.checks == ()


NUMBERS = ("国知发〔2020〕1号", "国知办发〔2020〕1号", "国知发〔2020〕11号", "国知发〔2021〕1号", None)
TITLES = (TITLE, f"国家知识产权局{TITLE}", "关于公布高新技术企业名单的公告", TITLE.replace("的", " 的"), None)
PIECES = st.lists(
    st.builds(
        lambda number, title, place, status: cited(number, title, place, status=status),
        st.sampled_from(NUMBERS[:-1]),
        st.sampled_from(TITLES),
        st.sampled_from("abcdef"),
        st.sampled_from(("held", "cited")),
    )
    | st.builds(
        lambda title, place: cited(None, title, place), st.sampled_from(TITLES[:-1]), st.sampled_from("abcdef")
    ),
    max_size=8,
)


@given(PIECES, st.randoms(use_true_random=False))
def test_order_and_split_do_not_matter(pieces, random):
    whole = conclude(merge(pieces))
    shuffled = random.sample(pieces, len(pieces))
    at = random.randint(0, len(pieces))
    parts = [conclude(merge(shuffled[:at])), conclude(merge(shuffled[at:]))]
    assert conclude(merge(parts)) == whole
    assert conclude(whole) == whole


def held_file(source: str, text: str) -> Graph:
    document = document_of(text, source=source)
    return Graph(nodes=build_held(document, (), ()).nodes)


def test_two_files_of_the_same_characters_are_one_document():
    text = "".join(chr(0x4E00 + at) for at in range(300))
    one, other, third = (held_file(key * 16, said) for key, said in (("a", text), ("b", text[::-1]), ("c", text[1:])))
    assert same(conclude(merge([one, other, third]))) == [(f"doc:{'b' * 16}", f"doc:{'a' * 16}")]
    assert same(conclude(merge([held_file("a" * 16, "总结"), held_file("b" * 16, "总结")]))) == []
