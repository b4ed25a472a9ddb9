"""Amounts of money (金额) in text and their normal form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import regex

from extractors.text import fold
from extractors.values.cues import is_money, read_per, read_qualifier
from extractors.values.currency import Piece, S, find_pieces, scale_of
from extractors.values.numeral import FORMAL, SMALL


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: decimal strings in yuan (`"7500000.00"`), never floats.

    `cny` is null for another currency (`currency` is its ISO code, `low` then holds the figure in that currency).
    `low` and `high` bound a range (10-20万元). `per` is what one amount is for (家, 件, 亩).
    `qualifier` is one of QUALIFIERS.
    """

    cny: str | None = None
    currency: str = "CNY"
    low: str | None = None
    high: str | None = None
    per: str | None = None
    qualifier: str | None = None


QUALIFIERS = (
    "total",  # 共, 合计, 总计, 累计
    "each",  # 各, 每家, 分别
    "at_most",  # 不超过, 不高于, 以内
    "at_least",  # 不低于, 不少于, 以上
    "about",  # 约, 近, 左右
    "masked",  # ***万元: a figure is there and is hidden
)


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """An amount at `start..end`, with its currency sign and unit and without the words that qualify it."""

    start: int
    end: int
    value: Money
    score: float = 0.98
    doubt: str | None = None


_RANGE = regex.compile(rf"{S}(?:\(不?含\))?{S}(?:-{{1,2}}|~|至|到){S}")
_GAP = regex.compile(rf"{S}(?:\(不?含\))?{S}")
_LIST = regex.compile(rf"{S}[、和与及]{S}")
_LIST_HEAD = regex.compile(r"[\u4e00-\u9fff](?<![第件表图条款项例注章节号其年月日])\s*$")
_BOTH = regex.compile(
    r"\s*[(,]?\s*(?:大写|小写|即|计|合)?\s*(?:金额)?\s*[:为]?\s*[)]?\s*(?:\(?(?:大写|小写)\)?)?\s*[:(]?\s*"
)
_ONE_DIGIT_RIGHT = regex.compile(r"\s*(?:钱|整|/|每|人民币|左右|以[上下内]|的罚款|罚款)")
_ONE_DIGIT_LEFT = regex.compile(
    r"(?:每\w{1,4}|各|罚款|补助|工本费|收取|收费|票价|仅为?|面值|奖励|不足|超过|人民币)\s*$"
)
_UNIT_AHEAD = r"(?=[\d.,]{0,12}\s?[万亿千百]{0,2}\s?元)"
_SLIP = regex.compile(
    rf"(?<=\d)[oOоlI|]{{1,3}}{_UNIT_AHEAD}|(?<![A-Za-z\d])[lI]{_UNIT_AHEAD}|(?<=\d)[·•](?=\d{{1,6}}\s?[万亿千百]{{0,2}}元)"
)
_SLIPS = str.maketrans("oOоlI|·•", "000111..")
_MOST = 12  # figures in one list without units of their own


def find_amounts(text: str) -> Iterator[AmountMatch]:
    """Give the amounts of a text in order."""
    folded = fold(text)
    mended = _SLIP.sub(lambda slip: slip[0].translate(_SLIPS), folded)
    for match in _compare_writings(list(_find(mended, text, list(find_pieces(mended)))), mended):
        mends = folded[match.start : match.end] != mended[match.start : match.end]
        yield (
            replace(match, score=min(match.score, 0.6), doubt="letters read as figures, or a dot as a point")
            if mends
            else match
        )


def _find(folded: str, text: str, pieces: list[Piece]) -> Iterator[AmountMatch]:
    at = 0
    while at < len(pieces):
        piece, rest = pieces[at], pieces[at + 1 : at + 1 + _MOST]
        if rest and _is_range(piece, rest[0], folded):
            yield _range_to_match(piece, rest[0], folded)
            at += 2
            continue
        if piece.kind == "number":
            yield from _list_to_matches(piece, rest, folded)
        else:
            yield from _piece_to_match(piece, folded, text)
        at += 1


def _is_range(low: Piece, high: Piece, text: str) -> bool:
    if high.kind not in ("money", "bare") or low.kind == "masked" or not _RANGE.fullmatch(text, low.end, high.start):
        joined = high.minus and high.kind in ("money", "bare") and bool(_GAP.fullmatch(text, low.end, high.start))
        if not joined or low.kind == "masked":
            return False
    if low.kind == "number" and text[max(0, low.start - 1) : low.start] == "第":
        return False
    return high.kind == "money" or is_money(text, low.start, high.end) > 0


def _range_to_match(low: Piece, high: Piece, text: str) -> AmountMatch:
    first, last = low.value or Decimal(0), high.value or Decimal(0)
    if low.kind == "number":
        first *= _scale(low, high)
    doubt = low.doubt or high.doubt or ("a dash before the figure" if low.minus else None)
    if first > last:
        first, doubt = low.value or Decimal(0), "the range falls"
    left, right = _around(text, low.start, high.end)
    value = Money(
        currency=high.currency,
        low=format_yuan(first),
        high=format_yuan(last),
        per=read_per(left, right),
        qualifier=read_qualifier(left, right),
    )
    return AmountMatch(low.start, high.end, value, 0.6 if doubt else 0.96, doubt)


