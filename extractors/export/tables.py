"""The graph as CSV tables for a spreadsheet: UTF-8 with a byte order mark, one header line, rows by id or by place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from extractors.export.following import FLOWS, PROMISES, flow_rows, promise_rows
from extractors.export.money import AmountRow, money_to_cells
from extractors.export.sides import check_to_sides
from extractors.export.view import GraphView, Row
from extractors.graph import Edge, Evidence, Graph, Node, Source, facts_to_props, label

# What a researcher looks at first stands first; ids for joining stand last.
COLUMNS: dict[str, str] = {
    "documents": "status number title type date issuers recipients copied_to cites cited_by"
    " source_name pages unread_pages doubtful why id",
    "organisations": "name kind region surfaces issued received places doubtful why id",
    "citations": "from from_title to_number to_title to_status relation quote source_name page line doubtful why to",
    "allocations": "from to kind region level amount_cny printed unit project column fund year subject_code"
    " subject_name region_code document annex table row leaf basis same_money_as source_name page line doubtful why id",
    "indicators": "document relation region_name budget_year project level1 level2 name op value unit text"
    " target target_op target_value target_unit actual actual_op actual_value actual_unit"
    " points score completion reason remark fund sheet annex table row region source_name page doubtful why id",
    "flows": FLOWS,
    "promises": PROMISES,
    "amounts": "source_name page line text cny low high currency qualifier per context score doubtful why source start",
    "checks": "verdict rule source_name page printed expected found difference message about quote id",
}


VERDICTS = ("fail", "unknown", "pass")  # what needs a look comes first
SIDE_BY_SIDE = 4  # characters between 《…》 and （…号）


def graph_to_tables(graph: Graph, amounts: Iterable[AmountRow] = ()) -> dict[str, bytes]:
    """Give every table by name, also where it has no rows."""
    view = GraphView(graph)
    rows: dict[str, Iterable[Row]] = {
        "documents": _documents(view),
        "organisations": _organisations(view),
        "citations": _citations(view),
        "allocations": _allocations(view),
        "indicators": _indicators(view),
        "flows": flow_rows(view),
        "promises": promise_rows(view),
        "amounts": _amounts(graph, amounts),
        "checks": _checks(view),
    }
    return {name: _to_csv(columns.split(), rows[name]) for name, columns in COLUMNS.items()}


def _documents(view: GraphView) -> Iterator[Row]:
    for node in sorted(view.of_type("Document"), key=lambda node: node.status != "held"):
        props = view.props(node)
        sources = view.sources_of(node)
        yield {
            "status": node.status,
            "number": _joined(props.get("numbers") or props.get("number")),
            "title": props.get("title"),
            "type": props.get("type") or props.get("annex"),
            "date": props.get("date") or props.get("printed_date"),
            "issuers": view.ends(node, "issued_by"),
            "recipients": view.ends(node, "addressed_to"),
            "copied_to": view.ends(node, "copied_to"),
            "cites": len(view.edges_from(node, "cites")),
            "cited_by": len(view.edges_to(node, "cites")),
            "source_name": _joined([name for source in sources for name in source.names]) or _home(view, node),
            "pages": sum(len(source.pages) for source in sources) if sources else None,
            "unread_pages": sum(_unread(source) for source in sources) if sources else None,
            **_doubts(node),
            "id": node.id,
        }


def _home(view: GraphView, node: Node) -> str:
    """Give the file that a held document without a file of its own, an annex, stands in."""
    if node.status != "held":
        return ""
    return _joined(sorted({str(view.place(item)["source_name"]) for item in view.evidence_of(node)}))


def _unread(source: Source) -> int:
    return sum(bool(dict(page).get("unread")) for page in source.pages)


def _organisations(view: GraphView) -> Iterator[Row]:
    for node in (*view.of_type("Organisation"), *view.of_type("OrganisationGroup")):
        props = view.props(node)
        yield {
            "name": label(node),
            "kind": node.type,
            "region": view.ends(node, "located_in"),
            "surfaces": _joined(props.get("surfaces")),
            "issued": len(view.edges_to(node, "issued_by")),
            "received": len(view.edges_to(node, "addressed_to")) + len(view.edges_to(node, "copied_to")),
            "places": len(node.evidence),
            **_doubts(node),
            "id": node.id,
        }


def _citations(view: GraphView) -> Iterator[Row]:
    """Give one row for every place where a document names another."""
    for edge in view.of_edge_type("cites"):
        cited = view.nodes[edge.target]
        said = {
            "from": view.label(edge.source),
            "from_title": view.prop(edge.source, "title"),
            "to_number": view.prop(edge.target, "number"),
            "to_title": view.prop(edge.target, "title"),
            "to_status": cited.status,
            "relation": _joined([fact.value for fact in edge.facts if fact.name == "relation"]),
            **_doubts(edge),
            "to": edge.target,
        }
        yield from ({**said, **place} for place in _places(view, edge))


def _places(view: GraphView, edge: Edge) -> Iterator[Row]:
    """Give the places of a citation: title and number that stand side by side are one; words of relation are none."""
    words = {name for fact in edge.facts if fact.name == "relation" for name in fact.evidence}
    named = [item for item in view.evidence_of(edge) if item.id not in words] or view.evidence_of(edge)
    groups: list[list[Evidence]] = []
    for item in named:
        last = groups[-1][-1] if groups else None
        if last and last.source == item.source and item.start - last.end <= SIDE_BY_SIDE:
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        yield {**view.place(group[0]), "quote": " ".join(item.quote for item in group)}


def _allocations(view: GraphView) -> Iterator[Row]:
    """Give one row for every sum, those of one file in the order in which they are printed."""
    found = [(_printed_at(view, edge), edge) for edge in view.of_edge_type("allocates")]
    for item, edge in sorted(
        found, key=lambda pair: (*((pair[0].source, pair[0].start) if pair[0] else ("", 0)), pair[1].id)
    ):
        props = facts_to_props(edge.facts)
        said = {
            "from": view.label(edge.source),
            "to": view.label(edge.target),
            "kind": view.nodes[edge.target].type if edge.target in view.nodes else "",
            "basis": edge.basis,
            "id": edge.id,
        }
        yield {**props, **said, **(view.place(item) if item else {}), **_doubts(edge)}


def _printed_at(view: GraphView, edge: Edge) -> Evidence | None:
    """Give where the sum of an allocation is printed."""
    ids = {item for fact in edge.facts if fact.name == "printed" for item in fact.evidence}
    found = view.evidence_of(edge)
    return next((item for item in found if item.id in ids), found[0] if found else None)


def _indicators(view: GraphView) -> Iterator[Row]:
    """Give one row for every target set and every result reported; `op` to `text` are those of its relation."""
    for relation, key in (("sets_target", "target"), ("reports_actual", "actual")):
        for edge in sorted(view.of_edge_type(relation), key=lambda edge: _first_said(view, edge)):
            props = {**view.props(view.nodes[edge.target]), **facts_to_props(edge.facts)}
            figures = {name: props.get(name) or {} for name in ("target", "actual")}
            spread = {f"{name}_{part}": figures[name].get(part) for name in figures for part in ("op", "value", "unit")}
            said = {name: figures[name].get("text") for name in figures}
            ends = {"document": view.label(edge.source), "relation": relation, "id": edge.target}
            yield {**props, **figures[key], **spread, **said, **ends, **view.first_place(edge), **_doubts(edge)}


def _first_said(view: GraphView, edge: Edge) -> tuple[str, int, str]:
    """Give where a row stands, so that the rows of a table stay in its order."""
    found = view.evidence_of(edge)
    return (found[0].source, found[0].start, edge.id) if found else ("", 0, edge.id)


def _amounts(graph: Graph, amounts: Iterable[AmountRow]) -> Iterator[Row]:
    names = {source.id: source.names[0] for source in graph.sources}
    for row in sorted(amounts, key=lambda row: (names.get(f"src:{row.source}", ""), row.source, row.start)):
        yield {
            **money_to_cells(row.money),
            "source_name": names.get(f"src:{row.source}", row.source_name),
            "page": row.page,
            "line": row.line,
            "text": row.text,
            "context": row.context,
            "score": row.score,
            "doubtful": "yes" if row.doubt else "",
            "why": row.doubt,
            "source": f"src:{row.source}",
            "start": row.start,
        }


def _checks(view: GraphView) -> Iterator[Row]:
    for check in sorted(view.graph.checks, key=lambda check: (VERDICTS.index(check.verdict), check.rule)):
        sides = check_to_sides(check)
        yield {
            "verdict": check.verdict,
            "rule": check.rule,
            "message": check.message,
            "printed": sides.printed,
            "expected": check.expected,
            "found": check.found,
            "difference": sides.difference,
            "about": _joined([view.label(item) for item in check.about]),
            **view.first_place(check),
            "id": check.id,
        }


def _doubts(item: Node | Edge) -> Row:
    return {"doubtful": "yes" if item.doubts else "", "why": "; ".join(item.doubts)}


def _joined(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return "" if value is None else str(value)


# ----------------------------------------------------------------------------------------------- CSV


def rows_to_csv(name: str, rows: Iterable[Row]) -> bytes:
    """Give rows whose cells are already as a spreadsheet shows them as the table of a name."""
    return _write(COLUMNS[name].split(), rows, str)


def _to_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    return _write(columns, rows, _cell)


def _write(columns: Sequence[str], rows: Iterable[Row], to_text: Callable[[object], str]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([to_text(row.get(column)) for column in columns] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _cell(value: object) -> str:
    """Give a value as a spreadsheet shows it; text that it would run as a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _joined(value)
    return f"'{text}" if FORMULA.match(text) else text


FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,]+$)")
