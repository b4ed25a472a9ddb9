"""The cell of a payee as a node: a region and its level, a unit, or several units that get one sum jointly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import regex

from extractors.document import Cell, Document, Span
from extractors.evidence import span_to_evidence
from extractors.grants.lines import Line, plain_area
from extractors.linking.identity import Identity, identify
from extractors.linking.parties import Scene, party_node
from extractors.linking.payee import Party, build_group
from extractors.mention import Mention
from extractors.text import fold

BY = "table-allocation-1"
_NOTE = regex.compile(r"\([^()]*\)")
_LEVEL = regex.compile(
    r"(?P<level>(?:[省市县区州盟旗]|地区|兵团|自治[区州县])?本级|市直|省直|区直|县直|州直)(?:财政)?$"
)
_BETWEEN = regex.compile(r"\s*(?:[、,;/和与及]|以及|\n)?\s*")
_PIECES = regex.compile(r"\s*[、;]\s*")
_UNIT_END = regex.compile(
    r"(?:公司|局|厅|委|委员会|大学|学院|学校|中学|小学|医院|中心|研究院|研究所|所|院|会|厂|站|馆|队|园|部|政府|办公室|合作社|银行|集团|农场|林场)(?:\([^()]*\))?$"
)
_PERSON = regex.compile(r"[\p{Han}·*×某]{2,4}")
_OTHER = regex.compile(r"其他|其余|待分配|预留|另行|未分配|机动")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a cell is read with: the document, its place and year, and its names in text order."""

    document: Document
    scene: Scene
    mentions: tuple[Mention, ...]

    def inside(self, span: Span) -> list[Mention]:
        """Give the outermost organisations and regions in a span."""
        first = bisect_left(self.mentions, span.start, key=lambda item: item.span.start)
        found: list[Mention] = []
        for mention in islice(self.mentions, first, None):
            if mention.span.start >= span.end:
                break
            outer = not any(other.span.covers(mention.span) for other in found)
            if mention.kind in ("organisation", "region") and span.covers(mention.span) and outer:
                found.append(mention)
        return found


def cell_to_party(line: Line, beside: Beside) -> Party | None:
    """Give who gets the sum of a line: the unit where one stands, else the region; null without a name."""
    unit = _to_party(line.payee, line, beside) if line.payee else None
    region = _to_party(line.region, line, beside) if line.region else None
    if unit is None:
        return region or _by_label(line, beside)
    if region is not None and region.identity.type == "Region" and unit.identity.type != "Region":
        evidence = (*unit.evidence, *region.evidence)
        more = (*unit.more, region.node)
        inside = (*unit.inside, region.identity)
        return replace(unit, evidence=evidence, more=more, inside=inside, region=region.identity.name)
    return unit


def _by_label(line: Line, beside: Beside) -> Party | None:
    """Give the payee of a row whose name stands in no column of payees."""
    cells = [cell for cell in line.table.cells if cell.row == line.row.number and len(cell.span)]
    for cell in cells:
        if "".join(fold(beside.document.quote(cell.span)).split()) == line.row.label:
            return _to_party(cell, line, beside)
    return None


def _to_party(cell: Cell, line: Line, beside: Beside) -> Party | None:
    document, scene = beside.document, beside.scene
    text = "".join(fold(document.quote(cell.span)).split())
    if not text:
        return None
    level = _LEVEL.search(_NOTE.sub("", text)) or regex.search(r"\((?P<level>本级)\)", text)
    if level is not None:
        units = [item for item in beside.inside(cell.span) if item.kind == "organisation"]
        if units:
            return replace(_unit(units[0], beside), level="本级")
        return _at_level(cell, line, beside, level["level"])
    plain = identify(plain_area(text) or text, scene.atlas, scene.year, home=scene.home)
    named = beside.inside(cell.span)
    if plain.type == "Region":
        region = next((item for item in named if item.kind == "region" and item.value), None)
        scope = _NOTE.search(text)
        party = _region(cell, beside, str(region.value) if region else plain.name, region)
        return replace(party, scope=scope[0][1:-1] if scope else None)
    units = [mention for mention in named if mention.kind == "organisation"]
    return _units(cell, text, units, beside)


