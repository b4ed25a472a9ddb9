"""Full names for what a document says in short: 省市场监管局 → 广东省市场监督管理局, by its issuer's place.

What cannot be told stays without a value, with the reason; the reason of what can be told stands in `by`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractors.document import Document
from extractors.gazetteer import CENTRE, Region
from extractors.linking.atlas import Atlas
from extractors.linking.home import Home, find_home, year_of
from extractors.linking.identity import GROUP, Identity, identify, is_company, is_public, keeps_its_name, normal_name
from extractors.linking.misread import mend_names
from extractors.linking.wordplace import part_words
from extractors.mention import Mention
from extractors.text import squeeze

__all__ = ["Identity", "identify", "resolve_mentions"]

LEVEL = regex.compile(
    r"(?:中共|(?P<league>团))?(?P<level>新疆生产建设兵团|自治区|自治州|自治县|自治旗|兵团|省级|[省市县区州盟旗](?!部共建))(?P<rest>.+)"
)
ALIAS = regex.compile(r"\s*[(（]以下(?:统一)?[简统]称[:：]?[“”‘’「『\"]?(?P<alias>[省市县区州]局)[“”‘’」』\"]?[)）]")
SHORT = regex.compile(r"(?P<level>[省市县区州])局")
LEVELS = {
    "省": "province",
    "省级": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "自治州": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
    "自治县": "county",
    "自治旗": "county",
}
STEM = regex.compile(r"(?<=..)[省市]$")
NAMED = frozenset({"organisation", "region"})
NEAR = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """A full name with what speaks for it."""

    name: str | None
    why: str = ""
    score: float = 1.0
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What names are resolved against."""

    atlas: Atlas
    home: Home
    year: int | None
    bodies: tuple[tuple[int, Identity], ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)  # 市局 → what the document says it stands for
    addressee: str = ""  # the department that all recipients are


def resolve_mentions(document: Document, mentions: Iterable[Mention], atlas: Atlas) -> tuple[Mention, ...]:
    """Give the mentions with the full names of organisations and regions filled in; others as they are, in order."""
    mentions = tuple(mentions)
    year = year_of(document)
    printed = tuple(_printed(document, mention) for mention in mentions)
    home = find_home(document, printed, atlas, year)
    mentions = printed = part_words(document, printed, atlas, home.adcode)
    aliases = _aliases(document, printed)
    scene = Scene(atlas, home, year, _bodies(printed, atlas, year), aliases, _addressee(document, atlas, year))
    near = _near_central(printed, atlas)
    asked = [(mention.kind, str(mention.value), at in near) for at, mention in enumerate(printed)]
    answers = {
        key: resolve_name(key[1], scene, key[0], central=key[2]) for key in dict.fromkeys(asked) if key[0] in NAMED
    }
    resolved = tuple(
        _answered(mention, answers[key]) if mention.kind in NAMED else mention
        for mention, key in zip(printed, asked, strict=True)
    )
    return mend_names(document, resolved, atlas)


def _printed(document: Document, mention: Mention) -> Mention:
    if mention.kind not in NAMED or mention.value:
        return mention
    return replace(mention, value=squeeze(document.quote(mention.span)))


def _answered(mention: Mention, answer: Answer) -> Mention:
    return replace(
        mention,
        value=answer.name,
        by=f"{mention.by}+{answer.why}" if answer.why else mention.by,
        score=round(mention.score * answer.score, 4),
        doubt=mention.doubt or answer.doubt,
    )


def _bodies(printed: Sequence[Mention], atlas: Atlas, year: int | None) -> tuple[tuple[int, Identity], ...]:
    """Give the bodies that are named in full, with where they stand."""
    named = (
        (mention.span.start, identify(str(mention.value), atlas, year)) for mention in printed if _is_body(mention)
    )
    return tuple((start, party) for start, party in named if party.adcode and party.department)


def _aliases(document: Document, printed: Sequence[Mention]) -> dict[str, str]:
    """Give what short forms stand for by the document's own word: 韶关市市场监督管理局（以下简称市局）."""
    found: dict[str, str] = {}
    for mention in printed:
        said = ALIAS.match(document.text, mention.span.end) if mention.kind == "organisation" else None
        if said is not None:
            found.setdefault(said["alias"], str(mention.value))
    return found


def _addressee(document: Document, atlas: Atlas, year: int | None) -> str:
    """Give the department that every recipient is, empty where they differ."""
    parties = (identify(part.value, atlas, year) for part in document.parts_of("recipients"))
    names = {_trade(party, atlas) for party in parties}
    return names.pop() if len(names) == 1 else ""


def _trade(party: Identity, atlas: Atlas) -> str:
    if party.department:
        return party.department
    found = next((name for size in range(12, 2, -1) if (name := atlas.departments.get(party.name[-size:]))), None)
    return found or ""


def _is_body(mention: Mention) -> bool:
    return mention.kind == "organisation" and mention.by.endswith((".region", ".ellipsis", ".zone"))


