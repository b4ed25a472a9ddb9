"""Sets of bodies that are named as one: 各地级以上市财政局, 财政部等11部门, 省直有关单位."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.ner.found import Name
from extractors.ner.tokens import Tokens

_UNIT = (
    r"(?:地级以上市|地级市|设区的?市|省级|省辖市|省直管县|省财政直接管理县|省财政直管县|财政省直管县|省财政直管试点县|省直管试点县|财政直管县|直管县|省直管市|扩权县|计划单列市|自治区|直辖市|自治州|自治县|自治旗"
    r"|新疆生产建设兵团|副省级城市|经济特区|直管市|林区|省|市|州|县|区|旗|盟|镇|乡|街道|开发区|新区|功能区|地(?=[、,州市盟])"
    r"|(?<=[、和及])\p{Han}{2,4}(?:新区|林区|矿区))"
)
_JOIN = r"(?:[、,/]|和|及|与|或)?"
_PLACES = rf"{_UNIT}(?:{_JOIN}(?:{_UNIT}|\({_UNIT}(?:[、,]{_UNIT})*+\)))*+(?:\((?:不?含)[^()\n]{{1,24}}\))?"
_BODY = (
    r"(?:党委(?:和|、)(?:人民)?政府|人民政府|政府|财政部门|主管部门"
    r"|[\p{Han}]{2,14}?(?:局|厅|委员会|委|部门|办公室)(?:\([局厅委办、]+\))?)"
)
EACH = regex.compile(
    rf"(?:国家税务总局(?=各))?(?:(?=省财政直|省直管|财政省直管|财政直管)|各有关|各相关|有关|相关|全[省市县国]各|各)(?P<places>{_PLACES})(?P<body>{_BODY})"
)
COUNTED = regex.compile(r"等(?:\d{1,2}|[一二三四五六七八九十两]{1,3})?个?(?:部门|部委|单位|委局|厅局|委办局|部委局)")
_WHOSE = (
    r"(?:[省市县区州盟旗镇乡](?:直|级|属)?(?:国家)?(?:机关)?|[省市县区州盟旗](?:委|(?:人民)?政府)(?:直属)?|国务院|[局厅部委院]直?属"
    r"|[局厅部院]机关|[省市县区州盟旗局厅部委院]?直属|[省市县区州盟旗]属|[中驻][省市县区州盟旗](?:内)?"
    r"|(?:中央|国家|中省|部省|省部|[中省市部])?(?:、[省市])?驻\p{Han}{1,3}?)"
)
_KIND = (
    r"(?:有关|相关)?(?:直属|工作|预算|内设|职能|组成|派出)?(?:部委办局|部委办|委办局|部委|部门|部門|单位|單位|机构|機構|人民团体|高校|高等学校|高等院校|院校|企业|企事业单位|国有企业|金融机构|医疗机构|学校|处室"
    r"|科室|办公室(?:\((?:中心|站|所)\))?)"
)
DIRECT = regex.compile(
    rf"(?<![直省]辖){_WHOSE}(?:各|有关|相关|有關){_KIND}(?:、(?:各)?直属(?:机构|单位)|、(?:各)?(?:单位|机构|人民团体|企业))?"
)
GENERIC = ("部门", "有关部门")


def find_groups(text: str, tokens: Tokens, bodies: list[Name]) -> Iterator[Name]:
    """Give the groups in the order of their pattern; a group covers the bodies inside it."""
    departments = {start: end for start, end, _ in sorted(tokens.departments)}
    for found in EACH.finditer(text):
        # the 市 of 市场监督管理局 may have been read as one more place
        start = next((at for at in (found.start("body") - 1, found.start("body")) if at in departments), None)
        if start is not None:
            end = _with_bracket(text, departments[start])
            yield Name(found.start(), end, "group", 0.95, place_end=start)
        elif _is_body(found.group("body")) and not _crosses(tokens, found.start("body"), found.end()):
            yield Name(found.start(), found.end(), "group", 0.85, place_end=found.start("body"))
    for found in DIRECT.finditer(text):
        yield Name(found.start(), found.end(), "group", 0.9, place_end=found.start())
    ends = {body.end: body for body in bodies if body.rule != "bare"}
    for found in COUNTED.finditer(text):
        body = ends.get(found.start())
        if body is not None:
            yield Name(body.start, found.end(), "group", 0.95, place_end=body.start)


def _is_body(said: str) -> bool:
    return said == "财政部门" or not said.endswith(GENERIC)


def _with_bracket(text: str, end: int) -> int:
    found = BRACKET.match(text, end)
    return found.end() if found else end


BRACKET = regex.compile(r"\([局厅委办、]{1,5}\)")


def _crosses(tokens: Tokens, start: int, end: int) -> bool:
    return bool(tokens.stops_between(start, end))
