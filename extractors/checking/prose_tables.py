"""Running text against tables: 收入预算9,101.68万元 and 91,016,775.35 in the row 收入总计 of a table in 元.

Tolerance: half a unit of the last digit printed on either side, or one where the figure is cut. A name that the table
gives to several figures passes with any of them; it fails only where the text names a subject by its full path
(类、款、项) or the tables know one figure of that name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.checking.finding import Finding
from extractors.checking.named_figures import Figures, NamedFigure, name_figures, plain_name
from extractors.checking.prose import REACH, Amount, Paragraph, agree, in_words
from extractors.document import Document
from extractors.tables import Sheet
from extractors.text import fold

_PIECE = r"(?:[^“”\"()。,;:、\d\s-]|\((?!\s*\d*\s*[类款项]\s*\))[^()]{1,20}\)){2,40}"
_MARK = r"\s*\(\s*\d*\s*{}\s*\)\s*"
_PATH = regex.compile(
    rf"(?P<part>{_PIECE}){_MARK.format('类')}(?:(?P<part>{_PIECE}){_MARK.format('款')})?(?:(?P<part>{_PIECE}){_MARK.format('项')})?"
    rf"|[“\"](?P<part>{_PIECE})-(?P<part>{_PIECE})(?:-(?P<part>{_PIECE}))?[”\"]"
)
_OF_PATH = regex.compile(
    r"[”\")]*(?:科目)?(?:\d{4}年度?)?(?:(?:当年)?(?:预算安排|预算数|支出决算|决算数|支出预算|决算支出|安排)(?:数)?)?(?:为|是|共|计)*"
)
_CHANGE = regex.compile(r"增加|减少|增长|下降|超出|比|较|结余|差|持平|降低|上升|以上|含\)?")
_PRIOR = regex.compile(r"上年|去年|上一年|执行数|预计|调整|年初|全年预算|年中|追加")
_YEAR = regex.compile(r"(?:19|20)\d\d(?=年)")
_VERB = regex.compile(r"(?:预算数|决算数|总额|金额)?(?:为|是|约|达到?|共计|共)*$")
_BUDGET = regex.compile(r"(?:支出)?(?:预算|决算)$")
_BARE = regex.compile(r"(?:收入|支出)(?:预算|决算)")  # of whatever the clause before speaks of
_CONTEXT = ("财政拨款", "一般公共预算", "政府性基金", "国有资本经营", "三公")
_OWNER = regex.compile(
    r"(?:\d{4}年度?|其中|本部门|本单位|全年|当年|[“”\"]|[\p{Han}()]{2,40}?(?:局|委|部|厅|办公室|处|院|中心|政府|部门|单位|街道|镇|乡|校))*"
)
SHORTEST = 4  # characters of a name


@dataclass(frozen=True, slots=True)
class Named:
    """What the tables know under the name that an amount has; `off` is the verdict on a difference, null for none."""

    name: str
    figures: tuple[NamedFigure, ...]
    off: str | None


def check_prose_tables(
    document: Document, paragraphs: Sequence[Paragraph], sheets: Sequence[Sheet]
) -> Iterator[Finding]:
    """Compare the amounts of prose with the money that tables have under the same name."""
    figures = name_figures(document, sheets)
    if not figures.by_name:
        return
    year = _document_year(document, sheets)
    for paragraph in paragraphs:
        for amount in paragraph.amounts:
            if amount.value > 0 and amount.plain:
                named = _name(paragraph, amount, figures, year)
                if named:
                    yield from _compare(document, amount, named)


def _document_year(document: Document, sheets: Sequence[Sheet]) -> str:
    """Give the year of the document's title, else the one that most sheets have; empty where none is told."""
    title = document.part("title")
    own = _YEAR.search(fold(title.value)) if title else None
    years = Counter(found[0] for sheet in sheets if (found := _YEAR.search(fold(sheet.title))))
    return own[0] if own else max(years, key=lambda each: (years[each], each), default="")


def _name(paragraph: Paragraph, amount: Amount, figures: Figures, year: str) -> Named | None:
    said = _YEAR.findall(amount.before)
    if _CHANGE.search(amount.before) or (said and year and said[-1] != year):
        return None
    start = max(paragraph.span.start, amount.span.start - REACH)
    before = paragraph.text[start - paragraph.span.start : amount.span.start - paragraph.span.start]
    hinted = "类" in before or "-" in before
    path = next(iter(reversed(list(_PATH.finditer(before)))), None) if hinted else None
    if path:
        return _by_path(path, before, figures)
    return _by_name(amount, figures)


