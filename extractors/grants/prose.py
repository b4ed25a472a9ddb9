"""Sentences that give money: the lists of names in them, the sums beside each list, and the project they are for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.document import Document, Span
from extractors.grants.addressee import find_addressed
from extractors.grants.grant import Grant, to_yuan
from extractors.grants.loose import find_loose_names, mend_names
from extractors.grants.passage import find_passages, split_sentences
from extractors.grants.project import Head, find_head, find_project, find_project_behind
from extractors.grants.runs import NAMED, Run, find_candidates, find_runs
from extractors.grants.shares import Sums, declared_count, share_out, share_total
from extractors.grants.words import (
    BRACKET,
    FROM_AMOUNT,
    GIVES,
    GRANT,
    IN_ALL,
    INTRODUCES,
    NO_GRANT,
    NO_GRANT_BEFORE,
    NOUN_GAP,
    PUBLIC,
    RECEIVES,
    SHARED_OUT,
    TO,
    UNDERTAKER,
)
from extractors.mention import Mention
from extractors.text import fold
from extractors.values.money import Money

LIST = regex.compile(r"\s*[、,和与及]\s*|\s*以及\s*")
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


def read_grants(document: Document, mentions: Sequence[Mention]) -> tuple[Grant, ...]:
    """Give what the prose of a document gives away, in text order."""
    folded = fold(document.text)
    amounts = tuple(item for item in mentions if item.kind == "amount")
    if not amounts:
        return ()
    names = tuple(mend_names(folded, (item for item in mentions if item.kind in NAMED)))
    names += tuple(find_addressed(document, folded, names))
    candidates = find_candidates(folded, (*names, *find_loose_names(folded, names, amounts)))
    return tuple(
        grant for passage in find_passages(document) for grant in _read_passage(folded, passage, candidates, amounts)
    )


def _read_passage(
    folded: str, passage: Span, candidates: Sequence[Mention], amounts: Sequence[Mention]
) -> Iterator[Grant]:
    inside = _within(amounts, passage)
    if not inside:
        return
    head, giving = None, False
    for span in split_sentences(folded, passage):
        own = _within(inside, span)
        runs = find_runs(folded, span, candidates, own)
        sentence = Sentence(folded, span, passage, runs, own, head, giving)
        found = list(_read_sentence(sentence)) or list(_read_counted(sentence))
        yield from found
        giving = bool(found) or (giving and not own)
        if span.start == passage.start:
            head = find_head(folded, span, own, runs)


def _within(mentions: Sequence[Mention], span: Span) -> tuple[Mention, ...]:
    first = bisect_left(mentions, span.start, key=lambda item: item.span.start)
    last = bisect_left(mentions, span.end, first, key=lambda item: item.span.start)
    return tuple(mentions[first:last])


def _read_sentence(sentence: Sentence) -> Iterator[Grant]:
    """Give the grants of a sentence, one a list of names."""
    taken: set[int] = set()
    giver: Mention | None = None
    giving, part = sentence.giving, False
    whole: int | None = None
    for at, run in enumerate(sentence.runs):
        if _is_giver(sentence, at):
            giver = run.payees[-1].mention
            continue
        sums = _sums_before(sentence, run, taken) or _sums_after(sentence, at, giving=giving)
        undertakes = _undertakes(sentence, run)
        if sums is None and undertakes:
            sums = Sums(())
        if sums is None:
            continue
        giving = True
        grant = _grant(replace(sentence, amounts=_untaken(sentence, taken)), run, sums, giver, undertakes=undertakes)
        part = part or (whole is not None and "其中" in sentence.folded[whole : run.start])
        whole = grant.span.end if grant.shares else whole
        yield replace(grant, part=part)
        taken |= {item.span.start for item in sums.listed}


def _read_counted(sentence: Sentence) -> Iterator[Grant]:
    """Give what a sentence says of payees that it only counts: 对5家企业每家补助8万元，合计40万元."""
    each = next((item for item in sentence.amounts if _is_each(item)), None)
    if each is None:
        return
    front = sentence.folded[sentence.span.start : each.span.start]
    later = [item for item in sentence.amounts if item.span.start > each.span.start]
    count, total = declared_count(front), _total(sentence, later) or (sentence.head.amount if sentence.head else None)
    if count is None or total is None or not GRANT.search(front) or NO_GRANT.search(front):
        return
    span = Span(sentence.span.start, max(each.span.end, total.span.end if total.span.end <= sentence.span.end else 0))
    yield Grant(span, sentence.span, sentence.passage, (), (), each=each, count=count, total=total)


def _untaken(sentence: Sentence, taken: set[int]) -> tuple[Mention, ...]:
    return tuple(item for item in sentence.amounts if item.span.start not in taken)


def _grant(sentence: Sentence, run: Run, sums: Sums, giver: Mention | None, *, undertakes: bool) -> Grant:
    head = find_head(sentence.folded, sentence.span, sentence.amounts, sentence.runs, before=run.start) or sentence.head
    if head is not None and any(item.span == head.amount.span for item in sums.listed):
        head = None
    front = head.amount.span.end if head else 0
    alone = sum(other.start >= front for other in sentence.runs) == 1
    plan = share_out(run.payees, sums, head.amount if head else None, undertakes=undertakes and alone)
    project = head.name if head and head.name else find_project(sentence.folded, sentence.passage, sentence.span, run)
    project = project or (find_project_behind(sentence.folded, sentence.span, run) if undertakes else None)
    ends = [run.end, *(item.span.end for item in sums.listed), *([sums.total.span.end] if sums.total else [])]
    starts = [run.start, *(item.span.start for item in sums.listed)]
    return Grant(
        Span(min(starts), max(ends)),
        sentence.span,
        sentence.passage,
        run.payees,
        plan.shares,
        giver,
        project,
        plan.each,
        plan.count,
        share_total(sums, head.amount if head else None),
        undertakes,
        plan.groupings,
    )


def _before(sentence: Sentence, start: int) -> str:
    """Give the clause in front of a place."""
    text = sentence.folded[sentence.span.start : start]
    return _CLAUSE.split(text)[-1]


def _after(sentence: Sentence, at: int) -> int:
    """Give where the next list of names begins."""
    following = sentence.runs[at + 1 :]
    return following[0].start if following else sentence.span.end


def _is_giver(sentence: Sentence, at: int) -> bool:
    """Say whether a name is who gives: 市财政局安排…, 市财政局向…拨付…."""
    run, folded = sentence.runs[at], sentence.folded
    before = _before(sentence, run.start)
    if before.endswith(("其中", "如下")) or INTRODUCES.search(before):
        return False
    last = run.payees[-1]
    public = last.mention is not None and PUBLIC.search(folded[last.span.start : last.span.end]) is not None
    if not public:
        return False
    rest = folded[run.end : min(run.end + FARTHEST, sentence.span.end)]
    parted = regex.match(r"\s*分别", rest)
    if parted:
        rest = rest[parted.end() :]
    following = _after(sentence, at)
    return bool(GIVES.match(rest)) or (bool(TO.match(rest)) and following < sentence.span.end)


def _sums_before(sentence: Sentence, run: Run, taken: set[int]) -> Sums | None:
    """Give the sum in front of a list: 安排50万元支持A."""
    earlier = [item for item in sentence.amounts if item.span.end <= run.start and item.span.start not in taken]
    if not earlier:
        return None
    amount = earlier[-1]
    gap = sentence.folded[amount.span.end : run.start]
    front = sentence.folded[sentence.span.start : amount.span.start]
    rate = _is_each(amount) and regex.search(r"[,的]?\s*(?:标准|比例)?[^。;]{0,12}对[^,。;]{0,40}$", gap) is not None
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
    return Sums((amount,), each=_is_each(amount), total=_total(sentence, later), gap=gap + front[-12:])


def _own_sum(sentence: Sentence, run: Run) -> bool:
    """Say whether a sum follows a list at once, so that the one in front of it is another's."""
    later = [item for item in sentence.amounts if item.span.start >= run.end]
    return bool(later) and regex.fullmatch(r"\s*[:(]?\s*", sentence.folded[run.end : later[0].span.start]) is not None


