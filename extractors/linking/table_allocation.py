"""Allocation tables as edges: one a leaf row and money column, issuer to payee, with the cells it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.document import Cell, Span
from extractors.evidence import span_to_evidence
from extractors.grants.lines import Line, read_lines
from extractors.grants.same import SameMoney, find_same_money
from extractors.grants.unit_proof import UnitProof, find_unit_proofs
from extractors.graph import Edge, Evidence, Fact, Graph, Node, merge
from extractors.linking.identity import Identity
from extractors.linking.ids import edge_id
from extractors.linking.payee import Party, build_project
from extractors.linking.payee_cell import Beside, cell_to_party, name_to_area
from extractors.linking.prose_allocation import Giving
from extractors.mention import Mention
from extractors.tables import Sheet
from extractors.tables.figure import to_yuan
from extractors.text import fold
from extractors.values.money import format_yuan

BY = "table-allocation-1"
_SUBJECT = regex.compile(r"\s*(?P<code>\d{3,7})\s*[-—:]?\s*(?P<name>\D.*)?", regex.S)
_TAKEN = regex.compile(r"(?:调|核|扣|压|收|缴|追)[减回]")
_GIVEN = regex.compile(r"[调追]增|增减|增加|增\(|\(\+|\+/-|“-”")
_NUMBERING = regex.compile(r"^\s*(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）、.．])\s*")


@dataclass(frozen=True, slots=True)
class Frame:
    """What all lines of a table share: its annex, its place in ids, and the same money elsewhere."""

    place: str
    annex: str | None
    shown: str | None = None
    proved: UnitProof | None = None


def build_table_allocations(
    mentions: Sequence[Mention], sheets: Sequence[Sheet], giving: Giving
) -> tuple[Graph, tuple[Identity, ...]]:
    """Give the edges of every allocation table, and who the payees are."""
    lines = [line for sheet in sheets for line in read_lines(giving.document, sheet)]
    if not lines:
        return Graph(), ()
    same = find_same_money(giving.document, sheets)
    proofs = find_unit_proofs(giving.document, sheets, mentions, same)
    frames = _frames(lines, same, proofs, giving.own)
    beside = Beside(giving.document, giving.scene, tuple(mentions))
    graphs, parties = [], []
    for line in lines:
        party = cell_to_party(line, beside)
        if party is not None:
            parties.append(party.identity)
            parties += party.inside
            graphs.append(_line_to_graph(line, party, frames[line.table.id], giving))
    return merge([*graphs, *_same_edges(same, lines, giving)]), tuple(parties)


def _frames(
    lines: Sequence[Line], same: Sequence[SameMoney], proofs: Sequence[UnitProof], own: str
) -> dict[str, Frame]:
    tables = {line.table.id: line.table for line in lines}
    shared = Counter(table.annex for table in tables.values())
    earlier = {item.other: item.one for item in reversed(same)}
    proved = {item.table: item for item in proofs}
    frames = {}
    for name, table in tables.items():
        alone = table.annex is not None and shared[table.annex] == 1
        place = str(table.annex) if alone else f"{table.annex}/{name}" if table.annex else name
        first = tables.get(earlier.get(name, ""))
        shown = None if first is None else (f"{own}/附件{first.annex}" if first.annex else first.id)
        frames[name] = Frame(place, table.annex, shown, proved.get(name))
    return frames


def _line_to_graph(line: Line, party: Party, frame: Frame, giving: Giving) -> Graph:
    document = giving.document
    amount = _cell_evidence(line.figure.cell, giving)
    unit = [span_to_evidence(document, line.column.unit_span, BY)] if line.column.unit_span else []
    cells = [_cell_evidence(cell, giving) for cell in (line.project, line.area_cell, line.region) if cell]
    evidence = (*amount, *party.evidence, *unit, *(item for items in cells for item in items))
    project = build_project(document, _project_span(line, giving), BY) if line.project else Graph()
    overlap = "the rows add up to more than the total: some may be parts of others" if line.overlap else None
    doubts = sorted({doubt for doubt in (party.doubt, _money_doubt(line, frame), overlap) if doubt})
    source = giving.giver if giving.giver != party.identity.id else giving.own
    edge = Edge(
        f"{edge_id('allocates', source, party.identity.id)}:{giving.own}:{frame.place}"
        f":{line.row.number}:{line.column.number}",
        "allocates",
        source,
        party.identity.id,
        tuple(_facts(line, party, frame, giving, (amount, tuple(unit)))),
        tuple(sorted({item.id for item in evidence})),
        "reconciled" if frame.proved and line.yuan is None else "observed",
        0.5 if doubts else 0.95,
        tuple(doubts),
    )
    subject = _subject_node(line, giving)
    nodes = (party.node, *party.more)
    return merge([Graph(nodes=nodes, edges=(edge,), evidence=evidence), project, subject])


def _cell_evidence(cell: Cell | None, giving: Giving) -> tuple[Evidence, ...]:
    return (span_to_evidence(giving.document, cell.span, BY),) if cell is not None and len(cell.span) else ()


def _money_doubt(line: Line, frame: Frame) -> str | None:
    if line.figure.state == "masked":
        return "the figure is hidden"
    if line.figure.value is None:
        return f"{line.figure.text}: not a figure"
    if line.figure.value > 0 and _TAKEN.search(line.column.heading) and not _GIVEN.search(line.column.heading):
        return f"{line.column.heading}: money taken back, printed without a sign"
    if line.yuan is None and not frame.proved:
        return "the unit is not stated"
    return None


def _yuan(line: Line, frame: Frame) -> Decimal | None:
    if line.yuan is None and frame.proved and line.figure.value is not None:
        return to_yuan(line.figure.value, frame.proved.unit)
    return line.yuan


def _facts(
    line: Line, party: Party, frame: Frame, giving: Giving, proofs: tuple[tuple[Evidence, ...], tuple[Evidence, ...]]
) -> Iterator[Fact]:
    document = giving.document
    amount, unit = (tuple(item.id for item in items) for items in proofs)
    yuan = _yuan(line, frame)
    yield Fact("document", giving.name)
    yield Fact("amount_cny", None if yuan is None else format_yuan(yuan), (*amount, *unit))
    yield Fact("printed", line.figure.text, amount)
    yield Fact("unit", line.column.unit or (frame.proved.unit if frame.proved else None), unit)
    if frame.proved and line.yuan is None:
        yield Fact("unit_by", f"check:unit_reconciled:{document.source}:{line.table.id}")
    yield Fact("row", line.row.number)
    yield Fact("leaf", True)
    yield Fact("table", line.table.id)
    optional: Mapping[str, str | None] = {
        "annex": frame.annex,
        "project": _project_name(line, giving),
        "fund": giving.fund.name if giving.fund else None,
        "year": giving.fund.year if giving.fund else None,
        "region_code": _text(line.region_code, giving),
        "region": party.region or name_to_area(line.area, giving.scene),
        "level": party.level,
        "scope": party.scope,
        "column": line.column.heading if line.several and not line.heading else None,
        "same_money_as": frame.shown,
        **_subject(line, giving),
    }
    yield from (Fact(name, value) for name, value in optional.items() if value)


def _text(cell: Cell | None, giving: Giving) -> str | None:
    return "".join(giving.document.quote(cell.span).split()) if cell is not None and len(cell.span) else None


def _project_span(line: Line, giving: Giving) -> Span:
    span = line.project.span if line.project else Span(0, 0)
    numbering = _NUMBERING.match(giving.document.text[span.start : span.end]) if line.heading else None
    return Span(span.start + (numbering.end() if numbering else 0), span.end)


def _project_name(line: Line, giving: Giving) -> str | None:
    return "".join(giving.document.quote(_project_span(line, giving)).split()) if line.project else None


def _subject(line: Line, giving: Giving) -> dict[str, str | None]:
    text, name = _text(line.subject, giving), _text(line.subject_name, giving)
    match = _SUBJECT.fullmatch(fold(text)) if text else None
    if match:
        return {"subject_code": match["code"], "subject_name": name or (match["name"] or "").strip() or None}
    code = line.row.code if line.row.code.isdigit() else None
    return {"subject_code": code, "subject_name": name or text}


def _subject_node(line: Line, giving: Giving) -> Graph:
    found = _subject(line, giving)
    if not found["subject_code"]:
        return Graph()
    items = _cell_evidence(line.subject, giving)
    ids = tuple(item.id for item in items)
    facts = [Fact("code", found["subject_code"], ids)]
    if found["subject_name"]:
        facts.append(Fact("name", found["subject_name"], ids))
    node = Node(f"subject:{found['subject_code']}", "Subject", tuple(facts), ids)
    return Graph(nodes=(node,), evidence=items)


def _same_edges(same: Sequence[SameMoney], lines: Sequence[Line], giving: Giving) -> Iterator[Graph]:
    """Give an edge between the annexes that show the same money, so that it is counted once."""
    tables = {line.table.id: line.table for line in lines}
    for item in same:
        one, other = tables[item.one], tables[item.other]
        if not one.annex or not other.annex or one.annex == other.annex:
            continue
        later, first = (f"{giving.own}/附件{table.annex}" for table in (other, one))
        said = [span_to_evidence(giving.document, table.title, BY) for table in (other, one) if table.title]
        edge = Edge(
            edge_id("same_money_as", later, first),
            "same_money_as",
            later,
            first,
            (Fact("regions", len(item.areas)),),
            tuple(sorted(each.id for each in said)),
            "reconciled" if item.proved else "derived",
            0.95,
        )
        held = tuple(Node(node, "Document", (), (), "held") for node in (first, later))
        yield Graph(nodes=held, edges=(edge,), evidence=tuple(said))
