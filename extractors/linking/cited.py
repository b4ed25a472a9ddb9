"""Citations as nodes and edges: documents cited, who issued them, and how the held document means them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.document import Document, Span
from extractors.evidence import mention_to_evidence, span_to_evidence
from extractors.graph import Edge, Evidence, Fact, Graph, Node
from extractors.linking.citation import BY, Citation
from extractors.linking.ids import edge_id, normal_title, number_to_id, split_number, title_to_id
from extractors.linking.parties import Meant
from extractors.linking.settle import settle_edges
from extractors.mention import Mention

_GENERIC = regex.compile(
    r"(?:本|该|上述|原)?(?:实施|管理|暂行|试行|若干|补充|工作|指导|有关|相关|总体|具体){0,3}"
    r"(?:办法|通知|意见|规定|细则|方案|条例|决定|公告|通告|公报|通报|函|批复|请示|报告|规划|计划|纲要|目录|指南|标准"
    r"|合同|协议|协议书|制度|规则|规程|规范|章程|要点|清单|指标|名单|说明|附件|文件|措施|政策)"
)
_FORM = regex.compile(  # a kind of paper (《商标注册证》), not one document
    r".{0,20}(?:受理通知书|告知书|决定书|证书|许可证|执照|资格证|注册证|登记证|合同|协议|协议书|申请书|申请表|审批表|登记表"
    r"|备案表|责任书|承诺书|委托书|报告书|报表|回执|收据|发票|台账|光荣册)"
)
_FORWARDS = regex.compile(r"转发|批转")
_ISSUES = regex.compile(r"(?:印发|发布|公布|颁布|印發|發布)(?P<what>[^〈〉]{6,80})的(?:通知|决定|公告|函)$")
HANDED_ON = ("forwards", "issues")
PUT_AWAY = ("abolishes", "replaces")


@dataclass(frozen=True, slots=True)
class Own:
    """What must be known of the held document so that it never cites itself."""

    id: str
    numbers: tuple[str, ...]
    title: str | None
    title_span: Span | None

    def hands_on(self, citation: Citation) -> bool:
        """Say whether what is named is handed on: it stands in the own title, or is forwarded as the title says."""
        if self.title_span is not None and self.title_span.covers(citation.span):
            return True
        if citation.relation.name == "issues":
            return self._issues(citation)
        return citation.relation.name == "forwards" and bool(self.title and _FORWARDS.search(self.title))

    def _issues(self, citation: Citation) -> bool:
        """Say whether the own title issues what is named here, without 《》 and perhaps without its place."""
        match = _ISSUES.search(self.title or "")
        named = normal_title(str(citation.title.value)) if citation.title else ""
        if match is None or not named:
            return False
        return named.endswith(match["what"]) or match["what"].endswith(named)


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation with the nodes it means; `source` is the node that cites."""

    citation: Citation
    source: str
    targets: tuple[str, ...]


def refer(citations: Sequence[Citation], own: Own) -> tuple[Reference, ...]:
    """Give each citation the ids it means, names given by 以下简称 looked up; what means the document itself is out."""
    aliases: dict[str, tuple[str, ...]] = {}
    numbered = _numbered_titles(citations, own)
    by_title: dict[Span, tuple[str, ...]] = {}
    before: tuple[str, ...] = ()
    found: list[Reference] = []
    for citation in citations:
        targets = before if citation.alias else _targets(citation, own, aliases, numbered)
        if citation.title is not None:
            by_title[citation.title.span] = targets
            if citation.alias:
                aliases[normal_title(str(citation.title.value))] = targets
        sources = by_title.get(citation.within.span, ()) if citation.within else (own.id,)
        others = tuple(target for target in targets if target != own.id)
        found += [Reference(citation, source, others) for source in sources if others and source not in others]
        before = targets if not citation.within else before
    return tuple(found)