def _region(cell: Cell, beside: Beside, name: str, mention: Mention | None, level: str | None = None) -> Party:
    scene = beside.scene
    identity = identify(name, scene.atlas, scene.year, home=scene.home)
    item = span_to_evidence(beside.document, cell.span, BY)
    doubt = (mention.doubt if mention else None) or identity.doubt
    if identity.type != "Region":
        doubt = doubt or f"{name}: no place of this name is known"
    return Party(identity, party_node(identity, item), (item,), doubt, level=level, region=identity.name)


def _at_level(cell: Cell, line: Line, beside: Beside, level: str) -> Party:
    """Give the region of 韶关市本级; a bare 市本级 is the one it is summed up under, or the document's own."""
    text = _NOTE.sub("", "".join(fold(beside.document.quote(cell.span)).split()))
    found = _LEVEL.search(text)
    name = text[: found.start()] if found else text
    if found and found["level"][0] in "省市县区州盟旗" and name:
        name += found["level"][0]
    named = [item for item in beside.inside(cell.span) if item.kind == "region" and item.value]
    if named:
        return _region(cell, beside, str(named[-1].value), named[-1], "本级")
    if name or line.area:
        return _region(cell, beside, name or line.area, None, "本级")
    home = _home(beside.scene, level)
    party = _region(cell, beside, home or text, None, "本级")
    return party if home else replace(party, doubt=f"{text}: of which place is not said")


def _home(scene: Scene, level: str) -> str | None:
    """Give the document's own place if it is of the level that is said: 省本级 in a notice of a province."""
    region = scene.atlas.region(scene.home, scene.year) if scene.home else None
    if region is None:
        return None
    fits = (
        level[0] not in "省市县区州盟旗"
        or region.name.endswith(level[0])
        or (level[0] == "省" and region.level == "province")
    )
    return region.name if fits else None


def _units(cell: Cell, text: str, units: Sequence[Mention], beside: Beside) -> Party:
    pieces = _cover(cell, units, beside.document)
    if len(pieces) > 1:
        return build_group([_unit(item, beside) for item in pieces])
    if len(pieces) == 1:
        return _unit(pieces[0], beside)
    split = _PIECES.split(text)
    if len(split) > 1 and all(_UNIT_END.search(piece) for piece in split):
        return build_group([_printed(piece, cell, beside) for piece in split])
    return _printed(text, cell, beside)


def _cover(cell: Cell, units: Sequence[Mention], document: Document) -> list[Mention]:
    """Give the names of a cell if nothing else stands in it but what joins them, or a note in brackets."""
    at = cell.span.start
    for mention in units:
        if not _BETWEEN.fullmatch(fold(document.text[at : mention.span.start])):
            return []
        at = mention.span.end
    rest = fold(document.text[at : cell.span.end])
    return list(units) if units and regex.fullmatch(r"\s*(?:\([^()]*\))?\s*", rest) else []


def _unit(mention: Mention, beside: Beside) -> Party:
    scene = beside.scene
    name = str(mention.value or beside.document.quote(mention.span))
    identity = identify(name, scene.atlas, scene.year, home=scene.home)
    item = span_to_evidence(beside.document, mention.span, mention.by, mention.score)
    return Party(identity, party_node(identity, item), (item,), mention.doubt or identity.doubt)


def _printed(text: str, cell: Cell, beside: Beside) -> Party:
    """Give a payee as it is printed: the column says that it is one, whether the name is known or not."""
    scene = beside.scene
    identity: Identity = identify(text, scene.atlas, scene.year, home=scene.home)
    item = span_to_evidence(beside.document, cell.span, BY)
    doubt = f"{text}: who gets it is not said" if _OTHER.search(text) else identity.doubt
    if _PERSON.fullmatch(text) and identity.id.startswith("org:-:"):
        doubt = f"{text}: may be a person"
    return Party(identity, party_node(identity, item), (item,), doubt)


def name_to_area(area: str, scene: Scene) -> str | None:
    """Give the full name of the place that a subtotal names."""
    return identify(area, scene.atlas, scene.year, home=scene.home).name if area else None
