"""Ids from meaning, and the normal forms behind them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.text import CLOSE, OPEN, fold

_SPACE = regex.compile(r"\s++")
_MARKS = str.maketrans("《》“”‘’「」●•", '〈〉""\'\'""··')
_ENDING = regex.compile(r"\((?:[^()]{1,30}〔\d{4}〕\d{1,5}号|[^()]{2,30}令第?\d{1,4}号)\)$")
_LOOSE = regex.compile(r"""[\s〈〉"'(),.:;、，。：；·\-—~!?！？]++""")
_ISSUED = regex.compile(r"^[^〈〉\"]{2,40}?(?=关于)")
_GENRE = regex.compile(r"的(?:通知|函|决定|公告|通告|批复|报告|请示)$")
_BRACKETS = str.maketrans({bracket: OPEN for bracket in "[【(„"} | {bracket: CLOSE for bracket in "]】)‟"})

_NUMBERED = regex.compile(r"(?P<prefix>[^〔〕]*+)〔(?P<year>\d{2,4})〕(?P<sequence>\d++)号")
_ORDERED = regex.compile(r"(?P<prefix>\D{1,40}?)(?:(?P<year>\d{4})年)?第(?P<sequence>\d++)号")


def normal_title(title: str) -> str:
    """Give a title in its normal form: white space out, brackets and quotation marks folded, no number behind."""
    return _ENDING.sub("", _SPACE.sub("", fold(title)).translate(_MARKS))


def title_core(title: str) -> str:
    """Give what two ways of citing one title share: no punctuation, no issuer before 关于."""
    normal = normal_title(title)
    return _LOOSE.sub("", _ISSUED.sub("", normal))


def inner_core(title: str) -> str:
    """Give the core without 关于印发 … 的通知, the wrapping that a citation may leave off."""
    core = title_core(title)
    return regex.sub(r"^(?:关于)?(?:印发|转发|发布|批转|公布)", "", _GENRE.sub("", core)) if "印发" in core else core


def normal_surface(surface: str) -> str:
    """Give a printed number with white space out and every bracket as 〔〕, so that only real differences are left."""
    return _SPACE.sub("", fold(surface)).translate(_BRACKETS)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The three parts of a canonical number: 粤财工 · 2020 · 228; the year of a 令 is empty."""

    prefix: str
    year: str
    sequence: str


def split_number(number: str) -> Numbering | None:
    """Part a canonical number; None for one of another build."""
    match = _NUMBERED.fullmatch(number) or _ORDERED.fullmatch(number)
    return Numbering(match["prefix"], match["year"] or "", match["sequence"].lstrip("0") or "0") if match else None


def number_to_id(number: str) -> str:
    """Give the node id of a document with a number."""
    return f"doc:{number}"


def title_to_id(title: str) -> str:
    """Give the node id of a document that is known by its title only."""
    return f"doc:《{normal_title(title)}》"


def edge_id(kind: str, source: str, target: str) -> str:
    """Give the id of an edge."""
    return f"{kind}:{source}>{target}"
