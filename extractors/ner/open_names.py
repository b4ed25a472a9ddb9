"""Names that no lexicon can hold: companies, firms, schools, societies, parks, found by their endings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from extractors.ner.edge import DELIMITERS, OPENERS, left_edge
from extractors.ner.found import Name
from extractors.ner.place import level_at
from extractors.ner.tokens import Found, Tokens, Words

COMPANY_TAIL = frozenset({"company", "bank", "firm", "school", "hospital", "institute"})
WIDE = (
    *("粤港澳", "长三角", "京津冀", "海峡两岸", "国家", "中国", "全国", "中华", "国际", "中共", "全军", "中央"),
    "武警",
)
LEVEL = regex.compile(r"[省市县区州](?!级|外|内|直|属|本|重|场|域|民|委|以|政府|政[街道工设公]|财政局)(?=\p{Han})")
SCORES = {"zone": 0.85, "region": 0.92, "level": 0.85, "inner": 0.8, "": 0.8}
FORMS = regex.compile(
    r"(?:股份|有限|责任|集团|总|分|子|专业|农民|联合|实验|中心|人民|附属|高级|职业|技术|第[一二三四五六七八九十]+)+"
)
COUNTED = regex.compile(r"(?:[\d一二三四五六七八九十两几多]+(?:家|个|所|名|座|批|类)|一批|多个|若干)")
CLEAR_AFTER = frozenset("等和与及为在将的由对从向按经给把被均已应须需拟并或至到共")
SIDE = regex.compile(r"\((?:华[东南北中]|[东西]北|西南|中南)\)")
JOINING = frozenset("和与及、对为向在将由从跟同给")
LONG = 3
ADDRESS = regex.compile(r"(?:地址|住址|住所地?|所在地|注册地|位于|坐落于?)[:：]?\Z")
MASKED = regex.compile(r"某|[×＊*]{2}|X{2}")
PRONOUNS = frozenset("我你您贵此那每凡若")
VAGUE = ("直辖市", "全国性", "全国中小学", "全国各", "国家级", "中国境内", "国际组织", "中华人民共和国", "国家和", "其")


def find_open_names(text: str, tokens: Tokens, words: Words, taken: Iterable[tuple[int, int]]) -> list[Name]:
    """Give the open names in text order; what lies inside a body that was found already is left out."""
    taken = sorted(taken)
    busy = {at for start, end in taken for at in range(start, end)}
    ends = sorted(end for _, end in taken)
    found: list[Name] = []
    wall = 0  # no name reaches back over the end of a company
    for start, end, (kind, needs) in _endings(text, tokens, words):
        if start in busy or end - 1 in busy or needs == "never":
            continue
        before = bisect_right(ends, start)
        behind = max(wall, ends[before - 1] if before else 0)
        name = _name(text, tokens, words, (start, end, kind), needs, behind)
        if name is None or name.start in busy or name.end - 1 in busy:
            continue
        while found and name.start < found[-1].end and name.start <= found[-1].start:
            found.pop()
        if found and name.start < found[-1].end:
            continue
        found.append(name)
        if kind == "company" and needs == "name":
            wall = name.end
    return found


def _endings(text: str, tokens: Tokens, words: Words) -> Iterator[Found]:
    by_end: dict[int, Found] = {}
    for found in tokens.suffixes:
        held = by_end.get(found[1])
        if held is None or found[0] < held[0]:
            by_end[found[1]] = found
    ordered = sorted(by_end.values(), key=lambda item: item[1])
    for at, found in enumerate(ordered):
        following = ordered[at + 1] if at + 1 < len(ordered) else None
        if following is not None and following[0] <= found[0]:
            continue
        if not words.breaks(text, tokens, found[0], found[1]):
            yield found


def _name(text: str, tokens: Tokens, words: Words, ending: Found, needs: str, wall: int) -> Name | None:
    start, end, kind = ending
    edge = max(left_edge(text, tokens, words, start), wall)
    stem = text[edge:start]
    if (
        not stem
        or text[edge:end] in words.generics
        or _opened_kind(text, words, edge, end)
        or COUNTED.match(stem)
        or text.startswith(VAGUE, edge)
        or MASKED.search(stem)
    ):
        return None
    if needs != "name" and stem[0] in PRONOUNS and not tokens.shielded(edge, edge + 1):
        return None
    placed = _placed(text, tokens, edge, start)
    if not placed and needs != "name" and _zoned(stem, text[start:end], words) and _clear_before(text, tokens, edge):
        placed = "zone"
    if not placed and (needs == "place" or len(stem) < 2 or FORMS.fullmatch(stem)):
        return None
    if not placed and needs == "edge" and not _alone(text, tokens, words, edge, end):
        return None
    if not placed and needs == "left" and not _begun(text, tokens, words, edge, end, len(stem)):
        return None
    if len(stem) < 2 and placed != "region" and (placed != "level" or not _tells(text[start:end], words)):
        return None
    if text.endswith("街道", 0, end) and ADDRESS.search(text, max(0, edge - 8), edge):
        return None
    if placed and _generic_rest(text, tokens, words, edge, end):
        return None
    score = 0.95 if kind == "company" else SCORES[placed]
    return Name(edge, _tail_end(text, tokens, words, kind, end), f"{kind}", score, place_end=edge)


def _opened_kind(text: str, words: Words, start: int, end: int) -> bool:
    """Say whether it ends in a kind of thing behind a word that leaves it one: 国家制定博物馆, 报考中等职业学校."""
    kinds = (at for at in range(start + 1, end - 1) if text[at:end] in words.generics)
    return any(text.endswith(words.kind_openers, start, at) for at in kinds)


def _zoned(stem: str, ending: str, words: Words) -> bool:
    """Say whether a zone or a town of its own name stands in front: 雄安新区改革发展局, 万里街道."""
    found = _zone(words.zone).fullmatch(stem + ending if ending == "街道" else stem)
    if found is None or found.group("zone") in words.generics:
        return False
    town = found.group("zone").endswith(("街道", "镇", "乡"))
    return not found.group("trade") or ending == "局" or (town and ending.endswith("中心"))


@cache
def _zone(zone: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?P<zone>\p{{Han}}{{2,12}}?(?:{zone}|街道|[镇乡]))(?P<trade>\p{{Han}}{{2,8}})?")


def _placed(text: str, tokens: Tokens, start: int, end: int) -> str:
    region = tokens.region_at(start)
    if region is not None and region[1] <= end and any(kind != "stem" for _, kind in region[2]):
        return "region"
    if text.startswith(WIDE, start):
        return "region"
    if LEVEL.match(text, start) and level_at(text, tokens, start):
        return "level"
    return "inner" if 5 <= end - start <= 16 and _holds_region(text, tokens, start, end) else ""


def _is_stem(region: Found) -> bool:
    return all(kind == "stem" for _, kind in region[2])


def _tells(ending: str, words: Words) -> bool:
    """Say whether an ending right behind 省, 市 tells which body it is: 市一中, 省标准化研究院, not 市局, 市医院."""
    return ending not in words.generics and (len(ending) > 2 or ending[0] in "一二三四五六七八九十")


def _begun(text: str, tokens: Tokens, words: Words, start: int, end: int, size: int) -> bool:
    """Say whether a name of some length begins behind a delimiter, or a short one stands between two."""
    long = size >= LONG and _clear_before(text, tokens, start)
    return long or _alone(text, tokens, words, start, end)


def _alone(text: str, tokens: Tokens, words: Words, start: int, end: int) -> bool:
    """Say whether a name stands between delimiters, as in a cell or in a list, or in front of a verb."""
    after = text[end : end + 1]
    right = (
        words.opener(text, end, end + 6)
        or not after.isalnum()
        or after in CLEAR_AFTER
        or end in tokens.gaps
        or tokens.stops_between(end, end + 1)
    )
    return bool(right) and _clear_before(text, tokens, start)


def _clear_before(text: str, tokens: Tokens, start: int) -> bool:
    before = text[start - 1 : start]
    clear = not before or before in DELIMITERS or before in OPENERS or before in "()"
    return clear or start in tokens.gaps or tokens.stop_ends(start)


def _holds_region(text: str, tokens: Tokens, start: int, end: int) -> bool:
    for at in range(start + 1, end - 2):
        region = tokens.region_at(at)
        if region is not None and text[at - 1] != "(" and any(kind != "stem" for _, kind in region[2]):
            return True
    return False


def _generic_rest(text: str, tokens: Tokens, words: Words, start: int, end: int) -> bool:
    """Say whether a place is followed by a mere kind of thing (广东省上市公司, 韶关市中小学)."""
    at = start
    while (region := tokens.region_at(at)) is not None and region[1] < end and not _is_stem(region):
        at = region[1]
    at = at if at > start else start + 1
    rest = text[at:end]
    return (rest in words.generics and rest not in words.placed) or text.startswith(
        ("各", "所有", "范围", "本级", "级", "境内"), at
    )


@cache
def _tail(branches: str) -> regex.Pattern[str]:
    return regex.compile(
        r"(?:\((?:有限合伙|普通合伙|特殊普通合伙|集团|筹)\))?"
        r"(?P<branch>\d{2,4}(?:所|厂|队|研究所)|"
        rf"(?:\p{{Han}}{{2,12}}?|\([\p{{Han}}]{{2,6}}\))(?:{branches})++)?"
    )


def _tail_end(text: str, tokens: Tokens, words: Words, kind: str, end: int) -> int:
    if kind not in COMPANY_TAIL:
        return end
    if kind == "school" and (campus := _campus_end(text, tokens, end)) > end:
        return campus
    found = _tail(words.branch_endings["company" if kind == "company" else "any"]).match(text, end)
    if found is None:
        return end
    branch = found.group("branch")
    if branch and (_stopped(tokens, found.start("branch"), found.end()) or _joins(tokens, found)):
        return found.start("branch")
    parted = branch and any(at in tokens.gaps for at in range(found.start("branch"), found.end()))
    return found.start("branch") if parted else found.end()


def _joins(tokens: Tokens, found: regex.Match[str]) -> bool:
    """Say whether a word that joins two names stands in what would be a branch: 某公司对某医院."""
    start, end = found.span("branch")
    return any(found.string[at] in JOINING and not tokens.shielded(at, at + 1) for at in range(start, end))


def _campus_end(text: str, tokens: Tokens, end: int) -> int:
    """Give the end of a place in brackets behind a school: 哈尔滨工业大学（深圳）."""
    side = SIDE.match(text, end)
    if side is not None:
        return side.end()
    region = tokens.region_at(end + 1) if text.startswith("(", end) else None
    return region[1] + 1 if region is not None and text.startswith(")", region[1]) else end


def _stopped(tokens: Tokens, start: int, end: int) -> bool:
    return any(stop[1] <= end for stop in tokens.stops_between(start, end))
