from extractors.checking.prose import read_paragraphs
from extractors.document import Block, Document, Page, Span
from extractors.mention import Mention
from extractors.values.money import find_amounts


def document_of(text: str) -> Document:
    """Give a document of one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(at, at + len(line)), "paragraph", 1))
        at += len(line) + 1
    return Document("0" * 16, "a.txt", "text", text, (Page(1, 0.0, 0.0),), blocks=tuple(blocks))


def amounts_of(text: str) -> tuple[Mention, ...]:
    """Give the amounts of a text as mentions."""
    return tuple(
        Mention("amount", Span(match.start, match.end), match.value, "amount-1", match.score)
        for match in find_amounts(text)
    )


def findings_of(check, text: str):
    """Give what a check of prose finds in a text."""
    document = document_of(text)
    return list(check(document, read_paragraphs(document, amounts_of(text))))