def _by_path(match: regex.Match[str], before: str, figures: Figures) -> Named | None:
    """Give the figures of the row that a path of subjects names, for the amounts that are the item's own."""
    between = regex.sub(r"\s+", "", before[match.end() :])
    label = regex.split(r"[,。;:、]", between)[-1]
    if _PRIOR.search(label) or _CHANGE.search(label) or not _OF_PATH.fullmatch(label):
        return None
    path = tuple(plain_name(part.strip()) for part in match.captures("part"))
    found = figures.by_path.get(path)
    loose = figures.by_path.get(("*", *path[-2:])) if len(path) > 1 else None
    matched = _fit(found or loose or (), label)
    name = "/".join(path)
    return Named(name, matched, "fail" if found else "unknown") if matched or len(path) > 1 else None


def _by_name(amount: Amount, figures: Figures) -> Named | None:
    """Give the figures of the longest name that the clause before the amount ends with."""
    label = plain_name(_VERB.sub("", amount.before))
    if _PRIOR.search(label):
        return None
    short = _BUDGET.sub("", label)
    named = [_by_label(each, amount, figures) for each in dict.fromkeys((label, short))]
    found = [each for each in named if each]
    agreeing = (each for each in found if any(_agrees(amount, figure) for figure in each.figures))
    return next(agreeing, next(iter(found), None))


def _agrees(amount: Amount, figure: NamedFigure) -> str | None:
    return agree(amount.value, amount.step, figure.value, figure.step)


def _by_label(label: str, amount: Amount, figures: Figures) -> Named | None:
    for at in range(len(label) - SHORTEST + 1):
        name, owner = label[at:], label[:at]
        found = figures.by_name.get(name)
        if found:
            asked = [word for word in _CONTEXT if word in label]
            fitting = tuple(each for each in _fit(found, amount.before) if all(word in each.context for word in asked))
            alone = len({each.value for each in fitting}) == 1
            owned = bool(_OWNER.fullmatch(owner.replace("财政拨款", "")))
            sure = alone and _same_scope(fitting, asked)
            told = owned and (owner or not _BARE.fullmatch(name))
            return Named(name, fitting, ("fail" if sure else "unknown") if told else None) if fitting else None
    return None


def _same_scope(figures: Sequence[NamedFigure], asked: Sequence[str]) -> bool:
    """Say whether the tables speak of no narrower money than the text."""
    return all(word in asked or word not in each.context for each in figures for word in _CONTEXT)


def _fit(figures: Sequence[NamedFigure], label: str) -> tuple[NamedFigure, ...]:
    """Give the figures that are a budget where the text says 预算, an account where it says 决算."""
    for word, other in (("预算", "决算"), ("决算", "预算")):
        if word in label.replace("一般公共预算", "") and other not in label:
            return tuple(each for each in figures if word in each.context.replace("一般公共预算", ""))
    return tuple(figures)


def _compare(document: Document, amount: Amount, named: Named) -> Iterator[Finding]:
    good = next(((how, each) for each in named.figures if (how := _agrees(amount, each))), None)
    if good:
        how, each = good
        yield _finding(document, amount, named, (each,), "pass", "" if how == "exact" else f", {how}")
    elif named.off and named.figures:
        nearest = min(named.figures, key=lambda each: (abs(each.value - amount.value), each.span))
        yield _finding(document, amount, named, (nearest,), named.off, "")
    elif named.off:
        yield _finding(document, amount, named, (), "unknown", "")


def _finding(
    document: Document, amount: Amount, named: Named, figures: Sequence[NamedFigure], verdict: str, how: str
) -> Finding:
    printed = document.quote(amount.span)
    table = " and ".join(f"{document.quote(each.span)} ({in_words(each.value)})" for each in figures)
    return Finding(
        "prose_table",
        f"{amount.span.start}",
        verdict,
        f"{named.name} is {printed} in the text and {table} in a table{how}"
        if table
        else f"{named.name} is {printed} in the text and no row of a table has that name",
        expected=f"{figures[0].value:.2f}" if figures else None,
        found=f"{amount.value:.2f}",
        spans=(amount.span, *(each.span for each in figures)),
    )