def _near_central(printed: Sequence[Mention], atlas: Atlas) -> frozenset[int]:
    """Give which mentions stand side by side with a central body."""
    central = [atlas.read_central(str(mention.value)) is not None for mention in printed]
    found = set()
    for at in range(len(printed) - 1):
        if printed[at + 1].span.start - printed[at].span.end <= NEAR and central[at] != central[at + 1]:
            found.add(at if central[at + 1] else at + 1)
    return frozenset(found)


def resolve_name(said: str, scene: Scene, kind: str = "organisation", *, central: bool = False) -> Answer:
    """Give the full name of what is said."""
    plain = normal_name(said, scene.atlas)
    said = said.translate(scene.atlas.simple)
    if kind == "region":
        return _region(plain, scene)
    if GROUP.fullmatch(plain):
        return Answer(said)
    short = SHORT.fullmatch(plain)
    if short is not None:
        return _short(short.group("level"), scene)
    full = _full(plain, scene)
    if full is not None:
        return full
    return _by_rule(said, plain, scene, central=central)


def _by_rule(said: str, plain: str, scene: Scene, *, central: bool) -> Answer:
    department = scene.atlas.read_department(plain)
    if department is not None:
        return _bare(department, plain, scene, central=central)
    level = LEVEL.fullmatch(plain)
    if level is not None:
        return _level(level.group("level"), level.group("rest"), scene, league=bool(level.group("league")))
    return Answer(said)


def _region(plain: str, scene: Scene) -> Answer:
    for units, rest in scene.atlas.read_place(plain, scene.year):
        if not rest:
            unit, doubt = _choose(units, scene)
            name = None if doubt else scene.atlas.full_name(unit, scene.year)
            return Answer(name, score=_sure(doubt), doubt=doubt)
    return Answer(None, doubt="no place of this name")


def _sure(doubt: str | None) -> float:
    return 0.6 if doubt else 1.0


def _choose(units: tuple[Region, ...], scene: Scene) -> tuple[Region, str | None]:
    """Give the unit that is meant: the only one, the one of the document's place, or the highest."""
    home = scene.home.adcode
    if len(units) == 1:
        return _once_at_home(units[0], scene) or units[0], None
    if home and home != CENTRE:
        for level in ("county", "city", "province"):
            outer = scene.atlas.above(home, level)
            inside = [unit for unit in units if outer and scene.atlas.inside(unit.adcode, outer.adcode)]
            if len(inside) == 1:
                return inside[0], None
    if units[0].level != units[1].level and units[0].level != "county":
        return units[0], None
    return units[0], f"{units[0].name}: {len(units)} places of this name"


def _once_at_home(unit: Region, scene: Scene) -> Region | None:
    """Give the unit of the document's province that once had a name which only another place has today."""
    outer = scene.atlas.above(scene.home.adcode, "province") if scene.home.adcode not in ("", CENTRE) else None
    if outer is None or unit.level != "county" or scene.atlas.inside(unit.adcode, outer.adcode):
        return None
    ever = (region for region in scene.atlas.regions_ever(unit.name) if scene.atlas.inside(region.adcode, outer.adcode))
    return next(ever, None)


def _full(plain: str, scene: Scene) -> Answer | None:
    """Give the full name of a body whose place or rank is said."""
    central = scene.atlas.read_central(plain)
    if central is not None:
        return Answer(central[0].name + central[1])
    party = "中共" if plain.startswith("中共") else ""
    for units, rest in scene.atlas.read_place(plain[len(party) :], scene.year):
        branch = _branch(plain[: len(plain) - len(rest)], rest, scene.atlas)
        if branch is not None:
            return Answer(branch)
        department = scene.atlas.read_department(rest)
        printed = plain[len(party) : len(plain) - len(rest)]
        if department is not None and is_company(department[1]):
            return None
        if department is None and is_public(printed, units[0], rest):
            department = rest, ""
        if department is not None and not keeps_its_name(printed, units[0], department[0]):
            unit, doubt = _choose(units, scene)
            place = _place_name(printed, unit, units, scene)
            if unit.name.endswith("特别行政区") and department[0] == "人民政府":
                department = "政府", department[1]
            name = None if doubt else _body_name(place, rest, department)
            return Answer(name, score=_sure(doubt), doubt=doubt)
    return None


def _branch(printed: str, rest: str, atlas: Atlas) -> str | None:
    """Give the full name of a central body's branch that is named by its place: 广东证监局."""
    branch = atlas.branches.get(rest)
    stem = STEM.sub("", printed)
    if branch is None or (branch.short_only and stem != printed):
        return None
    return f"{branch.body}{stem}{branch.suffix}"


def _place_name(printed: str, unit: Region, units: tuple[Region, ...], scene: Scene) -> str:
    """Give a place as it is printed where that is a full name already, else its full name."""
    whole = printed.endswith(unit.name) and (len(printed) > len(unit.name) or len(units) == 1)
    return printed if whole else scene.atlas.full_name(unit, scene.year)


