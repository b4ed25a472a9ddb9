"""Bare names (华为, 清水湾物业) that only their label or their column says to be names: 承担单位：华为.

Nothing in such a name itself says that it is one, so what might be a note (见附件), a person or a kind of thing is left
out, and what is found is never sure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex

from extractors.document import Document
from extractors.ner.compact import Compact
from extractors.ner.found import Name
from extractors.ner.tokens import Tokens, Words
from extractors.text import fold, squeeze

SCORE = 0.7
DOUBT = "only its label says that this is a name"
LEAST, MOST = 2, 16
RUN = regex.compile(r"[\p{Han}A-Za-z0-9·&]*+")
END = regex.compile(r"[，。；,;\n)]|\((?:盖章|公章|签章)\)|$")
NOTE = regex.compile(
    r"见|详见|另[行附见]|无$|待|同[上左前右]|本[单公机级部]|各|该|我|你|贵[单公司机院校]|某|上[述列级]|下[述列属级]|暂|如[下有无需]|其[他它中]|此|不[详限适]|未[定填知]"
    r"|[已拟按由\d]|以[上下及]|.*(?:附件|附表|名单|公告|正文|确定|填写|备注|说明|合计|小计|以上|以下|先生|女士|待定"
    r"|部门|单位|企业|机构|人员|项目|资金|经费|工程|建设|农户|群众|居民|学生|教师|学校|医院|科室|[科股室处组员人户款费等]|万元|签字|盖章|公章|日期|年|月|日)$"
)
UNITLESS = regex.compile(r"\p{Han}{2,3}")  # as likely a person


def find_labelled(document: Document, form: Compact, tokens: Tokens, words: Words, names: Iterable[Name]) -> list[Name]:
    """Give the bare names in text order; where a name was found already there is none."""
    taken = sorted((name.start, name.end) for name in names)
    found = [*_behind_labels(form, words), *_in_columns(document, form, words)]
    return [
        Name(start, end, "labelled", SCORE, place_end=start, doubt=DOUBT)
        for start, end in sorted(set(found))
        if not _overlaps(taken, start, end) and _may_be_name(form.text, tokens, words, start, end)
    ]


def _behind_labels(form: Compact, words: Words) -> Iterator[tuple[int, int]]:
    for label in _pattern(words.unit_labels).finditer(form.text):
        run = RUN.match(form.text, label.end())
        whole = run.end() if run else label.end()
        end = next((gap for gap in range(label.end() + 1, whole) if gap in form.gaps), whole)
        clear = end < whole or END.match(form.text, end)
        if clear and LEAST <= end - label.end() <= MOST:
            yield label.end(), end


@cache
def _pattern(labels: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{labels})(?:\([^()\n]{{1,8}}\))?:")


def _in_columns(document: Document, form: Compact, words: Words) -> Iterator[tuple[int, int]]:
    label = regex.compile(words.unit_labels)
    for table in document.tables:
        heads = {
            cell.column
            for cell in table.cells
            if cell.header and label.fullmatch(fold(squeeze(document.quote(cell.span))))
        }
        for cell in table.cells:
            said = fold(squeeze(document.quote(cell.span)))
            if cell.column in heads and not cell.header and RUN.fullmatch(said) and LEAST <= len(said) <= MOST:
                start = form.at(cell.span.start + _blank(document.quote(cell.span)))
                yield start, start + len(said)


def _blank(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (end, end)) - 1
    return at >= 0 and taken[at][1] > start


def _may_be_name(text: str, tokens: Tokens, words: Words, start: int, end: int) -> bool:
    said = text[start:end]
    if NOTE.match(said) or UNITLESS.fullmatch(said) or not regex.search(r"\p{L}", said) or said in words.generics:
        return False
    region = tokens.region_at(start)
    if region is not None and region[1] == end:
        return False
    return not any(stop[1] <= end and not tokens.shielded(*stop[:2]) for stop in tokens.stops_between(start, end))