def _sums_after(sentence: Sentence, at: int, *, giving: bool) -> Sums | None:
    """Give the sums behind a list, up to the next one."""
    run, folded = sentence.runs[at], sentence.folded
    later = [item for item in sentence.amounts if run.end <= item.span.start < _after(sentence, at)]
    if not later:
        return None
    gap = folded[run.end : later[0].span.start]
    plain = BRACKET.sub("", gap, count=1) if BRACKET.match(gap) else gap
    if len(plain) > FARTHEST or not _gives(sentence, run, plain, giving=giving):
        return None
    listed = _listed(folded, later)
    each = bool(SHARED_OUT.search(plain)) or _is_each(listed[0]) or "分别" in _before(sentence, run.start)
    if _is_in_all(listed[0], plain) and len(run.payees) > 1 and not each:
        return Sums(listed[:1], total=listed[0], gap=plain)
    return Sums(listed, each=each, total=_total(sentence, later[len(listed) :]), gap=plain)


def _is_in_all(amount: Mention, gap: str) -> bool:
    value = amount.value
    return (isinstance(value, Money) and value.qualifier == "total") or IN_ALL.search(gap) is not None


def _is_each(amount: Mention) -> bool:
    return isinstance(amount.value, Money) and amount.value.qualifier == "each"


