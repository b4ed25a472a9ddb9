"""The right part of a document number: year, brackets and sequence, also where they are damaged."""

from __future__ import annotations

from dataclasses import dataclass

import regex

_OPEN = r"[〔\[({【〖「『„‹<〈《«｛❨]"
_CLOSE = r"[〕\])}】〗」』‟›>〉》»｝❩”]"
_ANY = r"[〔\[({【〖「『„‹<〈《«｛❨〕\])}】〗」』‟›>〉》»｝❩”“\"'‘’]"
_ZERO = "0OoQ○〇"
_LOOKS_OPEN = r"[CtlIJfEeLrT1|!/]?"
_LOOKS_CLOSE = r"[tlIJjfT|!/]"
_MASK = r"[xX×*_○〇□△…?·]"
_YEAR = (
    rf"(?P<year>(?:19|2[{_ZERO}])[0-9{_ZERO}]{{2}}"
    rf"|(?:一九|二[零{_ZERO}])[一二三四五六七八九零{_ZERO}]{{2}})年?"
)
_SEQUENCE = rf"第?(?P<sequence>[0-9{_ZERO}]{{1,5}}|[一二三四五六七八九十百零〇○]{{1,6}})"
_END = "[号號]"
_JOIN = r"(?:[、和及与至~\-]|以及)"
# What may follow a number whose brackets are lost: 2021年第1号洪水 and 2020年5号机组 are none.
_REFERENCE = r"(?=\P{Han}|$|[文等和及与的中下以同之至一要规精通有相执或]|附件|印发)"


@dataclass(frozen=True, slots=True)
class Tail:
    """A shape of right parts: how sure a number of it is, and what is doubtful about it.

    `strict` says that the shape alone proves nothing: the 代字 before it must be one beyond doubt.
    `masked` says that the shape may hold something else than figures.
    """

    pattern: regex.Pattern[str]
    score: float = 0.99
    doubt: str | None = None
    strict: bool = False
    masked: bool = False


_LOST = "a bracket is lost"
# The least damaged reading of a place counts.
TAILS = (
    Tail(regex.compile(rf"{_OPEN}{_YEAR}{_CLOSE}第?(?P<sequence>[0-9]{{1,5}}-[0-9]{{1,2}}){_END}")),
    Tail(regex.compile(rf"{_OPEN}{_YEAR}{_CLOSE}{_SEQUENCE}{_END}")),
    Tail(
        regex.compile(rf"{_OPEN}{_YEAR}{_CLOSE}第?(?P<sequence>[0-9lI|{_ZERO}]{{1,5}}){_END}"),
        0.8,
        "letters are read as figures",
    ),
    Tail(regex.compile(rf"{_OPEN}{_YEAR}{_CLOSE}{_SEQUENCE}(?=(?:{_JOIN}第?[0-9]{{1,5}}){{1,30}}{_END})"), 0.97),
    Tail(regex.compile(rf"{_ANY}{_YEAR}{_ANY}{_SEQUENCE}{_END}"), 0.85, "a bracket is damaged", strict=True),
    # 1 for 〕 is the commonest slip of OCR, and sequences above 1000 are rare: 〔20201128号 is read as 128.
    Tail(regex.compile(rf"{_OPEN}{_YEAR}(?:{_LOOKS_CLOSE}|1(?=[1-9][0-9]{{2}}{_END}))?{_SEQUENCE}{_END}"), 0.7, _LOST),
    Tail(regex.compile(rf"(?<=[\p{{Han}}Z]){_LOOKS_OPEN}{_YEAR}{_CLOSE}{_SEQUENCE}{_END}"), 0.75, _LOST),
    Tail(
        regex.compile(rf"[〔\[]{_YEAR}[〕\]]第?(?P<sequence>[0-9]{{1,4}})(?![0-9.%/\-\p{{Han}}])"),
        0.75,
        "the 号 is missing",
        strict=True,
    ),
    Tail(
        regex.compile(
            rf"{_OPEN}(?P<year>(?:19|20)[0-9]{{2}}|{_MASK}{{0,4}}|20{_MASK}{{2}}){_CLOSE}第?"
            rf"(?:(?P<sequence>[0-9]{{1,5}}|{_MASK}{{1,6}}|\(此?略\)|){_END}|(?P<sequence>[xX×*_○〇□△]{{1,6}}|\(此?略\)))"
        ),
        0.8,
        "year or sequence is not printed",
        masked=True,
    ),
    Tail(regex.compile(rf"{_OPEN}(?P<year>[5-9][0-9]){_CLOSE}第?(?P<sequence>[0-9]{{1,4}}){_END}"), 0.9, strict=True),
    Tail(
        regex.compile(
            rf"(?<=[\p{{Han}}Z])(?:{_ANY}|[CtlIJfEeLrT1|!/]){_YEAR}(?:{_ANY}|{_LOOKS_CLOSE})?{_SEQUENCE}{_END}"
        ),
        0.55,
        _LOST,
        strict=True,
    ),
    Tail(
        regex.compile(rf"(?<=[\p{{Han}}Z]){_LOOKS_OPEN}{_YEAR}{_LOOKS_CLOSE}?{_SEQUENCE}{_END}{_REFERENCE}"),
        0.6,
        "no brackets around the year",
        strict=True,
    ),
)
# What follows a number in a list that leaves out the shared part: 、371号 / 、13和15号 / 至230号 / -230号
MORE = regex.compile(
    rf"(?P<join>{_JOIN})(?P<body>第?(?P<sequence>[0-9]{{1,5}}))(?P<ending>{_END}(?![楼线车机泵井仓门标令公]))?"
)
YEAR_FIRST = regex.compile(
    rf"{_OPEN}(?P<year>(?:19|20)?[0-9]{{2}}){_CLOSE}(?P<code>\p{{Han}}{{2,10}}?)第?(?P<sequence>[0-9]{{1,5}}){_END}"
)
