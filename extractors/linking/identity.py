"""Who a full name means: one id for all names of one body, by rule alone, never by likeness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractors.gazetteer import AUTONOMOUS, CENTRE, Region
from extractors.linking.atlas import Atlas
from extractors.text import fold, squeeze

PARTY = regex.compile(
    r"(?:中共|中国共产党|政协(?=.{2,20}委员会)|中国人民政治协商会议(?=.{2,20}委员会)|共青团|中国共产主义青年团)"
)
GROUP = regex.compile(
    r"(?:各|有关|相关|全[省市县国区]各|省财政直接管理|省财政直管|省直管|财政省直管|财政直管|国家税务总局各|[省市县区州](?:委|(?:人民)?政府)?(?:直|级|属)?(?:机关)?(?:各|有关|相关)|国务院(?:各|有关|相关)|(?:中央|国家|中省|部省|省部|[中省市部])?(?:、[省市])?驻\p{Han}{1,3}?(?:各|有关|相关)).*"
    r"|[^各]{1,14}(?:各|有关|有關)(?:(?:有关|相关)?(?:直属|工作|预算|内设|职能|组成|派出)?)(?:部委办局|部委办|委办局|部委|部门|部門|单位|單位|机构|機構|人民团体"
    r"|高校|高等学校|高等院校|院校|企业|企事业单位|国有企业|金融机构|医疗机构|学校|处室|科室|党委、政府|办公室(?:\([^()]*\))?)"
    r"|第[一二三四五六七八九十\d]+师(?:、第?[一二三四五六七八九十\d]+师)+.*"
    r"|.+等[\d一二三四五六七八九十两]{0,3}个?(?:部门|部委|单位|委局|厅局|委办局|部委局)"
)
PUBLIC = regex.compile(
    r"\p{Han}{2,24}(?:人民政府|办事处|街道|管委会|管理委员会|委员会|领导小组|指挥部|办公室|[局厅队站馆院所]|中心|小学|中学|学校|学院|大学|幼儿园"
    r"|协会|学会|研究会|商会|促进会|联合会|基金会|工业园|产业园|园区|开发区|高新区|新区)"
)
INNER = regex.compile(r"(?<=\p{Han}{2})\((\p{Han}{2,4})\)(?=(?:局|厅|委员会|委|办公室|办)$)")  # 财政(金融)局
COMMITTEE = regex.compile(r"(?<=\p{Han})管委会?$")
FIRM = regex.compile(r".*(?:事务所|交易所)")
TAX = "国家税务总局"
ALSO = {"政协": "政治协商会议", "中国人民政治协商会议": "政治协商会议", "共青团": "团委", "中国共产主义青年团": "团委"}


@dataclass(frozen=True, slots=True)
class Identity:
    """The node that a name means.

    `type` is a node type; `adcode` is the place of a body, `department` its name without the place, `office` what
    lies under it; `part_of` is the id of the body of an office. `doubt` says why the id may be another's too.
    """

    id: str
    type: str
    name: str
    adcode: str | None = None
    department: str | None = None
    office: str | None = None
    part_of: str | None = None
    doubt: str | None = None


@lru_cache(maxsize=1 << 15)
def identify(name: str, atlas: Atlas, year: int | None = None, *, home: str | None = None) -> Identity:
    """Give the identity of a full name; `home` is the adcode that a group (各地级以上市财政局) belongs to."""
    plain = normal_name(name, atlas)
    if GROUP.fullmatch(plain):
        return Identity(f"group:{home or '-'}:{plain}", "OrganisationGroup", name, home)
    found = _region(plain, atlas, year) or _central(plain, atlas, year) or _body(plain, atlas, year)
    return replace(found, name=name) if found else Identity(f"org:-:{_own_name(plain, atlas)}", "Organisation", name)


def normal_name(name: str, atlas: Atlas) -> str:
    """Give a name in the form that names are compared in: folded, simplified, 财政（金融）局 without brackets."""
    if name.isascii():
        return name
    return INNER.sub(r"\1", fold(squeeze(name)).replace(" ", "").translate(atlas.simple))


def _own_name(plain: str, atlas: Atlas) -> str:
    """Give a name that no lexicon holds: 有限责任公司 as 有限公司, the body of a zone by its full name."""
    zoned = atlas.read_zone(plain)
    plain = "".join(zoned) if zoned else plain
    return COMMITTEE.sub("管理委员会", plain.replace("有限责任公司", "有限公司"))


def _region(plain: str, atlas: Atlas, year: int | None) -> Identity | None:
    for units, rest in atlas.read_place(plain, year):
        if not rest and len(units) > 1 and units[0].level == "county":
            return Identity(f"region:-:{plain}", "Region", plain, doubt=f"{plain}: {len(units)} places of this name")
        if not rest:
            return Identity(f"region:{units[0].adcode}", "Region", plain, units[0].adcode)
    return None


def _central(plain: str, atlas: Atlas, year: int | None) -> Identity | None:
    found = atlas.read_central(plain)
    if found is None:
        return None
    central, rest = found
    if central.name == TAX and rest and (branch := _body(rest, atlas, year)) is not None:
        return branch
    if rest and is_company(rest):
        return None
    return _identity(CENTRE, central.name, rest, plain)


def is_company(rest: str) -> bool:
    """Say whether what follows a department makes it part of a firm's name (供销社农资公司)."""
    return rest.endswith(("公司", "银行", "分行", "支行", "协会"))


