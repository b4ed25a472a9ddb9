"""Sentences that give money: the lists of names in them, the sums beside each list, and the project they are for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractors.document import Document, Span
from extractors.grants.addressee import find_addressed
from extractors.grants.grant import Grant, to_yuan
from extractors.grants.loose import find_loose_names, mend_names
from extractors.grants.passage import find_passages, split_sentences
from extractors.grants.project import find_head, find_project, find_project_behind
from extractors.grants.runs import NAMED, Run, find_candidates, find_runs
from extractors.grants.sentence import (
    FARTHEST,
    Sentence,
    clause_before,
    describes_a_class,
    find_sums_after,
    find_sums_before,
    find_total,
    is_each,
    next_run,
)
from extractors.grants.shares import Plan, Sums, declared_count, share_out, share_total
from extractors.grants.words import (
    GIVES,
    GRANT,
    INTRODUCES,
    NO_GRANT,
    OTHER_MONEY,
    PUBLIC,
    THRESHOLD,
    TO,
    UNDERTAKER,
)
from extractors.mention import Mention
from extractors.text import fold


def read_grants(document: Document, mentions: Sequence[Mention]) -> tuple[Grant, ...]:
    """Give what the prose of a document gives away, in text order."""
    folded = fold(document.text)
    amounts = tuple(item for item in mentions if item.kind == "amount" and not _is_other_money(folded, item.span))
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


def _is_other_money(folded: str, span: Span) -> bool:
    """Say whether a sum is a fine, a price, a loan or a threshold by the words next to it."""
    return bool(OTHER_MONEY.search(folded, max(0, span.start - 16), span.start) or THRESHOLD.match(folded, span.end))


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
        if describes_a_class(sentence, at):
            continue
        if _is_giver(sentence, at):
            giver = run.payees[-1].mention
            continue
        sums = find_sums_before(sentence, run, taken) or find_sums_after(sentence, at, giving=giving)
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
    each = next((item for item in sentence.amounts if is_each(item)), None)
    if each is None:
        return
    front = sentence.folded[sentence.span.start : each.span.start]
    later = [item for item in sentence.amounts if item.span.start > each.span.start]
    count, total = (
        declared_count(front),
        find_total(sentence, later) or (sentence.head.amount if sentence.head else None),
    )
    if count is None or total is None or not GRANT.search(front) or NO_GRANT.search(front):
        return
    span = Span(sentence.span.start, max(each.span.end, total.span.end if total.span.end <= sentence.span.end else 0))
    yield Grant(span, sentence.span, sentence.passage, (), (), each=each, count=count, total=total)


def _given(plan: Plan) -> Decimal | None:
    """Give what all payees get where each gets the same."""
    each = to_yuan(plan.each)
    return each * plan.count if each is not None and plan.count is not None else None


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
        share_total(sums, head.amount if head else None, _given(plan)),
        undertakes,
        plan.groupings,
    )


def _is_giver(sentence: Sentence, at: int) -> bool:
    """Say whether a name is who gives: 市财政局安排…, 市财政局向…拨付…."""
    run, folded = sentence.runs[at], sentence.folded
    before = clause_before(sentence, run.start)
    if regex.search(r"(?<!对)由$", before) and GIVES.match(folded, run.end, sentence.span.end):
        return True
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
    following = next_run(sentence, at)
    return bool(GIVES.match(rest)) or (bool(TO.match(rest)) and following < sentence.span.end)


def _undertakes(sentence: Sentence, run: Run) -> bool:
    """Say whether the list is who carries out a project: 选定A、B为项目承担单位, 由A承担."""
    match = UNDERTAKER.match(sentence.folded, run.end, sentence.span.end)
    if match is None or regex.search(r"不|未|原", match[0]):
        return False
    unit = regex.search(r"(?:单位|主体|机构|企业|方)$", match[0]) is not None
    return unit or regex.search(r"(?:由|委托)[^,。;:]{0,16}$", clause_before(sentence, run.start)) is not None
