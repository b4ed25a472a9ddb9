"""A graph as entities of FollowTheMoney, with the provenance of each beside.

What FollowTheMoney has no word for (indicators, subjects, checks) stays out; every other format has it.
Source: https://followthemoney.tech/explorer/ (schemata Document, PublicBody, Company, Organization, Project, Payment,
Documentation, ProjectParticipant, UnknownLink).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha1
from typing import Any

import orjson
import regex

from extractors.export.formats.plain import batches
from extractors.export.formats.records import Files, Record, Records, record_to_place

_COMPANY = regex.compile(r"(?:公司|企业|集团|厂|商行|银行|合作社)(?:\([^()]*+\))?$")
_DATE = regex.compile(r"\d{4}(?:-\d{2}){0,2}")
DOCUMENTED = frozenset({"issued_by", "addressed_to", "copied_to"})
CARRIED = ("undertakes", "applies_for")
SUPERVISED = ("supervised_by",)
BETWEEN = frozenset({"cites", "forwards", "attaches", "same_as", "passes_on", "part_of", "located_in"})


@dataclass(frozen=True, slots=True)
class Known:
    """What one entity must know of others: types of nodes, files and documents of sources, dates of documents."""

    types: dict[str, str]
    files: dict[str, list[str]]
    holders: dict[str, str]
    dates: dict[str, str]


def records_to_ftm(records: Records) -> Files:
    """Give entities.ftm.json (an entity a line) and provenance.jsonl (the evidence of an entity a line)."""
    known = _look(records)
    yield "entities.ftm.json", _to_lines(_entities(records, known))
    yield "provenance.jsonl", _to_lines(_provenance(records, known))


def to_entity_id(key: str) -> str:
    """Give the entity id of an id of the graph; FollowTheMoney allows ASCII letters, digits, `.` and `-`."""
    return f"gongwen-{sha1(key.encode(), usedforsecurity=False).hexdigest()}"


def _to_lines(items: Iterable[Record]) -> Iterator[bytes]:
    for batch in batches(items):
        yield b"".join(orjson.dumps(item, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE) for item in batch)


def _look(records: Records) -> Known:
    known = Known({}, {item["id"]: list(item["names"]) for item in records.read("sources")}, {}, {})
    paid = {item["to"] for item in records.read("edges") if item["type"] == "allocates"}
    for item in records.read("nodes"):
        if item["type"] != "Region" or item["id"] in paid:
            known.types[item["id"]] = item["type"]
        if item["type"] == "Document":
            props = item["props"]
            known.holders.update(dict.fromkeys(props.get("sources") or (), item["id"]))
            date = str(props.get("date") or props.get("printed_date") or "")
            if _DATE.fullmatch(date):
                known.dates[item["id"]] = date
    return known


def _entities(records: Records, known: Known) -> Iterator[Record]:
    for make in (node_to_entity, edge_to_entity):
        for item in records.read("nodes" if make is node_to_entity else "edges"):
            entity = make(item, known)
            if entity is not None:
                yield entity


def _provenance(records: Records, known: Known) -> Iterator[Record]:
    for make in (node_to_entity, edge_to_entity):
        for item in records.read("nodes" if make is node_to_entity else "edges"):
            entity = make(item, known)
            if entity is not None:
                places = [record_to_place(place) for place in records.find(item["evidence"])]
                told = {"entity": entity["id"], "id": item["id"], "type": item["type"], "evidence": places}
                yield told | {"facts": item["facts"], "doubts": item.get("doubts", [])}


def _entity(schema: str, key: str, **said: Any) -> Record:
    """Give an entity: every property a list of texts, absent ones left out."""
    properties = {
        name: [str(each) for each in (value if isinstance(value, list) else [value]) if each not in (None, "")]
        for name, value in said.items()
    }
    kept = {name: sorted(set(values)) for name, values in properties.items() if values}
    return {"id": to_entity_id(key), "schema": schema, "properties": kept}


def node_to_entity(item: Record, known: Known) -> Record | None:
    """Give a document, a body, a paid region or a project as an entity."""
    if item["id"] not in known.types:
        return None
    if item["type"] == "Document":
        return _document(item, known)
    if item["type"] == "Organisation":
        return _organisation(item)
    if item["type"] == "OrganisationGroup":
        return _body(item, "Organization", classification="group of organisations")
    if item["type"] == "Region":
        return _body(item, "PublicBody", classification="region")
    named = item["type"] == "Project"
    return _entity("Project", item["id"], name=item["label"], country="cn") if named else None


def _document(item: Record, known: Known) -> Record:
    props = item["props"]
    names = [name for key in props.get("sources") or () for name in known.files.get(key, ())]
    return _entity(
        *("Document", item["id"]),
        title=props.get("title") or props.get("number") or (names or [item["label"]])[0],
        fileName=names or item["label"],
        date=known.dates.get(item["id"]),
        language="zho",
        country="cn",
        keywords=[item["status"], props.get("number")],
        summary=props.get("number"),
    )


def _organisation(item: Record) -> Record:
    if not item["id"].startswith("org:-:"):
        return _body(item, "PublicBody", topics="gov")
    return _body(item, "Company" if _COMPANY.search(item["label"]) else "Organization")


def _body(item: Record, schema: str, **more: str) -> Record:
    surfaces = [name for name in item["props"].get("surfaces") or () if name != item["label"]]
    return _entity(schema, item["id"], name=item["label"], alias=surfaces, country="cn", **more)


def edge_to_entity(item: Record, known: Known) -> Record | None:
    """Give an allocation as a Payment, and other relations between entities as links."""
    if item["from"] not in known.types or item["to"] not in known.types or item["from"] == item["to"]:
        return None
    kind = item["type"]
    ends = to_entity_id(item["from"]), to_entity_id(item["to"])
    if kind == "allocates":
        return _payment(item, known)
    if kind in DOCUMENTED:
        return _entity("Documentation", item["id"], document=ends[0], entity=ends[1], role=kind, recordId=item["id"])
    if kind in CARRIED and known.types[item["to"]] == "Document":
        return _entity("Documentation", item["id"], document=ends[1], entity=ends[0], role=kind, recordId=item["id"])
    if kind in SUPERVISED and known.types[item["from"]] == "Document":
        return _entity("Documentation", item["id"], document=ends[0], entity=ends[1], role=kind, recordId=item["id"])
    if kind == "undertakes":
        told = {"participant": ends[0], "project": ends[1], "role": kind}
        return _entity("ProjectParticipant", item["id"], recordId=item["id"], **told)
    if kind in BETWEEN:
        role = item["props"].get("relation") or kind
        return _entity("UnknownLink", item["id"], subject=ends[0], object=ends[1], role=role, recordId=item["id"])
    return None


def _payment(item: Record, known: Known) -> Record | None:
    """Give a Payment; none where the giver is no body (a document without a known issuer), or the money is another's.

    Lines that are part of another line, or show money that stands in another table, would be counted twice.
    """
    props = item["props"]
    if known.types[item["from"]] == "Document" or props.get("leaf") is False or props.get("same_money_as"):
        return None
    documents = sorted({known.holders[key] for key in _sources(item) if key in known.holders})
    dates = [known.dates[key] for key in documents if key in known.dates]
    return _entity(
        *("Payment", item["id"]),
        payer=to_entity_id(item["from"]),
        beneficiary=to_entity_id(item["to"]),
        amount=props.get("amount_cny"),
        currency="CNY" if props.get("amount_cny") else None,
        date=dates or props.get("year"),
        purpose=props.get("project"),
        programme=props.get("fund"),
        recordId=item["id"],
        proof=[to_entity_id(key) for key in documents],
        summary=[*item.get("doubts", ())],
    )


def _sources(item: Record) -> set[str]:
    """Give the files of an item's evidence, by the ids."""
    return {f"src:{parts[1]}" for key in item["evidence"] if len(parts := key.split(":")) > 2}