def _body_name(place: str, said: str, department: tuple[str, str]) -> str:
    """Give the full name of a body of a place: the Party's bodies as they are printed, with 中共 in front."""
    name, office = department
    if name.startswith("委员会"):
        committee = "委员会" if said.startswith("委员会") or place.endswith("自治区") else "委"
        return f"中共{place}{committee}{name.removeprefix('委员会').removeprefix('/')}{office}"
    return f"中共{place}{name}{office}" if name == "纪律检查委员会" else f"{place}{name}{office}"


def _level(level: str, rest: str, scene: Scene, *, league: bool = False) -> Answer:
    """Give the full name of what begins with 省, 市 or 县."""
    if level.endswith("兵团"):
        name, office = scene.atlas.read_department(rest) or (rest, "")
        return Answer(f"新疆生产建设兵团{name}{office}", score=0.98)
    unit = place_of_level(level, scene)
    if unit is None:
        return Answer(None, doubt=f"{level}: the place is not said in the document", score=0.7)
    department = scene.atlas.read_department(rest)
    if league:
        name = f"共青团{scene.atlas.full_name(unit, scene.year)}{rest}"
    elif rest == "团委":
        name = f"共青团{scene.atlas.full_name(unit, scene.year)}委"
    elif department is None:
        name = f"{scene.atlas.full_name(unit, scene.year)}{rest}"
    else:
        name = _body_name(scene.atlas.full_name(unit, scene.year), rest, department)
    return Answer(name, scene.home.why, scene.home.score)


def place_of_level(level: str, scene: Scene) -> Region | None:
    """Give the unit that 省, 市, 县 … mean in this document."""
    home = scene.home.adcode
    if not home or home == CENTRE:
        return None
    own = scene.atlas.region(home, scene.year)
    if own is not None and own.name.endswith(level) and level in ("市", "县", "区", "旗", "盟"):
        return own if not own.name.endswith("自治区") else None
    unit = scene.atlas.above(home, LEVELS.get(level, ""))
    if unit is None and level == "市":
        unit = scene.atlas.above(home, "province")  # a district of a municipality, or a county under its province
    if unit is None or (len(level) == 1 and not unit.name.endswith(level)):
        return None  # 区财政局 in a document of a county, 州委 in one of a city
    return scene.atlas.region(unit.adcode, scene.year)


def _bare(department: tuple[str, str], plain: str, scene: Scene, *, central: bool) -> Answer:
    """Give the full name of a department without its place."""
    head = plain[: len(plain) - len(department[1])] if department[1] else plain
    known = scene.atlas.bare_centrals.get(head)
    if known is not None and (central or scene.home.adcode == CENTRE):
        return Answer(known + department[1], "list" if central else scene.home.why, 0.97)
    home = scene.atlas.region(scene.home.adcode, scene.year) if scene.home.adcode not in ("", CENTRE) else None
    if home is None or central:
        return Answer(None, doubt="the place is not said", score=0.7)
    if (home.level == "province") != department[0].endswith("厅") and department[0].endswith(
        ("厅", "财政局", "教育局")
    ):
        return Answer(None, doubt=f"no body of {home.name} is called so", score=0.7)
    return Answer(
        _body_name(scene.atlas.full_name(home, scene.year), head, department), scene.home.why, 0.9 * scene.home.score
    )


def _short(level: str, scene: Scene) -> Answer:
    """Give the full name of 省局, 市局: the issuer's own trade, or the only 局 of that place that is named."""
    alias = scene.aliases.get(f"{level}局")
    if alias is not None and not SHORT.fullmatch(alias):
        return replace(resolve_name(alias, scene), why="alias")
    unit = place_of_level(level, scene)
    if unit is None:
        return Answer(None, doubt=f"{level}局: the place is not said in the document", score=0.7)
    place = scene.atlas.full_name(unit, scene.year)
    if _same_trade(scene, unit):
        return Answer(f"{place}{scene.home.department}", f"{scene.home.why}.department", 0.95 * scene.home.score)
    own = {
        body.department
        for _, body in scene.bodies
        if body.adcode == unit.adcode and str(body.department).endswith("局")
    }
    if len(own) == 1:
        return Answer(place + str(min(own, key=str)), "named", 0.9 * scene.home.score)
    if not own and scene.addressee.endswith("局") and _is_trade_of(scene.addressee, unit, scene):
        return Answer(f"{place}{scene.addressee}", "addressee", 0.85 * scene.home.score)
    return Answer(None, doubt=f"{level}局: {len(own)} bodies of {place} could be meant", score=0.7)


def _same_trade(scene: Scene, unit: Region) -> bool:
    """Say whether the place has a 局 of the issuer's trade: a province's may be a 厅."""
    return _is_trade_of(scene.home.department or "", unit, scene)


def _is_trade_of(trade: str, unit: Region, scene: Scene) -> bool:
    return trade.endswith("局") and (unit.level != "province" or trade[:-1] + "厅" not in scene.atlas.departments)
