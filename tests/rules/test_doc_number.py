"""Document numbers as mentions: in paragraphs, in cells, across both."""

from __future__ import annotations

from extractors.document import Block, Cell, Document, Page, Span, Table
from extractors.mention import Mention
from extractors.rules import doc_number


def _document(text: str, blocks: tuple[Block, ...] = (), tables: tuple[Table, ...] = ()) -> Document:
    return Document("0" * 16, "made.pdf", "pdf", text, pages=(Page(1, 595, 842),), blocks=blocks, tables=tables)


def _table(text: str, *printed: str) -> Table:
    """Give a table of one row whose cells are printed one behind the other."""
    cells: list[Cell] = []
    at = 0
    for column, words in enumerate(printed):
        at = text.index(words, at)
        cells.append(Cell(Span(at, at + len(words)), 0, column))
        at += len(words)
    return Table("t1", Span(cells[0].span.start, at), (1,), tuple(cells))


def _found(document: Document) -> list[tuple[str, str | None]]:
    return [(document.quote(mention.span), _text(mention)) for mention in doc_number.extract(document)]


def _text(mention: Mention) -> str | None:
    assert mention.kind == "doc_number"
    assert mention.value is None or isinstance(mention.value, str)
    return mention.value


def test_mentions_carry_rule_score_and_doubt() -> None:
    sure, doubtful = doc_number.extract(_document("根据粤财工〔2020〕228号和财社〔202231号"))
    assert (sure.by, sure.score > 0.9, sure.doubt) == ("rules.doc_number", True, None)
    assert (doubtful.value, doubtful.score < 0.9) == ("财社〔2022〕31号", True)
    assert doubtful.doubt


def test_a_number_broken_in_a_cell_is_whole() -> None:
    text = "专利奖励 粤财工〔2020〕228号、粤市监\n财〔2021〕6 号\t韶财工〔2021〕\n10号\t600"
    table = _table(text, "专利奖励 粤财工〔2020〕228号、粤市监\n财〔2021〕6 号", "韶财工〔2021〕\n10号", "600")
    assert [value for _, value in _found(_document(text, tables=(table,)))] == [
        "粤财工〔2020〕228号",
        "粤市监财〔2021〕6号",
        "韶财工〔2021〕10号",
    ]


def test_cells_are_not_read_as_one() -> None:
    text = "财农\t〔2021〕12号\t国发\t2021\t12号"
    table = _table(text, "财农", "〔2021〕12号", "国发", "2021", "12号")
    assert _found(_document(text, tables=(table,))) == [("〔2021〕12号", "〔2021〕12号")]


def test_a_prefix_over_two_paragraphs_is_doubtful() -> None:
    text = "粤市监\n财〔2021〕6号"
    blocks = (Block(Span(0, 3), "paragraph", 1), Block(Span(4, 13), "paragraph", 1))
    (mention,) = doc_number.extract(_document(text, blocks))
    assert mention.value == "粤市监财〔2021〕6号"
    assert mention.doubt
    assert mention.score < 0.9


def test_an_order_in_two_lines_of_the_masthead_is_sure() -> None:
    text = "中华人民共和国财政部令\n第79号"
    blocks = (Block(Span(0, 11), "head", 1), Block(Span(12, 16), "head", 1))
    (mention,) = doc_number.extract(_document(text, blocks))
    assert (mention.value, mention.doubt) == ("财政部令第79号", None)


def test_nothing_in_an_empty_document() -> None:
    assert _found(_document("")) == []
