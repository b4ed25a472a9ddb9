"""What is hard to read on a scan is doubtful wherever it goes."""

from dataclasses import replace

from extractors.document import Document, Line, Page, Part, Span
from extractors.graph import Edge, Evidence, Graph
from extractors.legibility import read_doubt, read_score, weigh_document, weigh_graph, weigh_mentions
from extractors.mention import Mention

TEXT = "粤财工〔2020〕228号，7,500.00元"
PAGE = Page(1, 595, 842, "ocr", "it is a scan")


def scanned(weak: str = "", score: float = 0.6, doubt: str = "") -> Document:
    places = range(TEXT.index(weak), TEXT.index(weak) + len(weak)) if weak else ()
    scores = tuple(score if at in places else 0.999 for at in range(len(TEXT)))
    line = Line(Span(0, len(TEXT)), 1, 1, scores=scores, doubt=doubt)
    return Document("0" * 16, "a.pdf", "pdf", TEXT, (PAGE,), (line,))


def span_of(text: str) -> Span:
    return Span(TEXT.index(text), TEXT.index(text) + len(text))


NUMBER, MONEY = span_of("粤财工〔2020〕228号"), span_of("7,500.00元")


def test_a_weak_figure_makes_its_value_doubtful_and_no_other() -> None:
    document = scanned("5")
    found = [Mention("doc_number", NUMBER, TEXT[:13], "rule"), Mention("amount", MONEY, None, "rule")]
    number, money = weigh_mentions(document, found)
    assert (number.score, number.doubt) == (0.999, None)
    assert money.score == 0.6 and "hard to read" in str(money.doubt) and "0.60" in str(money.doubt)


def test_marks_count_beside_figures_only() -> None:
    assert read_score(scanned("，"), span_of("，")) == 0.6  # it stands between 号 and a figure
    assert read_score(scanned("."), MONEY) == 0.6
    document = Document("0" * 16, "a", "pdf", "甲，乙", (PAGE,), (Line(Span(0, 3), 1, 1, scores=(1.0, 0.3, 1.0)),))
    assert read_score(document, Span(0, 3)) == 1.0


def test_a_doubt_of_the_line_is_one_of_the_value_and_an_own_doubt_stays() -> None:
    document = scanned(doubt="under a seal, where it also reads 2021")
    (mention,) = weigh_mentions(document, [Mention("date", NUMBER, "2020", "rule", 0.7, "no day")])
    assert mention.doubt == "no day; under a seal, where it also reads 2021" and mention.score == 0.7


def test_text_that_is_text_is_left_alone() -> None:
    document = replace(scanned(), pages=(Page(1, 595, 842),), lines=(Line(Span(0, len(TEXT)), 1, 1),))
    mention = Mention("amount", MONEY, None, "rule")
    assert list(weigh_mentions(document, [mention])) == [mention]
    assert weigh_document(document) is document and read_doubt(document, MONEY) is None


def test_parts_are_no_surer_than_their_reading() -> None:
    part = Part("number", TEXT[:13], NUMBER, "parts:number")
    document = replace(scanned("228"), parts=(part, Part("type", "通知", None, "model")))
    number, kind = weigh_document(document).parts
    assert number.score == 0.6 and number.doubt and kind.doubt is None


def test_an_edge_drawn_from_a_doubtful_cell_is_doubtful() -> None:
    def evidence(name: str, span: Span, cell: tuple[str, int, int] | None) -> Evidence:
        return Evidence(name, "src", 1, (), (1,), span.start, span.end, "", "rule", 1.0, cell)

    graph = Graph(
        edges=(Edge("a", "allocates", "x", "y", (), ("ev:1",)), Edge("b", "cites", "x", "z", (), ("ev:2",))),
        evidence=(evidence("ev:1", MONEY, ("t1", 1, 1)), evidence("ev:2", NUMBER, None)),
    )
    weighed = weigh_graph(scanned("7"), graph)
    money, number = weighed.edges
    assert money.doubts and money.score == 0.5 and not number.doubts
    assert [item.score for item in weighed.evidence] == [0.6, 0.999]


def test_brackets_of_a_year_change_no_number() -> None:
    assert read_score(scanned("〔"), NUMBER) == read_score(scanned("〕"), NUMBER) == 0.999
    assert read_score(scanned("2020"), NUMBER) == 0.6