def _listed(folded: str, amounts: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the sums that stand in one list: 20万元、15万元和10万元."""
    found = [amounts[0]]
    for amount in amounts[1:]:
        if not LIST.fullmatch(folded, found[-1].span.end, amount.span.start):
            break
        found.append(amount)
    return tuple(found)


def _total(sentence: Sentence, amounts: Sequence[Mention]) -> Mention | None:
    for amount in amounts:
        left = sentence.folded[max(sentence.span.start, amount.span.start - 14) : amount.span.start]
        if to_yuan(amount) is not None and _is_in_all(amount, left):
            return amount
    return None


def _gives(sentence: Sentence, run: Run, gap: str, *, giving: bool) -> bool:
    """Say whether the words between a list and its sum, or those in front of it, give the sum to the list."""
    before = _before(sentence, run.start)
    if NO_GRANT.search(gap) or NO_GRANT_BEFORE.search(before):
        return False
    context = sentence.folded[sentence.span.start : sentence.span.end]
    introduced = INTRODUCES.search(before) is not None
    if introduced or RECEIVES.match(gap) or UNDERTAKER.match(gap):
        return giving or bool(GRANT.search(before + gap) or GRANT.search(context))
    if SHARED_OUT.search(gap):
        return bool(GRANT.search(context)) and not _is_public_list(sentence, run)
    if not NOUN_GAP.fullmatch(gap):
        return bool(GIVES.match(gap)) and not _is_public_list(sentence, run) and bool(regex.search(r"补|奖|资助", gap))
    front = sentence.folded[sentence.passage.start : run.start]
    return giving or (GRANT.search(front) is not None and not NO_GRANT.search(front[-40:]))


def _is_public_list(sentence: Sentence, run: Run) -> bool:
    return all(PUBLIC.search(sentence.folded[item.span.start : item.span.end]) for item in run.payees)


def _undertakes(sentence: Sentence, run: Run) -> bool:
    """Say whether the list is who carries out a project: 选定A、B为项目承担单位, 由A承担."""
    match = UNDERTAKER.match(sentence.folded, run.end, sentence.span.end)
    if match is None or regex.search(r"不|未|原", match[0]):
        return False
    unit = regex.search(r"(?:单位|主体|机构|企业|方)$", match[0]) is not None
    return unit or regex.search(r"(?:由|委托)[^,。;:]{0,16}$", _before(sentence, run.start)) is not None
