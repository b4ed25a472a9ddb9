"""Where an open name begins: backwards from its ending to what cannot be part of it."""

from __future__ import annotations

import regex

from extractors.ner.tokens import Tokens, Words

REACH = 44
DELIMITERS = frozenset("，。；：、！？“”‘’《》〈〉「」『』【】〔〕[]{},;:!?\"'|/\\=<>·…—~+*#%&@$^_`\n")
BRACKET = regex.compile(r"\((?!(?:[一二三四五六七八九十\d]+|含|不含)\))[\p{Han}A-Za-z]{2,12}\)\Z")
KINDS = ("机构", "部门", "单位", "企业", "组织", "人员")
CONJUNCTIONS = "和与及"
SPLITTERS = "和与及或为在对由向于将被从等经至到交以的了是就"
FUNCTIONS = "为在对由向于将被从等"
OPENERS = "和与及或由向对为在从给到以使令经被将把跟同等了的是请让因按并即至"
NUMBERED = regex.compile(
    r"(?:\d+(?:\.\d+)?(?:年度?|月|日|家|个|所|名|户|万元|亿元|元|、|\.)*|第?[一二三四五六七八九十]+(?:家|个|所|户))+"
)
ITEM = regex.compile(r"\d{1,2}[.、](?=\d?[A-Za-z])")  # 4.3M中国有限公司
TRADE = regex.compile(  # what is left of a company's name when its own letters were taken for a function word
    r"(?:科技|贸易|商贸|实业|药业|股份|集团|投资|发展|控股|建设|工程|技术|信息|网络|电子|机械|设备|食品|农业|文化|传媒|咨询|服务|管理"
    r"|物流|环保|能源|材料|新材料|生物|医药|医疗|教育|旅游|房地产|置业|装饰|电气|电器|电力|化工|纺织|服饰|汽车|智能|制造|国际)++"
)
HEADS = '\n:：(“"'
BEGINNINGS = ("中国", "国家", "多", "各", "数", "几", "两", "其")
ORGANISED = ("集团", "公司", "银行", "学院", "大学", "总局", "协会", "厂", "中心", "研究院", "医院")


def left_edge(text: str, tokens: Tokens, words: Words, end: int) -> int:
    """Give the offset where the name that ends in the word at `end` begins; `end` itself when nothing is left."""
    start = _delimited(text, tokens.gaps, end)
    start = _after_stops(text, tokens, start, end)
    start = _after_conjunctions(text, tokens, words, start, end)
    start = _without_openers(text, tokens, words, _at_region(text, tokens, start, end), end)
    return _at_region(text, tokens, start, end) if start < end else end


def _delimited(text: str, gaps: frozenset[int], end: int) -> int:
    at, floor = end, max(0, end - REACH)
    while at > floor:
        char = text[at - 1]
        if at in gaps and not (text[at - 1].isascii() and char.isalpha()):
            return at
        if char == ")":
            bracket = BRACKET.search(text, max(0, at - 14), at)
            if bracket is None or bracket.start() <= floor or not text[bracket.start() - 1].isalnum():
                return at
            at = bracket.start()
        elif (
            char in DELIMITERS
            or char == "("
            or (char == "-" and not (text[at - 2 : at - 1].isascii() and text[at : at + 1].isascii()))
        ):
            return at
        else:
            at -= 1
    return at


def _after_stops(text: str, tokens: Tokens, start: int, end: int) -> int:
    after = start
    for stop in tokens.stops_between(start, end):
        held = tokens.shielded(stop[0], stop[1]) or _bracketed(text, start, stop[0])
        if stop[1] <= end and not held and not _own_letter(text, stop[0], stop[1], end):
            after = max(after, stop[1])
    return after


def _own_letter(text: str, start: int, stop: int, end: int) -> bool:
    return stop == start + 1 and text[start] not in "的了是" and TRADE.fullmatch(text, stop, end) is not None


