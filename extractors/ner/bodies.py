"""Bodies that the lexicons name: departments behind their place, central bodies, their branches and offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import regex

from extractors.ner.edge import left_edge
from extractors.ner.found import Name
from extractors.ner.place import LEAGUE, PARTIES, Stead, place_before
from extractors.ner.tokens import Found, Tokens, Words, longest

SENT = regex.compile(r"驻\p{Han}{2,8}?(?:专员办事处|专员办|特派员办事处|特派办|监察局|督察局|办事处)")
DIRECTION = r"(?:华[东南北中]|东北|西北|西南|中南|南方|北方|东部|西部)"
OFFICE = regex.compile(
    r"(?P<office>第[一二三四五六七八九十]{1,2}(?:巡回法庭|检察厅|检察部|[民刑]事?审判庭|稽查局)"
    r"|(?:立案|执行|审判监督|行政审判|环境资源审判|民事审判|刑事审判|少年)[庭局]"
    r"|(?:办公[室厅]|督查室|研究室|财经委|法工委|预算工委)"
    r"|(?P<name>[\p{Han}]{2,10}?)(?P<end>科(?![学技研普目室教创协幻所院])|处(?![理罚置分于长])|(?<!公)司(?![法机令长])|股(?![份东权票市])"
    r"|局(?![长部面域限势])|支队|大队|总队|中心|办公[室厅]|工委|站|馆|所|院)(?:\((?:筹)\))?)"
)
UNIT = regex.compile(r"\((?P<unit>[\p{Han}、]{2,12}(?:科|处|股|室|司|中心|局|办))\)")
COMPANY = regex.compile(
    r"(?:(?:集团)?(?:股份)?有限(?:责任)?公司)?(?:\p{Han}{2,8}?(?:分行|支行|分公司|营业部))"
    r"|(?:集团)?(?:股份)?有限(?:责任)?公司"
)
UNDER = ("办公室", "办公厅", "中心", "支队", "大队", "总队")
STATE = "中华人民共和国"
LIMITED = regex.compile(r"(?:集团)?(?:股份)?有限|(?:农资|物资|总|实业|贸易|商贸|建筑|劳动服务|印刷|运输)公司")
GROUPED = regex.compile(r"(?:集团公司|集团|公司)(?!\p{Han}{0,6}公司)")
CARRIED = ("银行", "大学", "学院", "海关", "组织")
FIRM = regex.compile(r"\p{Han}{0,8}?(?:集团|公司|银行|研究院|厂|学院|医院)")
HAN = regex.compile(r"\p{Han}")
SHORT = regex.compile(r"[\p{Han}\p{L}\d]")


def find_bodies(text: str, tokens: Tokens, words: Words) -> list[Name]:
    """Give the bodies in text order."""
    centrals = [token for token in longest(tokens.centrals) if _stands(text, tokens, words, token)]
    # 县委办理 is 县委, not 县委办: what is broken off a longer word does not hide what is shorter
    whole = [token for token in tokens.departments if not words.breaks(text, tokens, token[0], token[1])]
    covered = longest([*centrals, *whole])
    found: list[Name] = []
    for start, end, value in covered:
        if (start, end, value) in centrals and not isinstance(value, bool):
            found.append(_central(text, tokens, words, start, end, value))
        elif isinstance(value, bool):
            body = _department(text, tokens, words, start, end)
            if body is not None:
                found.append(body if value or body.rule != "bare" else replace(body, score=0.0))
    return found


def _stands(text: str, tokens: Tokens, words: Words, token: Found) -> bool:
    start, end, value = token
    if words.breaks(text, tokens, start, end):
        return False
    if value == "" and not text.endswith(CARRIED, 0, end):  # a firm by its short name
        return bool(GROUPED.match(text, end) or not FIRM.match(text, end)) and (
            not start or start in tokens.gaps or not HAN.match(text[start - 1])
        )
    if end - start > 2 or branch_end(text, tokens, words, value, end):
        return True
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not SHORT.match(before) and not SHORT.match(after)


def _central(text: str, tokens: Tokens, words: Words, start: int, end: int, name: str) -> Name:
    company = COMPANY.match(text, end)
    if company is not None and (text[end - 2 : end] == "银行" or company.group().endswith("有限公司")):
        return Name(start, company.end(), "company", 0.96, place_end=start)
    if text.endswith(STATE, 0, start):
        start -= len(STATE)
    if not name:
        group = GROUPED.match(text, end)
        return Name(start, group.end() if group else end, "known", 0.9, place_end=start)
    branch = branch_end(text, tokens, words, name, end)
    return Name(start, branch or end, "branch" if branch else "central", 0.98, place_end=start)


def branch_end(text: str, tokens: Tokens, words: Words, name: str, end: int) -> int:
    """Give where a branch of a central body ends (财政部广东监管局), 0 where none follows."""
    sent = SENT.match(text, end)
    if sent is not None:
        return sent.end()
    suffixes = words.branches.get(name, ())
    if not suffixes:
        return 0
    place = at = end
    while (region := tokens.region_at(place)) is not None:
        place = region[1]
    if place == at:
        direction = regex.compile(DIRECTION).match(text, at)
        place = direction.end() if direction else at
    if place == at:
        return 0
    return max((place + len(suffix) for suffix in suffixes if text.startswith(suffix, place)), default=0)


def _department(text: str, tokens: Tokens, words: Words, start: int, end: int) -> Name | None:
    if LIMITED.match(text, end):
        return None  # 上海航道局有限公司
    stead = place_before(text, tokens, start)
    first = start if stead.kind else _first_trade(text, words, start)
    stead = stead if first == start else place_before(text, tokens, first)
    if text[start] == "委" and not _full_place(text, stead, start):
        return None
    if text[start:end] == "委会" and not PARTIES.match(text, stead.start):
        return None  # 民建广东省委会; 县委会同 is no 委会
    if stead.kind == "region":
        return Name(stead.start, end, "region", 0.97, place_end=first, codes=stead.codes)
    zone = _zone_end(words.zone).search(text, max(0, start - 6), start)
    if zone is not None and not text.endswith("乡镇", 0, start):
        edge = left_edge(text, tokens, words, start)
        generic = text[edge:start] in words.generics or text[edge:end] in words.generics
        if zone.start() - edge >= 2 and not generic:
            return Name(edge, end, "zone", 0.9, place_end=start)
    if stead.kind == "level":
        if text[start] == "委" and LEAGUE.search(text, max(0, stead.start - 2), stead.start):
            stead = replace(stead, start=stead.start - 1)  # 团省委
        return Name(stead.start, end, "level", 0.96, place_end=first)
    return Name(start, end, "bare", 0.8, place_end=start)


def _first_trade(text: str, words: Words, start: int) -> int:
    """Give where a department begins that joins trades: 科技和 before 信息化局."""
    for _ in range(4):
        end = start - 1 if text[start - 1 : start] in ("和", "与") and start else start
        size = next((size for size in (6, 5, 4, 3, 2) if text[max(0, end - size) : end] in words.trades), 0)
        if not size:
            break
        start = end - size
    return start


@cache
def _zone_end(zone: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{zone}|镇|乡|街道|管委会|管理委员会)\Z")


def _full_place(text: str, stead: Stead, end: int) -> bool:
    return bool(stead.kind) and text[end - 1] in "省市县区州盟旗部团"


def find_office(text: str, tokens: Tokens, words: Words, body: Name) -> int:
    """Give where the office ends that follows a body directly, 0 where none does."""
    below = tokens.department_ends.get(body.end, 0)
    if text.endswith("政府", 0, body.end) and below - body.end > 2 and not words.breaks(text, tokens, body.end, below):
        return below  # 人民政府国有资产监督管理委员会: one body
    found = OFFICE.match(text, body.end)
    under = found is not None and (found.group("end") or "").endswith(UNDER)
    taken = tokens.central_starts if body.rule == "central" else tokens.department_starts
    if found is not None and found.group("name") and not under and body.end in taken:
        return 0  # another body, glued to this one
    if found is None or words.breaks(text, tokens, found.start("office"), found.end()):
        return 0
    name = found.group("name") or ""
    if name and (name[0] in "和与及" or _crosses(tokens, found.start(), found.end())):
        return 0
    return found.end() if "\n" not in found.group() else 0


def _crosses(tokens: Tokens, start: int, end: int) -> bool:
    if any(stop[1] <= end for stop in tokens.stops_between(start, end)):
        return True
    if any(at in tokens.department_starts for at in range(start + 1, end)):
        return True
    regions = (tokens.region_at(at) for at in range(start, end))
    return any(region is not None and any(kind == "full" for _, kind in region[2]) for region in regions)


def find_units(text: str, tokens: Tokens, body: Name) -> Iterator[Name]:
    """Give the section in brackets behind a body: 市知识产权局（知识产权促进科）."""
    found = UNIT.match(text, body.end)
    if found is None or tokens.stops_between(found.start("unit"), found.end("unit")):
        return
    unit = found.group("unit")
    another = any(unit == text[start:end] for start, end, _ in tokens.departments if start == found.start("unit"))
    head = text[body.start : body.place_end] if another else text[body.start : body.end]
    yield Name(found.start("unit"), found.end("unit"), "section", 0.95, (body.said or head) + unit, found.start("unit"))


def find_again(text: str, units: list[Name]) -> list[Name]:
    """Give the other places where a section is named that was once named behind its body in brackets."""
    said = {text[unit.start : unit.end]: unit for unit in reversed(units)}
    known = {unit.start for unit in units}
    return [
        replace(unit, start=found.start(), end=found.end(), score=0.9, place_end=found.start())
        for surface, unit in said.items()
        if len(surface) > 3
        for found in regex.finditer(regex.escape(surface), text)
        if found.start() not in known
    ]
