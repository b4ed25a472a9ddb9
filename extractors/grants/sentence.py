"""A sentence, and the sums that stand in front of or behind a list of names in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.document import Span
from extractors.grants.grant import to_yuan
from extractors.grants.project import Head
from extractors.grants.runs import Run
from extractors.grants.shares import Sums
from extractors.grants.words import (
    BEHIND,
    BRACKET,
    CERTIFIES,
    DEED,
    FROM_AMOUNT,
    GIVES,
    GRANT,
    IN_ALL,
    INTRODUCES,
    NO_GRANT,
    NO_GRANT_BEFORE,
    NOUN_GAP,
    OF_A_CLASS,
    OF_OTHERS,
    PUBLIC,
    RATES,
    RECEIVES,
    RELATIVE,
    SHARED_OUT,
    STANDARD,
    TIMES,
    UNDERTAKER,
)
from extractors.mention import Mention
from extractors.values.money import Money

LIST = regex.compile(r"\s*[、,和与及]\s*|\s*以及\s*")
_OF_RATE = regex.compile(r"[,的]?\s*(?:标准|比例)?[^。;]{0,12}(?:对|向|下达|拨付|给予|安排)[^,。;]{0,40}$")
FARTHEST = 60  # characters between the last name and its sum
_CLAUSE = regex.compile(r"[,:;。]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what stands in it; `giving` says that the one before gave money."""

    folded: str
    span: Span
    passage: Span
    runs: tuple[Run, ...]
    amounts: tuple[Mention, ...]
    head: Head | None = None
    giving: bool = False


def clause_before(sentence: Sentence, start: int) -> str:
    """Give the clause in front of a place."""
    text = sentence.folded[sentence.span.start : start]
    return _CLAUSE.split(text)[-1]


def next_run(sentence: Sentence, at: int) -> int:
    """Give where the next list of names begins."""
    following = sentence.runs[at + 1 :]
    return following[0].start if following else sentence.span.end


def find_sums_before(sentence: Sentence, run: Run, taken: set[int]) -> Sums | None:
    """Give the sum in front of a list: 安排50万元支持A."""
    earlier = [item for item in sentence.amounts if item.span.end <= run.start and item.span.start not in taken]
    if not earlier:
        return None
    amount = earlier[-1]
    gap = sentence.folded[amount.span.end : run.start]
    front = sentence.folded[sentence.span.start : amount.span.start]
    if is_rate(amount) and not _is_counted(run):
        return None
    rate = is_each(amount) and _OF_RATE.search(gap) is not None
    if not rate and not FROM_AMOUNT.search(gap):
        return None
    if gap.endswith(("由", "对")) and not rate:
        return None
    clause = _CLAUSE.split(front)[-1]
    if NO_GRANT.search(clause) or NO_GRANT.search(gap):
        return None
    if _own_sum(sentence, run):
        return None
    later = [item for item in sentence.amounts if item.span.start >= run.end]
    return Sums((amount,), each=is_each(amount), total=find_total(sentence, later), gap=gap + front[-12:])


def _own_sum(sentence: Sentence, run: Run) -> bool:
    """Say whether a sum follows a list at once, so that the one in front of it is another's."""
    later = [item for item in sentence.amounts if item.span.start >= run.end]
    return bool(later) and regex.fullmatch(r"\s*[:(]?\s*", sentence.folded[run.end : later[0].span.start]) is not None


def find_sums_after(sentence: Sentence, at: int, *, giving: bool) -> Sums | None:
    """Give the sums behind a list, up to the next one."""
    run, folded = sentence.runs[at], sentence.folded
    later = [item for item in sentence.amounts if run.end <= item.span.start < next_run(sentence, at)]
    if not later:
        return None
    gap = folded[run.end : later[0].span.start]
    plain = BRACKET.sub("", gap, count=1) if BRACKET.match(gap) else gap
    if len(plain) > FARTHEST or not _gives(sentence, run, plain, giving=giving):
        return None
    if is_rate(later[0]) and not _is_counted(run):
        return None
    listed = _listed(folded, later)
    each = bool(SHARED_OUT.search(plain)) or is_each(listed[0]) or "分别" in clause_before(sentence, run.start)
    if _is_in_all(listed[0], plain) and len(run.payees) > 1 and not each:
        return Sums(listed[:1], total=listed[0], gap=plain)
    return Sums(listed, each=each, total=find_total(sentence, later[len(listed) :]), gap=plain)


