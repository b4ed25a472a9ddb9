from build_document import numbers_of, titles_of

from extractors.document import Cell, Document, Span, Table
from extractors.linking.pairing import document_to_ground, outer_titles, pair_titles
from extractors.linking.rows import DOUBT, pair_in_rows


def pairs_of(*rows):
    text, cells = "", []
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            cells.append(Cell(Span(len(text), len(text) + len(value)), number, column))
            text += value + "\n"
    document = Document("0" * 16, "a", "pdf", text, tables=(Table("t1", Span(0, len(text)), (1,), tuple(cells)),))
    outer, _ = outer_titles(titles_of(text))
    found = pair_in_rows(document, pair_titles(document_to_ground(document), outer, numbers_of(text)))
    return [(pair.title and pair.title.value, [each.value for each in pair.numbers], pair.doubt) for pair in found]


def test_a_row_of_a_list_of_documents_is_one_citation():
    rows = (("1", "《甲项目管理办法》", "皖财〔2019〕1号"), ("2", "皖财〔2019〕2号", "《乙项目管理办法》"))
    assert pairs_of(*rows) == [
        ("甲项目管理办法", ["皖财〔2019〕1号"], DOUBT),
        ("乙项目管理办法", ["皖财〔2019〕2号"], DOUBT),
    ]


def test_two_numbers_of_a_row_go_with_no_title():
    rows = (("《甲项目管理办法》", "皖财〔2019〕1号", "皖财〔2019〕2号"),)
    assert [numbers for _, numbers, _ in pairs_of(*rows)] == [[], ["皖财〔2019〕1号"], ["皖财〔2019〕2号"]]


def test_a_number_in_a_sentence_is_not_that_of_the_title_beside_it():
    rows = (("《甲项目管理办法》", "资金按上级有关文件（皖财〔2019〕1号）的要求下达"),)
    assert [doubt for _, _, doubt in pairs_of(*rows)] == [None, None]
