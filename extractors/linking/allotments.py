"""What documents give to regions, read from the allocates edges of a graph; the same money in two tables once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.graph import Edge, Graph, facts_to_props

PROSE = "prose"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One allocation. `view` is the annex or table that shows it; `regions` lead from the payee's own outwards."""

    edge: Edge
    view: str
    payee: str
    regions: tuple[str, ...]
    amount: Decimal | None
    project: str | None
    repeated: str | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """A table (or the prose) of a document; `same_as` is the one that shows the same money and is counted."""

    id: str
    lines: tuple[Line, ...]
    same_as: str | None = None

    @property
    def total(self) -> Decimal:
        """Give the sum of the lines whose amount is known."""
        return sum((line.amount for line in self.lines if line.amount is not None), ZERO)


@dataclass(frozen=True, slots=True)
class Allotment:
    """All that one document gives. `issuer` is the region it speaks for, as far as the graph knows."""

    document: str
    issuer: str | None
    views: tuple[View, ...]

    @property
    def counted(self) -> tuple[View, ...]:
        """Give the views whose money adds up: tables before prose, each money once."""
        tables = [view for view in self.views if view.same_as is None and view.id != PROSE]
        return tuple(tables) or tuple(view for view in self.views if view.same_as is None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give the lines that are counted."""
        return tuple(line for view in self.counted for line in view.lines)

    @property
    def total(self) -> Decimal:
        """Give the sum of what is counted."""
        return sum((view.total for view in self.counted), ZERO)


class Regions:
    """Holds where bodies and regions lie, and what regions are called."""

    def __init__(self, graph: Graph) -> None:
        self._above: dict[str, str] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        for edge in graph.edges:
            if edge.type == "located_in":
                self._above[edge.source] = min(edge.target, self._above.get(edge.source, edge.target))
        self._named: dict[str, set[str]] = {}
        for node in graph.nodes:
            if node.type == "Region":
                for fact in node.facts:
                    if fact.name in ("name", "surfaces"):
                        self._named.setdefault(str(fact.value), set()).add(node.id)

    def of(self, node_id: str, name: str | None = None) -> tuple[str, ...]:
        """Give the regions a node is or lies in, from the inside outwards; by the region's name where it has none."""
        found = self._chain(node_id)
        named = self._named.get(name or "", set()) if not found else set()
        return found or (self._chain(min(named)) if len(named) == 1 else ())

    def _chain(self, node_id: str) -> tuple[str, ...]:
        if node_id not in self._chains:
            self._chains[node_id] = tuple(self._climb(node_id))
        return self._chains[node_id]

    def _climb(self, node_id: str) -> Iterator[str]:
        seen: set[str] = set()
        at: str | None = node_id
        while at is not None and at not in seen:
            seen.add(at)
            if at.startswith("region:"):
                yield at
            at = self._above.get(at)


def document_of_sources(graph: Graph) -> dict[str, str]:
    """Give the held document of each file."""
    return {
        str(fact.value): node.id
        for node in graph.nodes
        if node.type == "Document" and node.status == "held"
        for fact in node.facts
        if fact.name == "sources"
    }


def read_allotments(graph: Graph, regions: Regions) -> dict[str, Allotment]:
    """Give what each document gives, by the document's id."""
    holders = document_of_sources(graph)
    sources = {item.id: f"src:{item.source.removeprefix('src:')}" for item in graph.evidence}
    edges: dict[str, list[Edge]] = {}
    issuers: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.type == "allocates":
            document = next((holders[sources[key]] for key in edge.evidence if sources.get(key) in holders), None)
            if document is not None:
                edges.setdefault(document, []).append(edge)
        elif edge.type == "issued_by":
            issuers.setdefault(edge.source, set()).update(regions.of(edge.target)[:1])
    return {key: _to_allotment(key, edges[key], issuers.get(key, set()), regions) for key in sorted(edges)}


def _to_allotment(document: str, edges: Sequence[Edge], issuers: set[str], regions: Regions) -> Allotment:
    lines = [line for edge in edges if (line := _to_line(document, edge, regions)) is not None]
    lines.sort(key=lambda line: (line.view, line.row, line.edge.id))
    views: dict[str, list[Line]] = {}
    for line in lines:
        views.setdefault(line.view, []).append(line)
    roots = _roots(views)
    found = tuple(View(key, tuple(views[key]), roots[key] if roots[key] != key else None) for key in sorted(views))
    return Allotment(document, min(issuers) if len(issuers) == 1 else None, found)


def _to_line(document: str, edge: Edge, regions: Regions) -> Line | None:
    props = facts_to_props(edge.facts)
    if props.get("leaf") is False:
        return None
    view = f"{document}/附件{props['annex']}" if props.get("annex") else str(props.get("table") or PROSE)
    name = props.get("region")
    return Line(
        edge,
        view,
        edge.target,
        regions.of(edge.target, str(name) if name else None),
        read_yuan(props.get("amount_cny")),
        props.get("project"),
        props.get("same_money_as"),
        row if isinstance(row := props.get("row"), int) else 0,
    )


def read_yuan(text: object) -> Decimal | None:
    """Give an amount of the graph as a number."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _roots(views: Mapping[str, Sequence[Line]]) -> dict[str, str]:
    """Give for each view the one that is counted in its place; the prose is never one of a table."""
    above: dict[str, str] = {}
    for key, lines in views.items():
        shown = {line.repeated for line in lines if line.repeated is not None and line.repeated in views} - {key}
        if shown and key != PROSE:
            above[key] = min(shown)
    found = {}
    for key in views:
        at, seen = key, {key}
        while (higher := above.get(at)) is not None and higher not in seen:
            at = higher
            seen.add(at)
        found[key] = at
    return found


def region_sums(lines: Iterable[Line], within: str | None) -> dict[str, Decimal]:
    """Give what each region is given, with all that lies in it; the issuer's own region and what is beyond left out."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        for region in inner_regions(line.regions, within):
            sums[region] = sums.get(region, ZERO) + (line.amount or ZERO)
    return sums


def inner_regions(regions: Sequence[str], within: str | None) -> tuple[str, ...]:
    """Give the regions that lie within one, from the inside outwards; all of them where it is not on the way."""
    return tuple(regions[: regions.index(within)]) if within in regions else tuple(regions)