def _is_in_all(amount: Mention, gap: str) -> bool:
    value = amount.value
    return (isinstance(value, Money) and value.qualifier == "total") or IN_ALL.search(gap) is not None


def is_each(amount: Mention) -> bool:
    """Say whether an amount is for each of several."""
    return isinstance(amount.value, Money) and amount.value.qualifier == "each"


def is_rate(amount: Mention) -> bool:
    """Say whether an amount is for a measure, or for a person and a time: 150元/亩, 每生每年720元."""
    per = amount.value.per if isinstance(amount.value, Money) else None
    parts = set(per.split("·")) if per else set()
    return bool(parts & RATES) or (bool(parts & TIMES) and bool(parts & set("人名户")))


def _is_counted(run: Run) -> bool:
    """Say whether each name has a count in brackets behind it: A(200亩)."""
    return all(payee.count is not None for payee in run.payees)


def describes_a_class(sentence: Sentence, at: int) -> bool:
    """Say whether a name only helps to describe payees without a name: 对在A备案的, 经A认定的企业."""
    run, folded = sentence.runs[at], sentence.folded
    end = next_run(sentence, at)
    if CERTIFIES.match(folded, run.end, end) or OF_OTHERS.match(folded, run.end, end):
        return True
    marker = RELATIVE.search(clause_before(sentence, run.start))
    if marker is None or OF_A_CLASS.match(folded, run.end, end) is None:
        return False
    beside = marker[0].startswith(("在", "与", "同", "落户", "入驻", "进驻", "引进"))
    return beside or DEED.match(folded, run.end) is None


def _listed(folded: str, amounts: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the sums that stand in one list: 20万元、15万元和10万元."""
    found = [amounts[0]]
    for amount in amounts[1:]:
        if not LIST.fullmatch(folded, found[-1].span.end, amount.span.start):
            break
        found.append(amount)
    return tuple(found)


def find_total(sentence: Sentence, amounts: Sequence[Mention]) -> Mention | None:
    """Give the first amount that is said to be all: 合计, 共."""
    for amount in amounts:
        left = sentence.folded[max(sentence.span.start, amount.span.start - 14) : amount.span.start]
        if to_yuan(amount) is not None and _is_in_all(amount, left):
            return amount
    return None


def _gives(sentence: Sentence, run: Run, gap: str, *, giving: bool) -> bool:
    """Say whether the words between a list and its sum, or those in front of it, give the sum to the list."""
    before = clause_before(sentence, run.start)
    if NO_GRANT.search(gap) or NO_GRANT_BEFORE.search(before):
        return False
    if STANDARD.search(sentence.folded[max(sentence.span.start, run.start - 20) : run.start]):
        return False
    context = sentence.folded[sentence.span.start : sentence.span.end]
    introduced = INTRODUCES.search(before) is not None
    if introduced or RECEIVES.match(gap) or UNDERTAKER.match(gap):
        return giving or bool(GRANT.search(before + gap) or GRANT.search(context))
    if SHARED_OUT.search(gap):
        return bool(GRANT.search(context)) and (_is_counted(run) or not _is_public_list(sentence, run))
    if not NOUN_GAP.fullmatch(gap):
        return bool(GIVES.match(gap)) and not _is_public_list(sentence, run) and bool(regex.search(r"补|奖|资助", gap))
    front = sentence.folded[sentence.passage.start : run.start]
    if giving or BEHIND.search(context):
        return True
    return GRANT.search(front) is not None and not NO_GRANT.search(front[-40:])


def _is_public_list(sentence: Sentence, run: Run) -> bool:
    return all(PUBLIC.search(sentence.folded[item.span.start : item.span.end]) for item in run.payees)
