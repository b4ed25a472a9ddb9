"""Labels that say what a value is: 发文字号：…, 发布机构：…, 预算单位：…, above the document or on its cover.

Web pages print such a list, in lines or as a small table, above the document that they carry.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.document import Part, Table
from extractors.reading.parts.bodies import is_body, split_bodies
from extractors.reading.parts.closing import find_disclosure
from extractors.reading.parts.numbers import find_numbers_of
from extractors.reading.parts.rows import Row, Strip, Zone, part_of, strip_of

_NAMES = {
    "number": r"发文字号|文件编号|公文文号|文\s?号|发文文号|字\s?号|文件字号|发文号",
    "issuers": r"发布机构|发文机关|发文单位|制发机关|发布单位|发文机构|公开责任部门|发布部门|制定机关"
    r"|预算单位|预算主管部门|编制单位|编制部门|填报单位|填报部门|报告单位|自评单位|公开单位|评价机构|评价单位|审计单位"
    r"|(?:填报|自评|预算|报告|部门|项目主管)?单位名称|部门名称|填表单位",
    "date": r"成文日期|成文时间|发文日期|编制日期|编制时间|报告日期|发文时间|填报日期|填报时间|填表日期",
    "title": r"标\s?题|名\s?称|公文名称|信息名称|文件名称",
    "disclosure": r"公开形式|公开方式|公开属性|公开类别|信息公开选项",
    "other": r"索\s?引\s?号|主题分类|主\s?题\s?词|发布日期|发布时间|信息来源|来\s?源|有\s?效\s?性|生效日期|失效日期"
    r"|实施日期|体裁分类|信息索引|公开范围|公开时限|信息类别|浏览次数|字\s?体|分\s?类|组配分类|服务对象|关键词|作者|编辑|点击数?|阅读量?"
    r"|主管部门|委托单位|被评价单位|项目单位|实施单位|项目名称|当前位置|您现在的位置|填报人(?:姓名)?|填表人|联系人(?:姓名)?|联系电话|联系方式|负责人|单位负责人|财务负责人|文件状态|公文时效|内容概述|统一登记号|责任编辑",
}
_ANY = "|".join(_NAMES.values())
_SEAL = r"(?:\((?:公?章|盖章|加盖公章|签章|签字|签名)\)\s?)?"
_LABEL = regex.compile(rf"[【\[]?\s?(?P<label>{_ANY})\s?[】\]]?\s?{_SEAL}:\s?{_SEAL}")
_BARE = regex.compile(rf"[【\[]?(?P<label>{_ANY})[】\]]?:?")
_KIND = {name: regex.compile(words) for name, words in _NAMES.items()}
_LINE = 400


def find_labels(text: str, row: Row) -> Zone | None:
    """Give what the labels of a row say; None where it does not begin with one."""
    if len(row.plain) > _LINE or not _LABEL.match(row.plain):
        return None
    cuts = list(_LABEL.finditer(row.plain))
    ends = [cut.start() for cut in cuts[1:]] + [len(row.plain)]
    parts = tuple(
        part
        for cut, end in zip(cuts, ends, strict=True)
        for part in _say(text, cut["label"], row.strip.cut(cut.end(), end).trim(" "))
    )
    return Zone(parts, ((row.index, "head"),))


def find_table_labels(text: str, table: Table) -> tuple[Part, ...]:
    """Give what a small table of labels says: the label in one cell with its value, or the value in the next cell."""
    strips = [strip_of(text, cell.span) for cell in table.cells]
    if len(strips) > 40:
        return ()
    parts: list[Part] = []
    for strip, following in zip(strips, [*strips[1:], Strip("", "", ())], strict=True):
        bare = _BARE.fullmatch(strip.plain)
        match = _LABEL.match(strip.plain)
        if bare:
            parts += _say(text, bare["label"], following)
        elif match:
            parts += _say(text, match["label"], strip.cut(match.end(), len(strip.plain)).trim(" "))
    return tuple(parts) if any(part.name == "numbers" for part in parts) else ()


def _say(text: str, label: str, strip: Strip) -> Iterator[Part]:
    name = next((name for name, pattern in _KIND.items() if pattern.fullmatch(label)), "other")
    if strip.span is None:
        return
    if name == "number":
        yield from find_numbers_of(text, strip, "label")
    elif name == "issuers":
        bodies = split_bodies(text, strip.span)
        if all(is_body(body.plain) for body in bodies):
            yield from (part_of("issuers", body, "label", score=0.93) for body in bodies)
    elif name == "title" and len(strip.plain) > 5:
        yield part_of("title", strip, "label", score=0.93)
    elif name == "disclosure":
        yield from find_disclosure(strip)
    elif name == "date":
        yield Part("date", strip.plain, strip.span, "parts:label", 0.93)