def _scale(low: Piece, high: Piece) -> Decimal:
    """Give what the first figure of a range shares of the units of the second: 10-20万, 三至五百万, 5千至1万."""
    if not SMALL.keys().isdisjoint(low.figure):
        return scale_of("一" + high.figure)
    if len(low.figure) == 1 and not low.figure.isascii() and len(high.figure) > 1:
        return max(scale_of("1" + high.figure[1:]), scale_of(high.figure))
    return scale_of(high.figure)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - 60) : start], text[end : end + 16]


def _list_to_matches(piece: Piece, rest: list[Piece], text: str) -> Iterator[AmountMatch]:
    """Give a figure whose unit stands after the last of its list: 5、10、15万元."""
    last, before = None, piece
    for after in rest:
        if not _LIST.fullmatch(text, before.end, after.start):
            break
        if after.kind != "number":
            last = after if after.kind == "money" else None
            break
        before = after
    if last is None or last.value is None or piece.value is None or not piece.figure[0].isascii():
        return
    if not _starts_list(piece, text):
        return
    left, right = _around(text, piece.start, last.end)
    amount = format_yuan(piece.value * scale_of(last.figure))
    qualifier = read_qualifier(left, right)
    yield AmountMatch(
        piece.start,
        piece.end,
        _money(last, amount, read_per(left, right), qualifier),
        0.75,
        "unit from the last figure",
    )


def _starts_list(piece: Piece, text: str) -> bool:
    left = text[max(0, piece.start - 80) : piece.start]
    head = regex.sub(r"(?:\d++(?:[.,]\d++)*+|[、和与及\s])*+$", "", left)
    year = regex.fullmatch(r"(?:19|20)\d\d", piece.figure)
    return _LIST_HEAD.search(head) is not None and not year


def _money(piece: Piece, amount: str, per: str | None, qualifier: str | None) -> Money:
    if piece.currency == "CNY":
        return Money(cny=amount, per=per, qualifier=qualifier)
    return Money(currency=piece.currency, low=amount, per=per, qualifier=qualifier)


def _piece_to_match(piece: Piece, text: str, raw: str) -> Iterator[AmountMatch]:
    score = 0.98 if piece.kind != "bare" else is_money(text, piece.start, piece.end)
    if not score or _is_other_word(piece, text):
        return
    left, right = _around(text, piece.start, piece.end)
    per, qualifier = read_per(left, right), read_qualifier(left, right)
    if piece.value is None:
        yield AmountMatch(piece.start, piece.end, Money(currency=piece.currency, per=per, qualifier="masked"), 0.95)
    elif piece.upto is not None:
        low, high = format_yuan(piece.value), format_yuan(piece.upto)
        yield AmountMatch(piece.start, piece.end, Money(None, piece.currency, low, high, per, "about"), min(score, 0.9))
    else:
        if piece.more and qualifier in (None, "each", "total"):
            qualifier = "about"
        value, start, doubt = _signed(piece, text, raw)
        doubt = doubt or piece.doubt or _comma_doubt(piece, raw)
        money = _money(piece, format_yuan(value), per, qualifier)
        yield AmountMatch(start, piece.end, money, 0.6 if doubt else score, doubt)


def _is_other_word(piece: Piece, text: str) -> bool:
    """Say whether 三元, 一元 is a word of its own (三元区, 一元化)."""
    single = len(piece.figure) == 1 and piece.figure not in "0123456789" and not piece.formal
    if (
        piece.kind != "money"
        or not single
        or text[piece.start] != piece.figure
        or text[piece.end - 1] in "整正角分"
        or piece.value == 0
    ):
        return False
    left, right = _around(text, piece.start, piece.end)
    return not (_ONE_DIGIT_RIGHT.match(right) or _ONE_DIGIT_LEFT.search(left))


def _signed(piece: Piece, text: str, raw: str) -> tuple[Decimal, int, str | None]:
    value = piece.value or Decimal(0)
    if not piece.minus:
        return value, piece.start, None
    at = text.index("-", piece.start)
    before = text[max(0, at - 1) : at]
    if raw[at] not in "-－−﹣":
        return value, at + 1, None
    if not before or before in " \n(:,;。为差余增长额减比是降亏":
        return -value, piece.start, None
    return value, at + 1, "a dash before the figure"


def _comma_doubt(piece: Piece, raw: str) -> str | None:
    commas = raw[piece.start : piece.end].count("，")
    return "a comma of text inside the figure" if commas == 1 else None


def _compare_writings(matches: list[AmountMatch], text: str) -> Iterator[AmountMatch]:
    """Doubt both where 大写 and 小写 stand side by side and differ."""
    odd: set[int] = set()
    for at, (one, two) in enumerate(pairwise(matches)):
        formal = [bool(FORMAL.intersection(text[match.start : match.end])) for match in (one, two)]
        if formal[0] != formal[1] and _BOTH.fullmatch(text, one.end, two.start) and one.value.cny != two.value.cny:
            odd |= {at, at + 1}
    for at, match in enumerate(matches):
        yield replace(match, score=0.4, doubt="大写 and 小写 differ") if at in odd else match


def format_yuan(value: Decimal) -> str:
    """Give a decimal string with at least two decimals."""
    plain = f"{value:f}"
    whole, _, fraction = plain.partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"
