"""Documents built by hand for the tests of linking: paragraphs in, blocks and mentions out."""

from __future__ import annotations

import regex

from extractors.document import Block, Document, Line, Page, Part, Span
from extractors.mention import Mention

NUMBER = regex.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d+号|国务院令第?\d+号")


def document_of(*paragraphs: str, source: str = "0" * 16, parts: tuple[Part, ...] = ()) -> Document:
    """Give a document of one page, one line a paragraph."""
    blocks, lines, at = [], [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        span = Span(at, at + len(paragraph))
        blocks.append(Block(span, "paragraph", 1))
        lines.append(Line(span, 1, number))
        at = span.end + 1
    text = "\n".join(paragraphs)
    return Document(source, "a.txt", "text", text, (Page(1, 0, 0),), tuple(lines), tuple(blocks), (), parts)


def part_of(document_text: str, name: str, value: str) -> Part:
    """Give a part that stands in the text as printed."""
    start = document_text.index(value)
    return Part(name, value, Span(start, start + len(value)), "parts-1")


def mention_of(text: str, kind: str, surface: str, value: str | None, *, nth: int = 0) -> Mention:
    """Give the mention of the nth place of a surface."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Mention(kind, Span(start, start + len(surface)), value, f"{kind}-1", 0.95)


def titles_of(text: str) -> list[Mention]:
    """Give every 《…》 and 〈…〉, nested ones too."""
    found, stack = [], []
    for at, char in enumerate(text):
        if char in "《〈":
            stack.append(at)
        elif char in "》〉" and stack:
            start = stack.pop()
            found.append(Mention("title", Span(start, at + 1), text[start + 1 : at], "title-1", 0.95))
    return sorted(found, key=lambda mention: mention.span)


def numbers_of(text: str) -> list[Mention]:
    """Give every number of the plain forms; a 根据 or 和 in front is no part of it."""
    found = []
    for match in NUMBER.finditer(text):
        surface = match.group()
        lead = regex.match(r"(?:根据|按照|和|及|废止|详见)?", surface).end()
        value = regex.sub(r"令(?=\d)", "令第", surface[lead:])
        found.append(Mention("doc_number", Span(match.start() + lead, match.end()), value, "doc_number-1", 0.95))
    return found
