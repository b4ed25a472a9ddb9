"""Which title goes with which number (《…》（粤财工〔2020〕228号）), by what stands between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractors.document import Document, Span
from extractors.mention import Mention
from extractors.text import fold

GAP = 60  # more characters than that are no gap
_LIST = regex.compile(r"\s*(?:[、,;/&]|和|及|与|以及|并)?\s*")
_GENRE = r"(?:的\s*(?:补充)?(?:通知|函|复函|决定|意见|公告|通告|通报|批复|报告|请示|命令|议案|办法|规定|细则))?"
_ASIDE = r"(?:\([^()]{1,15}\)\s*)?"  # （试行）
_NAMED = r"(?:以下)?(?:统|简|下)称(?:为)?[:\"“]?《[^《》]{1,30}》[\"”]?"
_AFTER_TITLE = regex.compile(rf"[\s》〉]*{_GENRE}\s*{_ASIDE}(?:[(\[【](?:{_NAMED})?[^()《》。;\n\t]{{0,40}}|[,，]?\s*)")
_AFTER_NUMBER = regex.compile(r"[\s)\]】]*(?:号)?(?:文件|文)?[\s,:(\[【]*")
_NUMBER_CLOSES = regex.compile(r"\s*[)\]】]?\s*[》〉]*\s*$")
_OPENS = regex.compile(r"[(\[【][^()《》。;\n\t]{0,40}$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A title with its numbers, or one of the two alone."""

    title: Mention | None
    numbers: tuple[Mention, ...] = ()
    doubt: str | None = None

    @property
    def span(self) -> Span:
        """From the first character of either to the last."""
        spans = [mention.span for mention in (self.title, *self.numbers) if mention is not None]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def outer_titles(titles: Iterable[Mention]) -> tuple[tuple[Mention, ...], dict[Span, Mention]]:
    """Give the titles that lie in no other one, and for each nested one the title right around it."""
    outer: list[Mention] = []
    around: dict[Span, Mention] = {}
    stack: list[Mention] = []
    for title in sorted(titles, key=lambda mention: (mention.span.start, -mention.span.end)):
        while stack and not stack[-1].span.covers(title.span):
            stack.pop()
        if stack and stack[-1].span != title.span:
            around[title.span] = stack[-1]
        elif not stack:
            outer.append(title)
        stack.append(title)
    return tuple(outer), around


@dataclass(frozen=True, slots=True)
class Ground:
    """A text and the walls in it, sorted: offsets where a cell or a paragraph begins. No pair reaches over a wall."""

    text: str
    walls: tuple[int, ...] = ()

    def between(self, start: int, end: int) -> str:
        """Give the folded text of a gap; a line end where there is a wall in it, or where it is too long for a gap."""
        walled = bisect_right(self.walls, end) > bisect_right(self.walls, start)
        return "\n。" if walled or end - start > GAP else fold(self.text[start : max(start, end)])


def document_to_ground(document: Document) -> Ground:
    """Give the text with a wall before every block and cell."""
    cells = (cell.span.start for table in document.tables for cell in table.cells)
    blocks = (block.span.start for block in document.blocks)
    return Ground(document.text, tuple(sorted({*cells, *blocks})))


def pair_titles(ground: Ground, titles: Sequence[Mention], numbers: Sequence[Mention]) -> tuple[Pair, ...]:
    """Pair outer titles with numbers; what finds no partner stays alone. In text order."""
    inside, apart = _split_numbers(ground.text, titles, numbers)
    items = sorted([*titles, *apart], key=lambda mention: (mention.span.start, -mention.span.end))
    pairs: list[Pair] = []
    at = 0
    while at < len(items):
        first = _run(ground, items, at)
        second = _run(ground, items, at + len(first))
        if first[0].kind == "title":
            joined = _joins_behind(ground, first, second)
            pairs += _titles_to_pairs(first, second if joined else (), inside)
            at += len(first) + (len(second) if joined else 0)
        elif _joins_before(ground, first, second, items[at + len(first) + 1 : at + len(first) + 2]):
            pairs.append(Pair(second[0], first))
            pairs += _titles_to_pairs(second[1:], (), inside)
            at += len(first) + len(second)
        else:
            pairs += [Pair(None, (number,)) for number in first]
            at += len(first)
    return tuple(pairs)


def _split_numbers(
    text: str, titles: Sequence[Mention], numbers: Sequence[Mention]
) -> tuple[dict[Span, Mention], list[Mention]]:
    """Part the numbers that close a title from the rest; `《…（粤财工〔2020〕228号）》` has its own inside."""
    inside: dict[Span, Mention] = {}
    apart: list[Mention] = []
    at = 0
    ordered = sorted(titles, key=lambda mention: mention.span)
    for number in sorted(numbers, key=lambda mention: mention.span):
        while at < len(ordered) and ordered[at].span.end <= number.span.start:
            at += 1
        holder = ordered[at] if at < len(ordered) and ordered[at].span.covers(number.span) else None
        if holder is None:
            apart.append(number)
        elif _closes(text, holder.span, number.span):
            inside[holder.span] = number
    return inside, apart


def _closes(text: str, title: Span, number: Span) -> bool:
    behind = fold(text[number.end : title.end])
    before = fold(text[max(title.start, number.start - 45) : number.start])
    return bool(_NUMBER_CLOSES.fullmatch(behind) and _OPENS.search(before))


def _run(ground: Ground, items: Sequence[Mention], at: int) -> tuple[Mention, ...]:
    """Give the mentions of one kind from here on that only list marks part."""
    run = list(items[at : at + 1])
    for place in range(at + 1, len(items)):
        item = items[place]
        if item.kind != run[-1].kind or not _LIST.fullmatch(_between(ground, run[-1], item)):
            break
        run.append(item)
    return tuple(run)


def _between(ground: Ground, one: Mention, other: Mention) -> str:
    return ground.between(one.span.end, other.span.start)


def _joins_behind(ground: Ground, titles: Sequence[Mention], numbers: Sequence[Mention]) -> bool:
    if not numbers or numbers[0].kind != "doc_number":
        return False
    return bool(_AFTER_TITLE.fullmatch(_between(ground, titles[-1], numbers[0])))


def _joins_before(
    ground: Ground, numbers: Sequence[Mention], titles: Sequence[Mention], behind: Sequence[Mention]
) -> bool:
    """Say whether the numbers go with the title behind them: unless that title has a number in brackets behind it."""
    if not titles or titles[0].kind != "title":
        return False
    if not _AFTER_NUMBER.fullmatch(_between(ground, numbers[-1], titles[0])):
        return False
    bracketed = len(titles) == 1 and behind and behind[0].kind == "doc_number"
    return not (bracketed and _OPENS.search(_between(ground, titles[0], behind[0])))


def _titles_to_pairs(titles: Sequence[Mention], numbers: Sequence[Mention], inside: dict[Span, Mention]) -> list[Pair]:
    if len(titles) == len(numbers) > 1:
        doubt = "titles and numbers were paired by their order"
        return [Pair(title, (number,), doubt) for title, number in zip(titles, numbers, strict=True)]
    pairs = [Pair(title, (inside[title.span],) if title.span in inside else ()) for title in titles]
    if pairs and numbers:
        pairs[-1] = Pair(titles[-1], pairs[-1].numbers + tuple(numbers))
    return pairs
