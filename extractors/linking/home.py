"""Where a document speaks from: the place that 省, 市 and 县 mean in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Document
from extractors.gazetteer import CENTRE
from extractors.linking.atlas import Atlas
from extractors.linking.identity import identify
from extractors.mention import Mention

ISSUER_PARTS = ("issuers", "issuer_mark", "printed_by")
FRONT = ("title", "head", "signature")


@dataclass(frozen=True, slots=True)
class Home:
    """The place of a document's issuer.

    `provinces`, `cities` and `counties` are told by `adcode`; `department` is the issuer's own. `why` is the reason:
    issuer, front or dominant. Empty `adcode`: not known.
    """

    adcode: str = ""
    why: str = ""
    score: float = 0.0
    department: str | None = None


def find_home(document: Document, mentions: Iterable[Mention], atlas: Atlas, year: int | None = None) -> Home:
    """Give the place that a document speaks from."""
    for name in ISSUER_PARTS:
        for part in document.parts_of(name):
            found = home_of(part.value, atlas, year)
            if found is not None:
                return found
    named = [mention for mention in mentions if mention.kind in ("organisation", "region")]
    return _at_front(document, named, atlas, year) or _dominant(named, atlas, year) or Home()


def home_of(
    name: str, atlas: Atlas, year: int | None = None, *, why: str = "issuer", score: float = 1.0
) -> Home | None:
    """Give the place of an issuer by its full name."""
    for word in (name, *name.replace("文件", "").split()):
        party = identify(word, atlas, year)
        if party.adcode and party.type == "Organisation":
            return Home(party.adcode, why, score, party.department)
        place = next((units for units, _ in atlas.read_place(word, year)), ())
        if len(place) == 1 or (place and place[0].level != "county"):
            return Home(place[0].adcode, why, score)
    return None


def _at_front(document: Document, named: list[Mention], atlas: Atlas, year: int | None) -> Home | None:
    """Give the place of the first body in the title, the letterhead or the signature, or that a title begins with."""
    blocks = [block for role in FRONT for block in document.blocks if block.role == role]
    for block in blocks:
        for mention in named:
            at_head = mention.span.start == block.span.start
            if block.span.covers(mention.span) and (mention.kind == "organisation" or at_head):
                party = identify(str(mention.value), atlas, year)
                if party.adcode:
                    return Home(party.adcode, "front", 0.95, party.department)
    return None


def _dominant(named: list[Mention], atlas: Atlas, year: int | None) -> Home | None:
    """Give the city (or else the province) that most of the bodies and places named belong to."""
    parties = [identify(str(mention.value), atlas, year) for mention in named]
    codes = [party.adcode for party in parties if party.adcode and party.adcode != CENTRE]
    cities = Counter(unit.adcode for code in codes if (unit := atlas.above(code, "city")) is not None)
    provinces = Counter(unit.adcode for code in codes if (unit := atlas.above(code, "province")) is not None)
    for counts in (cities, provinces):
        best = _majority(counts)
        if best:
            return Home(best, "dominant", 0.85)
    only = cities or provinces
    return Home(next(iter(only)), "only", 0.8) if len(only) == 1 else None


def _majority(counts: Counter[str]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 2 or ranked[0][1] * 5 < sum(counts.values()) * 3:
        return ""
    return ranked[0][0]


def year_of(document: Document) -> int | None:
    """Give the year of a document by its own date, as far as one was read."""
    for name in ("date", "printed_date"):
        part = document.part(name)
        if part is not None and part.value[:4].isdigit():
            return int(part.value[:4])
    return None
