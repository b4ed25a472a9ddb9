"""Lists of names in a sentence: those that stand side by side, joined by 、 or 和."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import regex

from extractors.document import Span
from extractors.grants.grant import Payee
from extractors.grants.words import COUNTED, JOINT, UNNAMED
from extractors.mention import Mention

_AFTER_REGION = regex.compile(
    r"\s*(?:$|[、,;和与及:(]|以及|\d|¥|人民币|各|分别|每|均|共|合计|总计|本级|获|补助|安排|下达|拨付|专?项?资金|奖励|项目|专项|财政(?!局|厅|所))"
)
_TITLE = regex.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
NAMED = frozenset({"organisation", "region"})


@dataclass(frozen=True, slots=True)
class Run:
    """Names joined to one list."""

    payees: tuple[Payee, ...]

    @property
    def start(self) -> int:
        """Give where the first name begins."""
        return self.payees[0].span.start

    @property
    def end(self) -> int:
        """Give where the last name ends."""
        return self.payees[-1].span.end


def find_candidates(folded: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Give the names that can be given money: the outermost ones, outside of titles, in text order."""
    titles = [Span(match.start(), match.end()) for match in _TITLE.finditer(folded)]
    found: list[Mention] = []
    for mention in sorted(
        (item for item in mentions if item.kind in NAMED),
        key=lambda item: (item.span.start, -item.span.end, item.kind),
    ):
        if found and mention.span.start < found[-1].span.end:
            continue
        if not _in(titles, mention.span) and _can_be_payee(folded, mention, found):
            found.append(mention)
    return tuple(found)


def _in(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_left(spans, span.start, key=lambda item: item.end)
    return at < len(spans) and spans[at].covers(span)


def _can_be_payee(folded: str, mention: Mention, found: Sequence[Mention]) -> bool:
    if mention.kind == "region":
        return _AFTER_REGION.match(folded, mention.span.end) is not None
    office = folded[max(0, mention.span.start - 1) : mention.span.start] == "("
    return not (office and found and found[-1].span.end == mention.span.start - 1)


def find_runs(
    folded: str, sentence: Span, candidates: Sequence[Mention], amounts: Sequence[Mention]
) -> tuple[Run, ...]:
    """Give the lists of names of a sentence in text order."""
    first = bisect_left(candidates, sentence.start, key=lambda item: item.span.start)
    runs: list[list[Payee]] = []
    for mention in islice(candidates, first, None):
        if mention.span.end > sentence.end:
            break
        joined = list(_join(folded, runs[-1][-1].span.end, mention, amounts)) if runs else []
        if joined:
            runs[-1] += joined
        else:
            runs.append([_payee(folded, mention.span, mention, "")])
    return tuple(Run(tuple(run)) for run in runs)


def _join(folded: str, end: int, mention: Mention, amounts: Sequence[Mention]) -> Iterator[Payee]:
    """Give a name, and one between that only its place tells, as members of the list that ends here."""
    if any(end <= amount.span.start < mention.span.start for amount in amounts):
        return
    joint = JOINT.fullmatch(folded, end, mention.span.start)
    if joint:
        yield _payee(folded, mention.span, mention, joint["joint"])
        return
    between = UNNAMED.fullmatch(folded, end, mention.span.start)
    if between and not regex.search(r"安排|下达|拨付|补助|奖励|给予|支持|承担|开展|实施|有关|相关", between["name"]):
        yield _payee(folded, Span(*between.span("name")), None, between["joint"])
        yield _payee(folded, mention.span, mention, between["next"])


def _payee(folded: str, span: Span, mention: Mention | None, joint: str) -> Payee:
    counted = COUNTED.match(folded, span.end)
    count = Decimal(counted["figure"]) if counted else None
    return Payee(span, mention, joint, count, counted["unit"] if counted else "")
