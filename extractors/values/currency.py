"""Figures of money as they are printed: a number, its large units, its currency. What they mean together is `money`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.errors import UnknownValueError
from extractors.values.numeral import DIGITS, FORMAL, LARGE, NUMERAL, SMALL, parse_numeral

CURRENCIES = {
    **dict.fromkeys(("美元", "美金", "US$", "USD", "$"), "USD"),
    **dict.fromkeys(("港元", "港币", "HK$", "HKD"), "HKD"),
    **dict.fromkeys(("欧元", "EUR", "€"), "EUR"),
    **dict.fromkeys(("日元", "日圆", "JPY"), "JPY"),
    **dict.fromkeys(("英镑", "GBP", "£"), "GBP"),
    **dict.fromkeys(("澳元", "澳大利亚元"), "AUD"),
    **dict.fromkeys(("加元", "加拿大元"), "CAD"),
    **dict.fromkeys(("澳门元", "澳门币"), "MOP"),
    **dict.fromkeys(("新台币", "台币"), "TWD"),
    **{"新加坡元": "SGD", "韩元": "KRW", "卢布": "RUB", "瑞士法郎": "CHF", "泰铢": "THB", "卢比": "INR"},
}
"""Printed currencies and their ISO 4217 codes."""

S = r"\s{0,4}+"
_NUMBER = r"(?:\d{1,3}(?:,[ ]?\d{3})++(?!\d)|\d{1,3}(?:[ ]\d{3}){2,8}+(?!\d)|\d{1,3}[ ]000(?!\d)|\d++)(?:\.\d++)?+"
_SHORT = r"\d{1,4}(?:\.\d{1,6})?"
_SMALL = rf"(?:{S}[千仟](?:{S}零?{S}\d{S}[百佰])?|{S}[百佰])(?:{S}零?{S}\d{S}[十拾])?"
_MYRIAD = rf"(?:{S}零?{S}{_SHORT}(?:{_SMALL})?{S}[万萬](?!{S}[亿億]))?"
_THOUSAND = rf"(?:{S}零?{S}{_SHORT}{_SMALL}(?!{S}[万亿]))?"
_REST = rf"(?:{S}零?{S}{_SHORT}(?={S}[元圆]))?"
_SCALE = r"[百千万亿佰仟萬億](?:[万亿萬億]){0,2}"
_ARABIC = rf"""{_NUMBER}(?:{_SMALL})?(?:{S}(?:个{S}(?=[亿億]))?[余多]?
    (?:[万萬]?[亿億]{_MYRIAD}|[万萬](?:{S}[亿億])?){_THOUSAND}{_REST})?[余多]?"""
_START = "".join(DIGITS) + "十拾"
_CHINESE = rf"[{_START}](?:\s?(?:[{NUMERAL}点余多]|个\s?(?=[亿億]))){{0,40}}+"
_MASK = r"(?:[*Xx×○●□]{1,10}+(?:\.[*Xx×○●□]{1,4}+)?|\d{1,6}\*{1,6}+(?:\.\*{1,4}+)?)"
_WORDS = (name for name in CURRENCIES if not name.isascii() and len(name) > 1)
_FOREIGN = "|".join(sorted(_WORDS, key=len, reverse=True))
_SIGN = r"人民币|港币|美元|欧元|RMB|CNY|¥|US\$|USD|HK\$|HKD|EUR|€|GBP|£|JPY|(?<![A-Z])\$"
_DIGIT = r"[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_UNIT_END = "旦宵素件器朝代帅首老勋古组宇江谋氏阳坝化"  # 元旦, 元素, … are other words
_HUNDREDTHS = rf"{S}零?(?P<hundredths>{_DIGIT}){S}分(?![之别钟为配成期年批类级布摊担])"
_WHOLE = rf"(?:{S}整(?![体改治合个理顿修数年建])|{S}正(?![式在确常好是当规]))?"

PIECE = regex.compile(
    rf"""
    (?<![\d.XxＸ]|(?<!\d)\*) (?:(?P<sign>{_SIGN}){S}(?:¥{S})?)? (?P<minus>(?<![\dA-Za-z])-)?
    (?: (?P<arabic>{_ARABIC})
      | (?<![{NUMERAL}第几数]) (?P<chinese>{_CHINESE})
      | (?<![\dA-Za-z][ ]?) (?P<mask>{_MASK}(?:{S}{_SCALE})?) )
    (?: {S} (?: (?P<unit>{_FOREIGN}|元|圆|块钱|(?:人民币|RMB|USD)(?!{S}[\d¥])) (?![{_UNIT_END}])
            (?:{S}零?(?P<tenths>{_DIGIT}){S}角)? (?:{_HUNDREDTHS})? {_WHOLE} (?:{S}人民币)?
          | \({S}(?P<aside>(?:{_SCALE})?){S}元{S}\)
          | (?P<small>角)(?![形星度钢落色])(?:{S}(?P<small_tail>{_DIGIT}){S}分)?{S}整? )
    )?
    """,
    regex.VERBOSE,
)

_SPACED = regex.compile(r"\d{1,3}(?: \d{3})+(?<! 000)(?!\d)|\d{1,3},(?:\d{3},)* ")
_ODD = tuple(
    (regex.compile(pattern), doubt)
    for pattern, doubt in (
        (r"\d[,\n]\|\d", "figures before a comma or a line break"),
        (r"\d,\s+\|\d{3}(?!\d)", "figures before a comma or a line break"),
        (r"(?<!\d)\d{1,3} \|\d{3}(?!\d)", "figures before a space"),
        (r"(?<![\n。;:,]\s*)(?<!^)\d\. {1,2}\|\d", "figures before a point"),
        (r"[△▲▼]\s?[¥]?\|", "a triangle before the figure"),
        (r"(?:^|\n)\s*\|\d{1,2}\.\d+(?=\s*[万亿元])[^\n]{6}", "the number of an item may be part of the figure"),
    )
)
_GLUED = regex.compile(r"[统专唯单逐之]一[一二三四五六七八九两十]")  # 统一|三百万元
_LABEL = regex.compile(rf"\((?:单位:?)?(?:人民币)?(?P<scale>(?:{_SCALE})?)\s?元\)\s?:\s?-?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure in text. `kind`: `money` (a currency is printed), `bare` (万 or 亿 only), `number`, `masked`.

    `value` is in the unit of the currency, null when masked; `upto` is the second value of 三四万元; `figure` is what
    is printed, without its unit; `more` says that 余 or 多 is part of it.
    """

    start: int
    end: int
    kind: str
    value: Decimal | None
    figure: str
    upto: Decimal | None = None
    currency: str = "CNY"
    unit: str = ""
    more: bool = False
    minus: bool = False
    doubt: str | None = None

    @property
    def formal(self) -> bool:
        """Say whether it is written in 大写."""
        return any(char in FORMAL for char in self.figure)