def _bracketed(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


LINKS = ("联合", "携手", "协同", "牵头", "委托")


def _links(text: str, tokens: Tokens, at: int) -> bool:
    """Say whether a verb between two names stands here: 行业协会联合天津某公司."""
    if not text.startswith(LINKS, at) or not tokens.ends_name(at):
        return False
    region = tokens.region_at(at + 2)
    return text.startswith(BEGINNINGS, at + 2) or (region is not None and any(kind != "stem" for _, kind in region[2]))


def _kind_behind(text: str, tokens: Tokens, words: Words, start: int, end: int) -> bool:
    """Say whether what begins here and ends in the word at `end` is a mere kind of thing (社区和物业公司)."""
    ends = (at for at in range(end + 1, end + 7) if tokens.ends_name(at))
    return any(text[start:at] in words.generics for at in ends)


def _after_conjunctions(text: str, tokens: Tokens, words: Words, start: int, end: int) -> int:
    for at in range(end - 1, start, -1):
        if _links(text, tokens, at):
            return at + 2
        if at in tokens.breaks and tokens.ends_name(at) and _is_full(tokens, at):
            return at
        if text[at] in FUNCTIONS and tokens.ends_name(at) and not tokens.shielded(at, at + 1):
            return at + 1
        if text[at] in SPLITTERS and not tokens.shielded(at, at + 1) and _kind_behind(text, tokens, words, at + 1, end):
            return at + 1
        if text[at] in CONJUNCTIONS and not tokens.shielded(at, at + 1) and not _bracketed(text, start, at):
            left_is_name = (
                tokens.ends_name(at)
                or _place_ends(tokens, at)
                or text[at - 1] == ")"
                or text.endswith(KINDS, start, at)
            )
            if left_is_name or text[at] == "及" or tokens.region_at(at + 1) or text.startswith(BEGINNINGS, at + 1):
                return at + 1
    return start


def _at_region(text: str, tokens: Tokens, start: int, end: int) -> int:
    first = tokens.region_at(start)
    if first is not None or tokens.shielded(start, start + 1):
        return start
    for at in range(start + 1, end - 1):
        region = tokens.region_at(at)
        if region is None or _bracketed(text, start, at) or tokens.shielded(at, at + 1):
            continue
        pretext = text[start:at]
        full = any(kind == "full" for _, kind in region[2]) and region[1] - region[0] > 2
        if full and (not pretext.endswith(ORGANISED) or at in tokens.breaks):
            return at
        if not full and pretext[-1] in OPENERS:
            return at
    return start


def _place_ends(tokens: Tokens, end: int) -> bool:
    region = tokens.region_before(end)
    return region is not None and end - region[0] > 2 and any(kind == "full" for _, kind in region[2])


def _is_full(tokens: Tokens, start: int) -> bool:
    region = tokens.region_at(start)
    return region is not None and region[1] - start > 2 and any(kind == "full" for _, kind in region[2])


def _is_place(tokens: Tokens, start: int) -> bool:
    region = tokens.region_at(start)
    return region is not None and any(kind != "stem" for _, kind in region[2])


def _opens(text: str, tokens: Tokens, start: int) -> bool:
    """Say whether a function word stands here: at the head of a cell or a label, 和, 同, 以 begin a name."""
    if text[start] not in OPENERS or tokens.shielded(start, start + 1) or tokens.region_at(start) is not None:
        return False
    headed = not start or text[start - 1] in HEADS
    return not (headed and text[start] in "和同以")


def _without_openers(text: str, tokens: Tokens, words: Words, start: int, end: int) -> int:
    while start < end:
        item = ITEM.match(text, start, end)
        number = NUMBERED.match(text, start, end)
        if item is not None:
            start = item.end()
            continue
        if number is not None and not text[number.end() : number.end() + 1].isascii():
            start = number.end()
        elif _opens(text, tokens, start):
            start += 1
        elif (opener := words.opener(text, start, end)) and not _is_place(tokens, start):
            start += opener
        else:
            return start
    return end
