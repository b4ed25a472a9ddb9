"""The shortest forms: 省局, 市局, 县局, which only the document can explain."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.ner.found import Name
from extractors.ner.tokens import Tokens

SHORT = regex.compile(r"(?P<level>[省市县区州])局(?!长|部|面|域|限|级|机关|势|党|组|属|务|里|外)")


def find_short(text: str, tokens: Tokens) -> Iterator[Name]:
    """Give the short forms in text order."""
    for found in SHORT.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before and (
            text.endswith(tokens.not_levels.get(found.group("level"), ()), 0, found.start())
            or tokens.region_before(found.start() + 1)
        ):
            continue
        yield Name(found.start(), found.end(), "short", 0.85, place_end=found.start() + 1)