def _numbered_titles(citations: Sequence[Citation], own: Own) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Give what each title means that stands somewhere in the document with its number, and whether it is put away.

    A title that stands with numbers of two documents (an old and a new version) means neither by itself.
    """
    found: dict[str, set[tuple[tuple[str, ...], bool]]] = {}
    for citation in citations:
        numbers = _number_targets(citation, own)
        if numbers and citation.title is not None:
            title = normal_title(str(citation.title.value))
            found.setdefault(title, set()).add((numbers, citation.relation.name in PUT_AWAY))
    return {title: next(iter(said)) for title, said in found.items() if len(said) == 1}


def _number_targets(citation: Citation, own: Own) -> tuple[str, ...]:
    numbers = [str(number.value) for number in citation.numbers if number.value]
    return tuple(dict.fromkeys(own.id if number in own.numbers else number_to_id(number) for number in numbers))


def _targets(
    citation: Citation,
    own: Own,
    aliases: Mapping[str, tuple[str, ...]],
    numbered: Mapping[str, tuple[tuple[str, ...], bool]],
) -> tuple[str, ...]:
    numbers = _number_targets(citation, own)
    if numbers or citation.title is None:
        return numbers
    title = normal_title(str(citation.title.value))
    if title in aliases:
        return aliases[title]
    if own.title and title == own.title:
        return (own.id,)
    if title in numbered and not _GENERIC.fullmatch(title):
        known, away = numbered[title]
        # a title that is issued or amended here is not the older document of that title, which is put away
        if not away or citation.relation.name in PUT_AWAY:
            return known
    return () if _GENERIC.fullmatch(title) or _FORM.fullmatch(title) else (title_to_id(title),)


def build_cited(document: Document, references: Sequence[Reference], own: Own, parties: Mapping[Span, Meant]) -> Graph:
    """Give the documents cited with their facts, and the edges cites, forwards and issued_by."""
    graphs = [_reference_to_graph(document, reference, own, parties) for reference in references]
    return Graph(
        nodes=tuple(node for graph in graphs for node in graph.nodes),
        edges=settle_edges(edge for graph in graphs for edge in graph.edges),
        evidence=tuple(item for graph in graphs for item in graph.evidence),
    )


@dataclass(slots=True)
class _Said:
    """The evidence of one citation, made once and used by its nodes and edges."""

    title: Evidence | None
    numbers: tuple[Evidence, ...]
    words: Evidence | None
    issuers: tuple[Evidence, ...] = field(default=())

    @property
    def all(self) -> tuple[Evidence, ...]:
        return tuple(item for item in (self.title, *self.numbers, self.words, *self.issuers) if item)


def _reference_to_graph(document: Document, reference: Reference, own: Own, parties: Mapping[Span, Meant]) -> Graph:
    citation = reference.citation
    words = citation.relation.words
    said = _Said(
        mention_to_evidence(document, citation.title) if citation.title else None,
        tuple(mention_to_evidence(document, number) for number in citation.numbers),
        span_to_evidence(document, words, BY) if words else None,
        tuple(mention_to_evidence(document, issuer) for issuer in citation.issuers),
    )
    nodes = tuple(_cited_node(citation, target, said) for target in reference.targets)
    edges = [edge for target in reference.targets for edge in _citing_edges(reference, target, said, own)]
    for target in reference.targets:
        edges += _issuing_edges(citation, target, said, parties)
    return Graph(nodes=nodes, edges=tuple(edges), evidence=said.all)


def _cited_node(citation: Citation, target: str, said: _Said) -> Node:
    """Give the facts that the citation says of a document it means; a name given by 以下简称 is no title."""
    facts: list[Fact] = []
    numbers = list(zip(citation.numbers, said.numbers, strict=True))
    for number, item in numbers:
        if number.value and number_to_id(str(number.value)) == target:
            facts += [Fact("number", number.value, (item.id,)), Fact("surfaces", item.quote, (item.id,))]
    facts += [Fact("numbers", number.value, (item.id,)) for number, item in numbers if _is_joint(citation.numbers)]
    if citation.title and said.title and (facts or title_to_id(str(citation.title.value)) == target):
        facts.append(Fact("title", citation.title.value, (said.title.id,)))
    evidence = tuple(sorted({item for fact in facts for item in fact.evidence} | _place(said)))
    return Node(target, "Document", tuple(facts), evidence, "cited")


def _place(said: _Said) -> set[str]:
    return {item.id for item in (said.title, *said.numbers) if item}


def _is_joint(numbers: Sequence[Mention]) -> bool:
    """Say whether several numbers under one title are those of a joint document: each issuer with its own prefix."""
    parts = [split_number(str(number.value)) for number in numbers if number.value]
    prefixes = {part.prefix for part in parts if part}
    return len(parts) > 1 and len(prefixes) == len(parts)


def _citing_edges(reference: Reference, target: str, said: _Said, own: Own) -> list[Edge]:
    citation = reference.citation
    name = citation.relation.name
    place = tuple(sorted(_place(said)))
    words = (said.words.id,) if said.words else place
    facts = [Fact("relations", name, words)]
    if citation.title and said.title:
        facts.append(Fact("title", citation.title.value, (said.title.id,)))
    facts += [
        Fact("surfaces", item.quote, (item.id,))
        for number, item in zip(citation.numbers, said.numbers, strict=True)
        if not number.value or number_to_id(str(number.value)) == target
    ]
    mentions = [item for item in (citation.title, *citation.numbers) if item]
    doubts = {item.doubt for item in mentions if item.doubt} | ({citation.doubt} if citation.doubt else set())
    if not all(number.value for number in citation.numbers):
        doubts.add("a number stands with the title and cannot be read")
    handed = own.hands_on(citation)
    kinds = _edge_types(name, nested=citation.within is not None, handed=handed)
    evidence = tuple(sorted({*place, *words}))
    score = min(item.score for item in mentions)
    return [
        Edge(
            edge_id(kind, reference.source, target),
            kind,
            reference.source,
            target,
            tuple(facts),
            evidence,
            score=score,
            doubts=tuple(sorted(doubts)),
        )
        for kind in kinds
    ]


def _edge_types(relation: str, *, nested: bool, handed: bool) -> tuple[str, ...]:
    if relation in HANDED_ON and nested:
        return ("forwards",)
    return ("cites", "forwards") if relation in HANDED_ON and handed else ("cites",)


def _issuing_edges(citation: Citation, target: str, said: _Said, parties: Mapping[Span, Meant]) -> list[Edge]:
    named = zip(citation.issuers, said.issuers, strict=True)
    known = [(parties[issuer.span], item) for issuer, item in named if issuer.span in parties]
    return [_issuing_edge(target, meant, item) for meant, item in known]


def _issuing_edge(target: str, meant: Meant, item: Evidence) -> Edge:
    kind, party = "issued_by", meant.party.id
    doubts = (meant.doubt,) if meant.doubt else ()
    return Edge(edge_id(kind, target, party), kind, target, party, (), (item.id,), score=meant.score, doubts=doubts)
