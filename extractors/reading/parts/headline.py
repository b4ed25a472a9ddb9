"""标题 and 主送机关: the lines between the 版头 and the text.

Source: GB/T 9704-2012, 7.3.1 and 7.3.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import regex

from extractors.document import Part
from extractors.reading.parts.annex import is_annex_caption
from extractors.reading.parts.bodies import could_be_addressee, is_addressee, is_body, split_addressees
from extractors.reading.parts.heading import heading_level
from extractors.reading.parts.labels import find_labels
from extractors.reading.parts.numbers import find_numbers_of
from extractors.reading.parts.rows import Row, Strip, Zone, join, part_of
from extractors.values.number import find_numbers

# what a title ends in; the document's type is told by the lexicon document_types.tsv
_ENDING = regex.compile(
    r"(?:通知|通知书|函|复函|批复|报告|请示|意见|决定|命令|令|公告|通告|通报|纪要|议案|公报|决议|办法|细则|方案|规定|条例|规划|计划|要点|总结|制度"
    r"|指引|指南|标准|目录|清单|说明|公示|公开|预算|决算|预案|章程|规则|规范|准则|措施|政策|答复|复文|建议|提案|解读|声明|须知|合同|协议|承诺书"
    r"|决定书|告知书|意见书|建议书|责任书|说明书|任务书|表|名单|汇总|一览|情况|简报|讲话|汇报|自评|评价|工作法|法|草案|结果|倡议书|启事|公开信|信息)"
    r"(?:\([^()]{1,40}\)|[第之]?[一二三四五六七八九十\d]{0,3})*"
)
_COMPLETE = regex.compile(rf".{{2,}}{_ENDING.pattern}")
_SUFFIX = regex.compile(r"\([^()]{1,40}\)")
_STOP = regex.compile(r"[。;:?!]$|^目\s?录$|^[-—]?\d+[-—]?$|单位:|^第.{1,3}部分|\.{4}|…{2}")
_DATED = regex.compile(r"\(?.{0,60}(?:\d{4}|[〇○零一二三四五六七八九0oO]{4})年.{1,3}月(?:.{1,3}日)?.{0,120}\)?")
_LONGEST = 180
_DEPTH = 40


def find_title(rows: tuple[Row, ...], begin: int, headed: bool) -> tuple[Row, ...]:
    """Give the rows of the 标题, the first that can be one at or after `begin`; none in a text without.

    `headed` says that a 版头 stands above, so that the next line can only be the title.
    """
    body = body_size(rows)
    for row in rows[begin : begin + _DEPTH]:
        if _is_text(row):
            return ()
        lines = _without_heading_names(rows, _collect(rows, row, body))
        if lines and _accept(rows, lines, body, headed and row.index == begin):
            return lines
    return ()


def _without_heading_names(rows: tuple[Row, ...], lines: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave out bodies above a title that stand under it once more, as bulletins (公报) of statistics have them."""
    after = "".join(row.plain for row in rows[lines[-1].index + 1 : lines[-1].index + 3]) if lines else ""
    while len(lines) > 1 and is_body(lines[0].plain) and lines[0].plain in after.replace(" ", ""):
        lines = lines[1:]
    return lines


def body_size(rows: tuple[Row, ...]) -> float:
    """Give the size of the text, in points: the median over the long rows; 0 in a text file."""
    sizes = [row.passage.size for row in rows if len(row.plain) > 40] or [row.passage.size for row in rows]
    return median(sizes) if sizes else 0.0


def _is_text(row: Row) -> bool:
    """Say whether a row is a paragraph of the text, after which no title comes."""
    if row.passage.table:
        return row.index > 2  # a web page has a table of labels above the document
    level = heading_level(row.plain)
    return (level > 0 and not regex.match(r"\d", row.plain)) or (len(row.plain) > 45 and "。" in row.plain[-16:])