def find_pieces(folded: str) -> Iterator[Piece]:
    """Give the figures of a folded text in order."""
    for match in PIECE.finditer(folded):
        piece = _match_to_piece(match, folded)
        if piece is not None:
            yield piece


def _match_to_piece(match: regex.Match[str], text: str) -> Piece | None:
    currency = CURRENCIES.get(match["unit"] or "", CURRENCIES.get(match["sign"] or "", "CNY"))
    unit = match["unit"] or match["small"] or ""
    if match["mask"]:
        known = bool(unit and match["unit"])
        return Piece(match.start(), match.end(), "masked", None, match["mask"], None, currency, unit) if known else None
    figure = match["arabic"] or match["chinese"]
    start = match.start("arabic" if match["arabic"] else "chinese")
    dropped = 1 if match["chinese"] and _GLUED.search(text[max(0, start - 1) : start + 2]) else 0
    figure = figure[dropped:]
    value, upto = _figure_to_values(figure)
    if value is None:
        return None
    scale = _scale_beside(match, text, start)
    kind, value = (_kind(match, figure), value) if scale is None else ("money", value * scale)
    doubt = _doubt(figure, text, start) if kind != "number" else None
    if kind == "money" and match["small"]:
        value = value / 10 + _place(match["small_tail"], 100)
    elif kind == "money":
        value += _place(match["tenths"], 10) + _place(match["hundredths"], 100)
    first = start + dropped if dropped else match.start()
    end = match.end() if kind != "number" else match.end("arabic" if match["arabic"] else "chinese")
    more = "余" in figure or "多" in figure
    return Piece(first, end, kind, value, figure, upto, currency, unit, more, bool(match["minus"]), doubt)


def _scale_beside(match: regex.Match[str], text: str, start: int) -> Decimal | None:
    """Give the scale of a unit in brackets: 98.50（万元）, or 成交金额（万元）：98.50."""
    printed = match["aside"]
    bare = printed is None and not match["unit"] and match["arabic"]
    if bare and text[max(0, start - 3) : start].rstrip(" -").endswith(":"):
        before = _LABEL.search(text[max(0, start - 16) : start])
        printed = before["scale"] if before else None
    return None if printed is None else parse_numeral("一" + printed)


def _kind(match: regex.Match[str], figure: str) -> str:
    if match["unit"] or match["sign"]:
        return "money"
    if match["small"] and (match["arabic"] or figure[0] in FORMAL):
        return "money"
    return "bare" if figure.rstrip("余多 ")[-1] in LARGE else "number"


def _place(digit: str | None, share: int) -> Decimal:
    return Decimal(0) if digit is None else parse_numeral(digit) / share


def _figure_to_values(figure: str) -> tuple[Decimal | None, Decimal | None]:
    """Give the value, and the second value of a figure such as 三四万 or 二三十."""
    if figure.isdecimal():
        return Decimal(figure), None
    if len(figure) > 1 and all(char in DIGITS for char in figure):
        return None, None  # 五五元, 二〇二〇元: no sum of money is written so
    plain = figure.translate({ord("余"): None, ord("多"): None, ord("个"): None})
    first, second = DIGITS.get(plain[0], 0), DIGITS.get(plain[1:2], 0)
    if first and second == first + 1:
        return _parse(plain[0] + plain[2:]), _parse(plain[1:])
    return _parse(plain), None


def _parse(figure: str) -> Decimal | None:
    try:
        return parse_numeral(figure)
    except UnknownValueError:
        return None


def _doubt(figure: str, text: str, start: int) -> str | None:
    """Say what is odd about the digits: a figure cut in two, or two figures run together."""
    if _SPACED.match(figure):
        return "a space inside the figure"
    before = text[max(start - 8, 0) : start]
    for pattern, doubt in _ODD:
        if pattern.search(before + "|" + figure + text[start + len(figure) : start + len(figure) + 8]):
            return doubt
    return None


def scale_of(figure: str) -> Decimal:
    """Give what the large units at the end of a figure multiply by: 20万 → 10000, 一千万 → 10000, 3百万 → 10^6."""
    plain = "".join(figure.split()).rstrip("余多")
    tail = plain[len(plain.rstrip("".join(SMALL) + "".join(LARGE))) :]
    if not plain[:1].isascii():
        tail = tail.lstrip("".join(SMALL))
    scale = Decimal(1)
    for char in tail:
        scale *= LARGE.get(char, SMALL.get(char, 1))
    return scale
