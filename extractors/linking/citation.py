"""Citations: the other documents that a document names, by number, by title or both, and how it means them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.document import Document, Span
from extractors.linking.pairing import Ground, Pair, document_to_ground, outer_titles, pair_titles
from extractors.linking.relations import Relation, Relations, RelationWords, find_relation_words, nearest_relation
from extractors.linking.rows import pair_in_rows
from extractors.mention import Mention
from extractors.text import fold

BY = "citation-1"
_CHAIN = regex.compile(r"[\s)\]】]*(?:等)?\s*(?:[、,，;/]|和|及|与|以及|并)?\s*")
_CLOSERS = regex.compile(r"[^\S\n]*+(?:[)）\]］】][^\S\n]*+)*+")
_ALIAS = regex.compile(r"(?:简称|下称|简称为|统称)\s*[:：]?\s*[\"“]?\s*$")
_TRIVIAL = regex.compile(r"(?:附件|附表|附录|表|图)\s*[\d一二三四五六七八九十.\-－—]*")
_BEFORE_TITLE = regex.compile(
    r"\s*[(（]?(?:联合|关于|有关|共同|印发|发布|制定|制订|下发|出台|颁布|公布|公告|发来|来文|报来|令|了|的|以|文件){0,4}"
    r"[:：,，]?\s*"
)
_BETWEEN_ISSUERS = regex.compile(r"[\s、,，]*(?:和|及|与|会同|联合)?\s*")
_SPEAKS = regex.compile(r"\s*(?:办公室|办公厅)?(?:关于|印发|转发|批转|公布|发布|令)")
_SENT_TO = regex.compile(r"(?:报送|上报|呈报|提请|函告|抄送|致|报|给|向|送)\s*$")
_NAMED_IN_TITLE = regex.compile(r"\s*(?:[、,，和及与]\s*)?")

_UNSAID = Relation()


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document named at one place.

    `numbers` has more than one only for a joint document or a series under one title. `within` is the cited title
    that this one is nested in (《…印发〈…〉的通知》); `alias` says that the title only gives a name to the document
    named before it (以下简称《办法》).
    """

    title: Mention | None
    numbers: tuple[Mention, ...]
    issuers: tuple[Mention, ...] = ()
    relation: Relation = _UNSAID
    within: Mention | None = None
    doubt: str | None = None
    alias: bool = False

    @property
    def span(self) -> Span:
        """From the first character of title or number to the last."""
        return Pair(self.title, self.numbers).span


def find_citations(document: Document, mentions: Iterable[Mention], relations: Relations) -> tuple[Citation, ...]:
    """Give all citations in text order, those of the document itself included."""
    found = tuple(mentions)
    titles = [mention for mention in found if mention.kind == "title" and _is_title(mention)]
    outer, around = outer_titles(titles)
    numbers = [mention for mention in found if mention.kind == "doc_number"]
    issuers = sorted((m for m in found if m.kind == "organisation"), key=lambda m: (m.span.end, -m.span.start))
    ground = document_to_ground(document)
    words = find_relation_words(document, relations, tuple(title.span for title in outer))
    aliases = [title for title in outer if _gives_name(ground, title)]
    given = {title.span for title in aliases}
    pairs = pair_in_rows(document, pair_titles(ground, [title for title in outer if title.span not in given], numbers))
    cited = [_pair_to_citation(ground, pair, issuers) for pair in pairs]
    inner = [title for title in titles if title.span in around]
    nested = [_nested(document, title, around[title.span], relations) for title in inner]
    named = [Citation(title, (), alias=True) for title in aliases]
    return tuple(sorted([*_relate(ground, cited, words), *nested, *named], key=lambda item: item.span))


def _is_title(mention: Mention) -> bool:
    value = fold(mention.value) if isinstance(mention.value, str) else ""
    return len(value) > 1 and not _TRIVIAL.fullmatch(value)


def _gives_name(ground: Ground, title: Mention) -> bool:
    return bool(_ALIAS.search(ground.text[max(title.span.start - 12, 0) : title.span.start]))


def _pair_to_citation(ground: Ground, pair: Pair, issuers: Sequence[Mention]) -> Citation:
    named = _issuers_in(ground.text, pair, issuers) or _issuers_before(ground, pair.span.start, issuers)
    return Citation(pair.title, pair.numbers, named, doubt=pair.doubt)


