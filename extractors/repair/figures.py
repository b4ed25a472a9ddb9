"""Amounts of a scan that no grammar of figures knows and only one can be: 7.250,000.00, 7,25O,000.00, 7, 250,000.00."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.document import Document, Repair, Span
from extractors.repair.confusable import Confusable
from extractors.text import fold

BY = "repair.figures-1"
CHECK = "figure_mended"
_LONG = regex.compile(
    r"(?<![\w.,·、'])[\dA-Za-z|]{1,3}(?:[ ]?[.,·、'][ ]?[\dA-Za-z|]{3})+[ ]?[.,·、'][ ]?[\dA-Za-z|]{2}(?![\w.,·、'|])"
)
_SHORT = regex.compile(r"(?<![\w.,·、'|])[\dA-Za-z|]{1,9}[ ]?[.·][ ]?[\dA-Za-z|]{2}(?![\w.,·、'|])")
_UNGROUPED = regex.compile(r"(?<![\w.,·、'|])\d{4,6}(?:,\d{3})+\.\d{2}(?![\w.,·、'|])")
_GROUPS = regex.compile(r"(?<![\w.,·、'|])\d{1,3}(?:[.,·、']\d{3}){2,5}(?![\w.,·、'|])")  # 53,121.126 of no decimals
_GOOD = regex.compile(r"\d{1,3}(?:,\d{3})*\.\d{2}|\d+\.\d{2}|\d{1,3}(?:,\d{3})+")
_GROUPED = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?")
_LEAST = 2 / 3  # of the letters and figures: more must be figures


def mend_figures(document: Document, confusable: Confusable) -> Document:
    """Give the document with repairs of the figures that were recognised and break the grammar."""
    return replace(document, repairs=(*document.repairs, *_find_repairs(document, confusable)))


def _find_repairs(document: Document, confusable: Confusable) -> Iterator[Repair]:
    for line in document.lines:
        if not line.scores:
            continue
        said = fold(document.text[line.span.start : line.span.end])
        taken = 0
        for match in sorted(
            (found for each in (_LONG, _UNGROUPED, _SHORT, _GROUPS) for found in each.finditer(said)), key=_place
        ):
            mended = _mend(match[0], confusable)
            if mended and mended != match[0] and match.start() >= taken:
                taken = match.end()
                span = Span(line.span.start + match.start(), line.span.start + match.end())
                plain = bool(_GROUPED.fullmatch(mended)) and mended.count(",") + mended.count(".") > 1
                plain &= _digits(mended) == _digits(match[0])
                why = f"read as {match[0]}, which is no figure; its groups leave {mended} alone"
                yield Repair(span, mended.ljust(len(span)), BY, why, CHECK, plain)


def _place(match: regex.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def _mend(said: str, confusable: Confusable) -> str | None:
    """Give the only figure that can be meant; None where it stays unclear, or is one as it stands."""
    chars = said.replace(" ", "")
    if _GOOD.fullmatch(said) or sum(char.isdigit() for char in chars) <= _LEAST * sum(char.isalnum() for char in chars):
        return None
    figures = "".join(_figure(char, confusable) for char in chars)
    if not regex.fullmatch(r"[\d.,·、']+", figures):
        return None
    if _GROUPS.fullmatch(figures):
        return regex.sub(r"\D", ",", figures)
    marks = [at for at, char in enumerate(figures) if not char.isdigit()]
    whole = regex.sub(r"\D", ",", figures[: marks[-1]])
    if not regex.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+", whole):
        whole = whole.replace(",", "")
    return f"{whole}.{figures[marks[-1] + 1 :]}"


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _figure(char: str, confusable: Confusable) -> str:
    """Give the only figure that a letter or stroke can be; else the character."""
    figures = [other for other in confusable.get(char, ()) if other.isdigit()]
    return figures[0] if not char.isdigit() and len(figures) == 1 else char