def _body(plain: str, atlas: Atlas, year: int | None) -> Identity | None:
    prefix = PARTY.match(plain)
    bare = plain[prefix.end() :] if prefix else plain
    for units, rest in atlas.read_place(bare, year):
        department = atlas.read_department(rest)
        if department is None and is_public(bare[: len(bare) - len(rest)], units[0], rest):
            department = _own_name(rest, atlas), ""
        if department is None or is_company(department[1]):
            continue
        if keeps_its_name(bare[: len(bare) - len(rest)], units[0], department[0]):
            continue
        unit = units[0]
        if len(units) > 1 and unit.level == "county":
            return _several(plain, units)
        body = ALSO.get(prefix.group(), department[0]) if prefix and department[0] == "委员会" else department[0]
        return _identity(unit.adcode, body, department[1], plain)
    return None


def is_public(printed: str, unit: Region, rest: str) -> bool:
    """Say whether what follows a place with its suffix is a public body or a society, not a firm's own name."""
    short = unit.name.endswith(AUTONOMOUS) and printed[-1] == unit.name[-1] and not unit.name.startswith(printed)
    whole = printed.endswith(unit.name) or short
    return whole and bool(PUBLIC.fullmatch(rest)) and not FIRM.fullmatch(rest)


def keeps_its_name(printed: str, unit: Region, department: str) -> bool:
    """Say whether a name without 省, 市 or 县 is one of its own (成都博物馆), not short for the place's body."""
    own = department.endswith(
        ("馆", "中心", "医院", "保健院", "社", "会", "军分区", "警备区", "科学院")
    ) and not department.endswith("委员会")
    own = own or (department.endswith("法院") and not department.endswith("人民法院"))
    return own and unit.name.startswith(printed) and unit.name != printed


def _several(plain: str, units: tuple[Region, ...]) -> Identity:
    return Identity(f"org:-:{plain}", "Organisation", plain, doubt=f"{units[0].name}: {len(units)} places of this name")


def _identity(adcode: str, department: str, office: str, name: str) -> Identity:
    body, _, within = department.partition("/")
    office = "/".join(part for part in (within, office.strip("()")) if part)
    own = f"org:{adcode}:{body}"
    if not office:
        return Identity(own, "Organisation", name, adcode, body)
    return Identity(f"{own}/{office}", "Organisation", name, adcode, body, office, own)
