"""你市, 你单位: the one body that a document is addressed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.document import Document, Span
from extractors.mention import Mention

BY = "grants.addressee"
_YOU = regex.compile(r"你(?:单位|公司|中心|学院|大学|医院|集团|街道|[省市县区州盟旗厅局委办校院所镇乡村会])")
_SEVERAL = regex.compile(r"各|[、,;]|有关|相关")


def find_addressed(document: Document, folded: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give every 你市 as a mention of the addressee; none where several bodies are addressed."""
    parts = document.parts_of("recipients")
    if len(parts) != 1 or _SEVERAL.search(parts[0].value):
        return
    span = parts[0].span
    inside = [item for item in mentions if item.kind == "organisation" and span and span.covers(item.span)]
    value = inside[0].value if inside else parts[0].value
    doubt = inside[0].doubt if inside else None
    for match in _YOU.finditer(folded):
        yield Mention("organisation", Span(match.start(), match.end()), value, BY, 0.9, doubt)