def _issuers_before(ground: Ground, start: int, issuers: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the organisations right before a citation: 中共中央办公厅、国务院办公厅印发《…》."""
    found: list[Mention] = []
    gap = _BEFORE_TITLE
    at = start
    for issuer in reversed(issuers[: bisect_left(issuers, start + 1, key=lambda mention: mention.span.end)]):
        if issuer.span.end > at:
            continue
        if not gap.fullmatch(ground.between(issuer.span.end, at)):
            break
        found.append(issuer)
        at, gap = issuer.span.start, _BETWEEN_ISSUERS
    if found and _SENT_TO.search(ground.text[max(at - 4, 0) : at]):
        return ()
    return tuple(reversed(found))


def _issuers_in(text: str, pair: Pair, issuers: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the organisations that a title begins with (《甲局 乙局关于…》), or a number (国务院令第706号)."""
    if pair.title is None:
        return _run_of_issuers(pair.numbers[0].span, issuers, text)[0]
    inner = _inside(text, pair.title.span)
    found, end = _run_of_issuers(inner, issuers, text)
    says = regex.match(
        r"\s*(?:关于|印发|转发|批转|公布|发布|令|办公室关于|办公厅关于)", text, pos=end, endpos=inner.end
    )
    if says:
        return found
    return _run_of_issuers(pair.numbers[0].span, issuers, text)[0] if pair.numbers else ()


def _run_of_issuers(span: Span, issuers: Sequence[Mention], text: str) -> tuple[tuple[Mention, ...], int]:
    """Give the organisations that stand at the start of a span one behind the other, and where they end."""
    first = bisect_left(issuers, span.start + 1, key=lambda mention: mention.span.end)
    found: list[Mention] = []
    at = span.start
    for issuer in issuers[first : first + 12]:
        if issuer.span.end > span.end:
            break
        if found and issuer.span.start == found[-1].span.start:
            found[-1], at = issuer, issuer.span.end
        elif issuer.span.start >= at and _NAMED_IN_TITLE.fullmatch(text, at, issuer.span.start):
            found.append(issuer)
            at = issuer.span.end
    return tuple(found), at


def _inside(text: str, span: Span) -> Span:
    """Give the span of a title without its marks."""
    start, end = span.start, span.end
    if start < end and text[start] in '《〈“"「':
        start += 1
    if start < end and text[end - 1] in '》〉”"」':
        end -= 1
    return Span(start, end)


def _relate(ground: Ground, cited: list[Citation], words: RelationWords) -> list[Citation]:
    """Give each citation its relation; a chain (《甲》、《乙》和《丙》) has one."""
    found: list[Citation] = []
    for first, last in _chains(ground, cited):
        chain = cited[first : last + 1]
        closed = _CLOSERS.match(ground.text, chain[-1].span.end)
        span = Span(_start(chain[0]), closed.end() if closed else chain[-1].span.end)
        ceiling = _start(cited[last + 1]) if last + 1 < len(cited) else len(ground.text)
        relation = nearest_relation(words, span, max(ceiling, span.end))
        if relation == _UNSAID:  # nothing said of it here: what its issuer did with it (国务院印发《…》)
            relation = nearest_relation(words, Span(chain[0].span.start, span.end), max(ceiling, span.end))
        found += [replace(item, relation=relation) for item in chain]
    return found


def _start(citation: Citation) -> int:
    return min([citation.span.start, *(issuer.span.start for issuer in citation.issuers)])


def _chains(ground: Ground, cited: list[Citation]) -> list[tuple[int, int]]:
    """Give the first and last index of each chain of citations."""
    chains: list[tuple[int, int]] = []
    for at, citation in enumerate(cited):
        if at > 0 and _CHAIN.fullmatch(ground.between(cited[at - 1].span.end, _start(citation))):
            chains[-1] = (chains[-1][0], at)
        else:
            chains.append((at, at))
    return chains


def _nested(document: Document, title: Mention, holder: Mention, relations: Relations) -> Citation:
    return Citation(title, (), relation=find_inner_relation(document, title, holder, relations), within=holder)


def find_inner_relation(document: Document, title: Mention, holder: Mention, relations: Relations) -> Relation:
    """Give what an outer title says of a title inside it (关于印发〈…〉的通知)."""
    front = document.text[holder.span.start : title.span.start]
    said = relations.before.items()
    found = [(front.rindex(surface), surface, name) for surface, name in said if len(surface) > 1 and surface in front]
    if not found:
        return _UNSAID
    at, surface, name = max(found)
    start = holder.span.start + at
    return Relation(name, Span(start, start + len(surface)))