def _collect(rows: tuple[Row, ...], first: Row, body: float) -> tuple[Row, ...]:
    """Give the rows that can make one title with the first."""
    lines: list[Row] = []
    for row in rows[first.index :]:
        joined = "".join(line.plain for line in lines)
        if len(joined) + len(row.plain) > _LONGEST or not _continues(row, first, joined):
            break
        if lines and _COMPLETE.fullmatch(joined) and not _goes_on(rows, row, first, body, joined):
            break
        lines.append(row)
    return tuple(lines)


def _continues(row: Row, first: Row, joined: str) -> bool:
    if not row.plain or row.passage.table or row.passage.page != first.passage.page or _STOP.search(row.plain):
        return False
    if is_annex_caption(row.plain) or heading_level(row.plain) or (joined and _is_dated(row.plain)):
        return False
    if not joined or not first.passage.size or abs(row.passage.size - first.passage.size) <= 1.2:
        return True
    # a cover prints the body in one size and what it publishes in another
    return bool(_NAME_ONLY.search(joined)) and len(joined) < 40 and bool(_COMPLETE.fullmatch(joined + row.plain))


_NAME_ONLY = regex.compile(r"^[^关年《》]+(?:[省市县区州盟旗部委局厅署院会]|政府|中心|办公室)$")


def _is_dated(plain: str) -> bool:
    return bool(_DATED.fullmatch(plain)) and (plain.startswith("(") or len(plain) < 16)


def _goes_on(rows: tuple[Row, ...], row: Row, first: Row, body: float, joined: str) -> bool:
    """Say whether a line belongs to a title that could end before it: （试行）, one more large line, …的通知."""
    if _SUFFIX.fullmatch(row.plain) and not _is_dated(row.plain) and "号" not in row.plain:
        return True
    if _is_open(joined):
        return True
    if _unfinished(rows, row, joined):
        return True
    looks = row.passage.align == "center" and first.passage.align == "center" and row.passage.size > body + 1
    return looks and bool(_COMPLETE.fullmatch(row.plain)) and len(row.plain) < 30


def _is_open(joined: str) -> bool:
    """Say whether a bracket is still open."""
    return joined.count("《") > joined.count("》") or joined.count("(") > joined.count(")")


def _unfinished(rows: tuple[Row, ...], row: Row, joined: str) -> bool:
    """Say whether a title with 关于 or 印发 comes to its 的通知 in this line or the two after it."""
    if not regex.search("关于|印发|转发|批转", joined) or _WHOLE.search(joined):
        return False
    more = ""
    for line in rows[row.index : row.index + 3]:
        if not line.plain or _STOP.search(line.plain) or heading_level(line.plain):
            return False
        more += line.plain
        if _WHOLE.search(more) and len(more) < 90:
            return True
    return False


_WHOLE = regex.compile(
    r"的.{0,8}(?:通知|函|批复|报告|请示|意见|决定|命令|公告|通告|通报|议案|公报|决议|答复|公示|说明|建议|提案)"
    r"(?:\([^()]{1,40}\))?$"
)


def _accept(rows: tuple[Row, ...], lines: tuple[Row, ...], body: float, headed: bool) -> bool:
    joined = "".join(line.plain for line in lines)
    if len(joined) < 4 or regex.match(r"抄[送报]|附件|主送|公开方式", joined):
        return False
    if _COMPLETE.fullmatch(joined) and not regex.search(r"[。;!?]", joined):
        return len(joined) < 120 or "关于" in joined
    large = lines[0].passage.size > body + 3 and lines[0].passage.align in ("center", "")
    after = rows[lines[-1].index + 1].plain if lines[-1].index + 1 < len(rows) else ""
    addressed = headed and after.endswith(":")
    return (large and len(rows) > 3) or addressed or (headed and len(joined) < 100 and "。" not in joined)


def title_zone(lines: tuple[Row, ...]) -> Zone:
    """Give the part and the roles of the rows of a title."""
    if not lines:
        return Zone()
    strip = join(line.strip for line in lines)
    score = 0.97 if _COMPLETE.fullmatch(strip.plain) else 0.85
    part = part_of("title", strip, "title", score=score)
    return Zone((part,), tuple((line.index, "title") for line in lines))


