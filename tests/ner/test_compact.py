from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Block, Document, Span
from extractors.ner.compact import compact

TEXTS = st.text(alphabet="甲乙（）A1 \t\n\u3000", max_size=40)


def _document(text: str, *, blocks: bool) -> Document:
    return Document(
        "0" * 16, "test", "txt", text, blocks=(Block(Span(0, len(text)), "paragraph", 1),) if blocks else ()
    )


@given(TEXTS, st.booleans())
def test_every_character_leads_back_to_its_source(text: str, blocks: bool) -> None:
    form = compact(_document(text, blocks=blocks))
    assert len(form.text) == len(form.printed)
    for at, char in enumerate(form.printed):
        if form.text[at] != "\n":
            assert text[form.source(at)] == char
            assert form.span(at, at + 1) == Span(form.source(at), form.source(at) + 1)
    assert not any(char in form.text for char in " \t\u3000")


def test_paragraphs_and_cells_stay_apart_where_they_are_known() -> None:
    assert compact(_document("甲\n乙\t丙 丁", blocks=True)).text == "甲\n乙\n丙丁"
    assert compact(_document("甲\n乙\t丙 丁", blocks=False)).text == "甲乙丙丁"


def test_a_gap_in_a_letter_spaced_name_parts_nothing() -> None:
    assert compact(_document("沅 江 市", blocks=True)).parted == frozenset()
    assert compact(_document("财政部 税务总局", blocks=True)).parted == frozenset({3})
