from extractors.document import Block, Cell, Document, Page, Span, Table
from extractors.rules import date


def paper(*paragraphs: str) -> Document:
    blocks, at = [], 0
    for text in paragraphs:
        blocks.append(Block(Span(at, at + len(text)), "paragraph", 1))
        at += len(text) + 1
    return Document("0" * 16, "a.txt", "text", "\n".join(paragraphs), (Page(1, 0, 0),), blocks=tuple(blocks))


def test_dates_are_mentions_with_their_rule() -> None:
    document = paper("自2021年1月1日起施行。")
    (mention,) = date.extract(document)
    assert document.quote(mention.span) == "2021年1月1日"
    assert (mention.kind, mention.value, mention.by, mention.doubt) == ("date", "2021-01-01", "rules.date", None)


def test_a_date_over_two_paragraphs_is_doubtful() -> None:
    (mention,) = date.extract(paper("印发时间为2021年", "3月5日，请遵照执行。"))
    assert (mention.value, mention.doubt) == ("2021-03-05", "over two paragraphs")
    assert mention.score <= 0.6


def test_cells_are_not_read_together() -> None:
    text = "2021年\t3月5日前完成"
    cells = (Cell(Span(0, 5), 0, 0), Cell(Span(6, 13), 0, 1))
    table = Table("t1", Span(0, 13), (1,), cells)
    document = Document("0" * 16, "a.pdf", "pdf", text, (Page(1, 1, 1),), tables=(table,))
    assert [document.quote(mention.span) for mention in date.extract(document)] == ["2021年", "3月5日"]