# under the title of a speech: ——2021年2月3日在…会议上, then who speaks
_SPEECH = regex.compile(r"-{1,2}[^。]{4,80}|[^。:,]{2,40}(?:[长任员席记]|代表)\s?[\p{Han}·]{2,4}(?:\s[\p{Han}])?")


# 某局关于…的公告, and under it 2019年第33号: the title says whose announcement it is
_ANNOUNCEMENT = regex.compile(r"(?P<who>[^《》。]{2,60}?)关于.+的(?P<genre>公告|通告)")
_YEARLY = regex.compile(r"[(]?(?P<number>\d{4}年第\d{1,4}号)[)]?")


def _announced(row: Row, title: Strip | None) -> tuple[Part, ...]:
    """Give the number of an announcement whose line under the title leaves out the body."""
    head = _ANNOUNCEMENT.fullmatch(title.plain) if title else None
    match = _YEARLY.fullmatch(row.plain)
    if head is None or match is None or title is None:
        return ()
    who = title.chars[head.start("who") : head.end("who")]
    found = [one for one in find_numbers(who + head["genre"] + match["number"]) if one.value]
    strip = row.strip.cut(*match.span("number"))
    return tuple(Part("numbers", str(one.value), strip.span, "parts:below_title", 0.93, one.doubt) for one in found[:1])


def find_below(text: str, rows: tuple[Row, ...], begin: int, title: Strip | None = None) -> tuple[Zone, int]:
    """Give the 发文字号 and the labels under the title, as web pages and covers have them, and the row after them."""
    zone, end = Zone(), begin
    for row in rows[begin : begin + 10]:
        parts = find_numbers_of(text, row.strip, "below_title") or _announced(row, title)
        found = Zone(parts, ((row.index, "head"),)) if parts else find_labels(text, row)
        if found is None and _SPEECH.fullmatch(row.plain):
            found = Zone(roles=((row.index, "head"),))
        if found is None:
            break
        zone, end = zone + found, row.index + 1
    return zone, end


def find_recipients(rows: tuple[Row, ...], begin: int) -> tuple[Zone, int]:
    """Give the 主送机关 and the index of the row after it: names up to a colon, over one line or several."""
    held: list[Strip] = []
    for row in rows[begin : begin + 8]:
        held.append(row.strip)
        strip = join(held)
        colon = strip.plain.find(":")
        if not row.plain or row.passage.table or regex.search("[。!?]", strip.plain[: max(colon, 0) or None]):
            break
        after = strip.plain[colon + 1 :].strip()
        if (
            colon > 0
            and after
            and ((len(after) < 25 and not after.endswith(("。", ":"))) or _LABEL.search(strip.plain[:colon]))
        ):
            break
        if colon > 0:
            parts = tuple(_recipients(strip.cut(0, colon)))
            roles = tuple((index, "recipients") for index in range(begin, row.index + (not after)))
            return (Zone(parts, roles), row.index + 1) if parts else (Zone(), begin)
    return Zone(), begin


# 采购单位：, 主管部门： say what follows, and address nobody
_LABEL = regex.compile(
    r"(?:预算|填报|编制|报告|主管|项目|评价|自评|申报|实施|承担|采购|联系|牵头|责任|公开|主办|承办|协办|建设|施工|委托|使用|配合|发布|申请)"
    r"(?:主管)?(?:单位|部门|机构|人|处室)$"
)


def _recipients(strip: Strip) -> Iterator[Part]:
    if len(strip.plain) > 600:
        return
    pieces = split_addressees(strip)
    known = sum(is_addressee(piece.plain) for piece in pieces)
    # one name that is known by no ending (国有林场) among others that are
    if pieces and 2 * known >= len(pieces) and all(could_be_addressee(piece.plain) for piece in pieces):
        yield from (part_of("recipients", piece, "recipients") for piece in pieces)
