"""Pages stitched together: paragraphs and tables that run over a page break are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.reading.grids.joining import Frame, has_other_header, is_alike, is_continued, join_sketches, same_rows
from extractors.reading.grids.table import Sketch
from extractors.reading.leaf import Aside, Item, Leaf
from extractors.reading.page.sheet import Sheet, Strip
from extractors.reading.prose.layout import Paragraph, goes_on
from extractors.reading.prose.margins import Margins

_ASIDE = regex.compile(
    r"[（(]?\s*(?:续\s*(?:表|上表|前表|上页)?\s*\d{0,2}|(?:附)?表\s*\d{1,2}\s*[（(]?续[）)]?)\s*[)）]?"
    r"|[（(]?(?:金额)?单\s*位\s*[:：]\s*\p{Han}{1,5}[）)]?"
)


@dataclass(frozen=True, slots=True)
class Rough:
    """A page on its own, before it is stitched to its neighbours."""

    sheet: Sheet
    margins: Margins
    items: tuple[Paragraph | Sketch, ...]
    furniture: tuple[Aside, ...]
    indents: bool


def join_pages(pages: Sequence[Rough]) -> tuple[Leaf, ...]:
    """Give the pages with what runs over a break on the page where it begins."""
    chains: list[list[Paragraph | Sketch]] = []
    homes: list[int] = []
    before: Rough | None = None
    whole = []
    for at, rough in enumerate(pages):
        page = _set_aside(chains[-1], rough) if before is not None else rough
        whole.append(page)
        for place, item in enumerate(page.items):
            if place == 0 and before is not None and _runs_over(chains[-1], before, item, page):
                chains[-1].append(item)
            else:
                chains.append([item])
                homes.append(at)
        before = page if page.items else None
    return _bind(whole, chains, homes)


def _set_aside(chain: Sequence[Paragraph | Sketch], page: Rough) -> Rough:
    """Give the page without what says only that the table goes on: 续表, or its unit said again above its header."""
    lead = 0
    while lead < len(page.items) and _is_aside(page.items[lead]):
        lead += 1
    first, last = chain[0], chain[-1]
    if not 0 < lead < len(page.items):
        return page
    table = page.items[lead]
    if not (isinstance(table, Sketch) and isinstance(last, Sketch) and isinstance(first, Sketch)):
        return page
    said = "".join(strip.text for item in page.items[:lead] if isinstance(item, Paragraph) for strip in item.strips)
    if not (is_continued(last, table) or is_alike(first, table)) or not ("续" in said or same_rows(first, table)):
        return page
    asides = [Aside((item.strips,), "repeated_header") for item in page.items[:lead] if isinstance(item, Paragraph)]
    return replace(page, items=page.items[lead:], furniture=(*asides, *page.furniture))


def _is_aside(item: Paragraph | Sketch) -> bool:
    return isinstance(item, Paragraph) and bool(_ASIDE.fullmatch("".join(strip.text for strip in item.strips)))


def _bind(pages: Sequence[Rough], chains: Sequence[list[Paragraph | Sketch]], homes: Sequence[int]) -> tuple[Leaf, ...]:
    items: list[list[Item]] = [[] for _ in pages]
    again: dict[int, list[Aside]] = {}
    for chain, home in zip(chains, homes, strict=True):
        whole = _join(chain)
        items[home].append(whole)
        for row in whole.repeated if isinstance(whole, Frame) else ():
            pieces = tuple(cell.strips for cell in row if cell.strips)
            if pieces:
                again.setdefault(row[0].page, []).append(Aside(pieces, "repeated_header"))
    return tuple(
        Leaf(
            page.sheet,
            page.margins,
            tuple(items[at]),
            (*again.get(page.sheet.number, ()), *page.furniture),
            page.indents,
        )
        for at, page in enumerate(pages)
    )


def _join(chain: Sequence[Paragraph | Sketch]) -> Item:
    sketches = [item for item in chain if isinstance(item, Sketch)]
    if sketches:
        return join_sketches(sketches)
    paragraphs = [item for item in chain if isinstance(item, Paragraph)]
    strips = tuple(strip for item in paragraphs for strip in item.strips)
    return replace(paragraphs[0], strips=strips, rule_below=paragraphs[-1].rule_below)


def _runs_over(chain: Sequence[Paragraph | Sketch], before: Rough, item: Paragraph | Sketch, page: Rough) -> bool:
    """Say whether the first item of a page goes on with the last one of the page before."""
    last = chain[-1]
    if isinstance(last, Sketch) and isinstance(item, Sketch):
        first = chain[0] if isinstance(chain[0], Sketch) else last
        return (is_continued(last, item) or is_alike(first, item)) and not has_other_header(first, item)
    if not isinstance(last, Paragraph) or not isinstance(item, Paragraph):
        return False
    above, below = last.strips[-1], item.strips[0]
    if not above.stops or not below.stops or item.align != "left" or item.rule_above or last.rule_below:
        return False
    if abs(above.size - below.size) > 0.12 * above.size or above.bold != below.bold or last.align != "left":
        return False
    moved = _shift(below, before.margins.left - page.margins.left)
    strips = [strip for part in chain if isinstance(part, Paragraph) for strip in part.strips]
    return goes_on(strips, moved, before.margins, indents=before.indents)


def _shift(strip: Strip, by: float) -> Strip:
    """Give the line as it would stand with the margins of the page before."""
    box = replace(strip.box, left=strip.box.left + by, right=strip.box.right + by)
    return replace(strip, box=box, stops=tuple(stop + by for stop in strip.stops))
