"""One document's analysis against its gold: mentions, parts, nodes, edges with their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.document import PLURAL_PARTS, Document, Span
from extractors.graph import Edge, Evidence, Graph, canonical, facts_to_props
from extractors.linking.citation import Citation, find_citations
from extractors.mention import Mention, value_to_json
from extractors.pipeline import Analysis, Models
from flows.gold import GoldDocument
from flows.tally import NOTHING, Tally, tally
from flows.witness import find_quote, overlap

Pair = tuple[str, str]
SURE = 0.9
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Miss:
    """Something wrong: `what` is extra or missed; `silent` where nothing warns of it."""

    where: str
    kind: str
    what: str
    raw: str
    value: Any
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing the mentions of one kind."""

    verbatim: Tally = NOTHING
    normalised: Tally = NOTHING
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: Comparison) -> Comparison:
        """Add up."""
        return Comparison(
            self.verbatim + other.verbatim, self.normalised + other.normalised, self.misses + other.misses
        )


def bare(text: str) -> str:
    """Give a text without white space."""
    return "".join(text.split())


def plain(value: object) -> object:
    """Give a value in its gold form: an amount without CNY, which goes without saying."""
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if part is not None and (key, part) != ("currency", "CNY")}
    return value


def key(value: object) -> str:
    """Give a value as something that can be counted."""
    return canonical(plain(value)).decode()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: its surface without white space, its value as text, and whether something warns of it."""

    raw: str
    value: str
    loud: bool

    @property
    def pair(self) -> Pair:
        """Give what gold knows of it."""
        return self.raw, self.value


def compare_mentions(
    analysis: Analysis, kind: str, wanted: Iterable[tuple[str, Any]], where: str, *, ignore: Iterable[str] = ()
) -> Comparison:
    """Compare the mentions of a kind."""
    warned = warned_spans(analysis)
    found = [
        Found(surface(analysis.document, mention.span), key(value_to_json(mention.value)), _is_loud(mention, warned))
        for mention in analysis.mentions
        if mention.kind == kind
    ]
    return compare(kind, found, wanted, where, ignore=ignore)


def _is_loud(mention: Mention, warned: set[Span]) -> bool:
    return bool(mention.doubt) or mention.score < SURE or mention.span in warned


def compare_citations(analysis: Analysis, models: Models, wanted: Iterable[tuple[str, Any]], where: str) -> Comparison:
    """Compare the citations: what is cited, by which words, within what."""
    document = analysis.document
    cited = find_citations(document, analysis.mentions, models.relations)
    found = []
    for item in cited:
        names = [mention for mention in (item.title, *item.numbers) if mention]
        loud = any(_is_loud(mention, set()) for mention in names)
        if not item.alias:
            found.append(Found(surface(document, item.span), key(citation_to_value(item)), loud))
    return compare("citation", found, wanted, where)


def citation_to_value(citation: Citation) -> dict[str, object]:
    """Give a citation as gold writes it."""
    value: dict[str, object] = {"relation": citation.relation.name}
    if citation.title:
        value["title"] = citation.title.value
    if citation.numbers:
        value["numbers"] = [number.value for number in citation.numbers]
    if citation.within:
        value["within"] = citation.within.value
    return value


def compare(
    kind: str, found: Sequence[Found], wanted: Iterable[tuple[str, Any]], where: str, *, ignore: Iterable[str] = ()
) -> Comparison:
    """Compare what was found with what is wanted: verbatim by surface, normalised by value, errors by both."""
    pairs = Counter((bare(raw), key(value)) for raw, value in wanted)
    spare = Counter(item.pair for item in found) - pairs
    free = _free(spare, ignore)
    kept = Counter(item.pair for item in found) - free
    lost = sorted((pairs - kept).elements())
    misses = [Miss(where, kind, "missed", raw, value) for raw, value in lost]
    misses += _extras(kind, found, spare - free, where)
    return Comparison(_tally_side(pairs, kept, 0), _tally_side(pairs, kept, 1), tuple(misses))


def _free(spare: Counter[Pair], ignore: Iterable[str]) -> Counter[Pair]:
    """Give what does not count: its surface or its value is on the list."""
    listed = {bare(text) for text in ignore}
    values = {key(text) for text in ignore}
    return Counter({pair: count for pair, count in spare.items() if pair[0] in listed or pair[1] in values})


def _tally_side(wanted: Counter[Pair], found: Counter[Pair], side: int) -> Tally:
    return tally((pair[side] for pair in wanted.elements()), (pair[side] for pair in found.elements()))


def _extras(kind: str, found: Iterable[Found], spare: Counter[Pair], where: str) -> Iterator[Miss]:
    """Give what is too much or wrong; silent where it is sure of itself and no failing check warns of it."""
    left = Counter(spare)
    for item in found:
        if left[item.pair] > 0:
            left[item.pair] -= 1
            yield Miss(where, kind, "extra", *item.pair, silent=not item.loud)


def surface(document: Document, span: Span) -> str:
    """Give what is printed, without white space."""
    return bare(document.text[span.start : span.end])


def warned_spans(analysis: Analysis) -> set[Span]:
    """Give the spans that a failing check speaks of."""
    named = {name for check in analysis.graph.checks if check.verdict == "fail" for name in check.evidence}
    return {Span(item.start, item.end) for item in analysis.graph.evidence if item.id in named}


def _items(value: object) -> list[str]:
    """Give the values of a part as a list: null is none."""
    return [str(item) for item in value] if isinstance(value, list) else [] if value is None else [str(value)]


def compare_parts(document: Document, wanted: Mapping[str, Any], where: str) -> dict[str, Comparison]:
    """Compare the parts that gold speaks of; null and the empty list say that there is none."""
    compared = {}
    for name, value in wanted.items():
        right = [bare(item) for item in _items(value)]
        parts = document.parts_of(name) if name in PLURAL_PARTS else document.parts_of(name)[:1]
        found = [bare(part.value) for part in parts]
        spare, lost = Counter(found) - Counter(right), Counter(right) - Counter(found)
        misses = [Miss(where, name, "missed", item, item) for item in sorted(lost.elements())]
        loud = {bare(part.value): bool(part.doubt) or part.score < SURE for part in parts}
        misses += [Miss(where, name, "extra", item, item, silent=not loud[item]) for item in sorted(spare.elements())]
        counts = tally(right, found)
        compared[name] = Comparison(counts, counts, tuple(misses))
    return compared


@dataclass(frozen=True, slots=True)
class EdgeScore:
    """Edges of one type: `edges` by ends, `proven` of the right ones by quote and, where there are pages, by box."""

    edges: Tally = NOTHING
    proven: int = 0
    unproven: int = 0
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: EdgeScore) -> EdgeScore:
        """Add up."""
        return EdgeScore(
            self.edges + other.edges,
            self.proven + other.proven,
            self.unproven + other.unproven,
            self.misses + other.misses,
        )


def compare_edges(document: Document, graph: Graph, gold: GoldDocument) -> dict[str, EdgeScore]:
    """Compare the edges of the types that gold speaks of; `self` is the document itself."""
    own, where = held_id(document, graph), f"{gold.where} ({gold.file.suffix[1:]})"
    scores = {}
    for kind in sorted({str(edge["type"]) for edge in gold.edges}):
        wanted = {_ends(edge, own): edge for edge in gold.edges if edge["type"] == kind}
        starts = {own, *(start for start, _ in wanted)}
        found = {
            (edge.source, edge.target): edge for edge in graph.edges if edge.type == kind and edge.source in starts
        }
        both = sorted(set(wanted) & set(found))
        unproven = [ends for ends in both if not _proven(graph, found[ends], wanted[ends], gold)]
        misses = [Miss(where, kind, "missed", *ends) for ends in sorted(set(wanted) - set(found))]
        misses += [_extra_edge(where, found[ends]) for ends in sorted(set(found) - set(wanted))]
        misses += [Miss(where, kind, "unproven", *ends) for ends in unproven]
        scores[kind] = EdgeScore(tally(wanted, found), len(both) - len(unproven), len(unproven), tuple(misses))
    return scores


def _extra_edge(where: str, edge: Edge) -> Miss:
    return Miss(where, edge.type, "extra", edge.source, edge.target, silent=not edge.doubts and edge.score >= SURE)


def held_id(document: Document, graph: Graph) -> str:
    """Give the id of the node that is this document."""
    for node in graph.nodes:
        sources = facts_to_props(node.facts).get("sources") or ()
        if node.status == "held" and any(str(item).removeprefix("src:") == document.source for item in sources):
            return node.id
    return f"doc:{document.source}"


def _ends(edge: Mapping[str, Any], own: str) -> tuple[str, str]:
    start, end = (own if edge[side] == "self" else str(edge[side]) for side in ("from", "to"))
    return start, end


def _proven(graph: Graph, edge: Edge, wanted: Mapping[str, Any], gold: GoldDocument) -> bool:
    """Say whether an edge's evidence holds the gold quote, at a place where an independent search finds it."""
    quote = bare(str(wanted["quote"]))
    evidence = [item for item in graph.evidence if item.id in edge.evidence and _same(bare(item.quote), quote)]
    if not evidence or gold.file.suffix.lower() != ".pdf":
        return bool(evidence)
    places = find_quote(gold.file, quote, wanted.get("page"))
    return any(_stands(item, places) for item in evidence)


def _same(one: str, other: str) -> bool:
    """Say whether two quotes are one, a few words to either side left out."""
    short, long = sorted((one, other), key=len)
    return short in long and 2 * len(short) >= len(long)


def _stands(item: Evidence, places: Mapping[int, list[Any]]) -> bool:
    boxes = {item.page: item.boxes} | dict(item.more)
    return any(overlap(boxes[page], place) >= ENOUGH for page in boxes for place in places.get(page, ()))


def compare_nodes(graph: Graph, gold: GoldDocument) -> tuple[Tally, tuple[Miss, ...]]:
    """Compare the nodes that gold names: right where type and every named fact are."""
    right, misses = 0, []
    for wanted in gold.nodes:
        node = graph.node(str(wanted["id"]))
        props = facts_to_props(node.facts) if node else {}
        if node and node.type == wanted.get("type", node.type) and wanted.get("props", {}).items() <= props.items():
            right += 1
        else:
            misses.append(Miss(gold.where, "node", "missed", str(wanted["id"]), wanted.get("props")))
    return Tally(right, 0, len(gold.nodes) - right), tuple(misses)
