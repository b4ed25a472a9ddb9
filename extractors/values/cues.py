"""The words around a figure of money: how it is meant (各, 不超过, 约), what it is for (每家), whether it is money."""

from __future__ import annotations

import regex

_NOUN = (
    "平方公里|平方米|立方米|千瓦时|课时|学时|小时|分钟|人次|公里|千瓦|公斤|公顷|学期|学年|季度|单位|企业|家庭|机构|学校|㎡|m2|m²|kWh|km|kg|"
    "[个家件户名人项亩头只吨套台次月年天日生位篇本份座所村镇乡县市区校班组期场辆株棵米口处条宗笔批股张斤度瓶床例节周季届队店厂点艘]"
)
_FILL = r"[^\d。;,:!?\n]"

_VERB = (
    r"(?:下达|安排|补助|奖励|给予|拨付|资助|支持|分配|后|一次性|获得?|得到?|出资|投入|为|是|计|补贴|奖补|支付|缴纳|罚款|处|扣[减除]?|增加|减少|按|"
    r"拨款|发放|核定|收取?|交纳?|需|达到?|列支|下拨|配套)"
)
_SUM = (
    "合计|总计|累计|共计|总共|总额|总(?:价|投资|金额|规模|预算|收入|支出|成本|造价|产值|概算|经费|资金|费用|投入|资产)"
)
_LEFT = (
    (
        "at_most",
        r"(?:不(?:得|能|应)?(?:超过|高于|多于|大于|超)|至多|≤|<=?|(?<!不|不得|不能|不应)(?:低于|少于|小于)|不足)\s*$",
    ),
    ("at_most", rf"(?:最高(?!人民|法院|检|级|学|层)|最多|上限|限额(?!以上)){_FILL}{{0,10}}\s*$"),
    ("at_least", r"(?:不(?:得|能|应)?(?:低于|少于|小于)|至少|≥|>=?|最低|最少|突破)(?:为|达)?\s*$"),
    ("at_least", r"(?<!不|不得|不能|不应)(?:超过|高于|大于|多于|超出?)\s*$"),
    ("about", r"(?:(?<![节签契违预合集制条公和特])约|(?<![附最临新])近|接近|大概)(?:为|合)?\s*$"),
    ("each", rf"每\s*(?:{_NOUN}){_FILL}{{0,14}}\s*$"),
    ("each", r"每\s?\p{Han}{1,2}\s*$"),
    ("each", rf"各(?![类项级种方界族])[^\d。;,:!?\n、]{{0,3}}?{_VERB}{{0,3}}\s*$"),
    ("each", r"分别[^\d。;,:!?\n]{0,12}(?:[\d.,、和及与万亿千百元\s]{0,60})$"),
    ("each", rf"(?<![平人户亩村年日月])均(?![衡价值匀等]){_VERB}{{0,3}}\s*$"),
    ("total", rf"(?:{_SUM})(?![^\d。;,、!?\n]{{0,12}}(?:增加|减少|增长|下降|提高|占|比))[^\d元。;,、!?\n]{{0,12}}\s*$"),
    ("total", r"(?<![公中])共(?!同|享|建|产|和|治|性|青|创|商|赢|识|振|用|服)[^\d。;,:!?\n、]{0,8}\s*$"),
)
_RIGHT = (
    ("at_most", r"\s*(?:\(不?含[^()]{0,12}\))?\s*及?(?:以内|以下|之内|封顶|为限|为上限)"),
    ("at_least", r"\s*(?:\(不?含[^()]{0,12}\))?\s*及?(?:以上|之上|起(?!草|诉|到|步|点|来))"),
    ("at_least", r"\s*(?:≤|<)"),
    ("at_most", r"\s*(?:≥|>)"),
    ("about", r"\s*(?:左右|上下(?!级|游))"),
)
LEFT = tuple((name, regex.compile(pattern)) for name, pattern in _LEFT)
RIGHT = tuple((name, regex.compile(pattern)) for name, pattern in _RIGHT)
ORDER = ("at_most", "at_least", "about", "each", "total")

_PER_LEFT = regex.compile(rf"每\s*(?P<first>{_NOUN})(?:每\s*(?P<second>{_NOUN}))?(?:(?!每){_FILL}){{0,14}}\s*$")
_PER_NEXT = regex.compile(r"每\s?(?P<first>\p{Han}{1,2})\s*$")
_PER_MEAN = regex.compile(rf"(?P<first>[人户亩村校])均{_FILL}{{0,14}}\s*$")
_PER_RIGHT = regex.compile(
    rf"\s*(?:/\s*每?|每)\s*(?P<first>{_NOUN}|(?<=/)[\u4e00-\u9fff]{{1,2}})(?:\s*[/·•.]\s*(?P<second>{_NOUN}))?"
)


def read_qualifier(left: str, right: str) -> str | None:
    """Give how an amount is meant; `left` and `right` are the folded text before and after it."""
    found = {name for name, pattern in LEFT if pattern.search(left)}
    found |= {name for name, pattern in RIGHT if pattern.match(right)}
    return next((name for name in ORDER if name in found), None)


def read_per(left: str, right: str) -> str | None:
    """Give what one amount is for: 家 of 每家 5 万元, 人·月 of 元/人·月."""
    match = _PER_RIGHT.match(right) or _PER_LEFT.search(left) or _PER_NEXT.search(left) or _PER_MEAN.search(left)
    if match is None:
        return None
    second = match.groupdict().get("second")
    return match["first"] + (f"·{second}" if second else "")


_MONEY = regex.compile(
    r"资金|金额|补助|补贴|奖补|奖励|奖金|投资|投入|收入|支出|下达|安排|拨付|拨款|经费|贷款|融资|贴息|资助|预算|决算|罚款|罚金|产值|税|利润"
    r"|费|款|债|额|发行|出资|捐赠|捐款|中标|造价|成本|注册资本|价格|单价|总价|财政|募集|基金|规模|生产总值|GDP|营收|薪|酬|赔偿|损失|元|人民币|[¥$]|缴|资产|负债|收益|余额|给予|到位|缺口|罚|奖"
)
_OTHER = regex.compile(
    r"人口|人数|人次|群众|用户|播放|点击|浏览|阅读|访问|下载|字数|面积|产量|销量|产能|数量|总量|吨|亩|公顷|平方|立方|户|里程|粉丝|受众|藏书|图书|学生|职工"
    r"|读者|游客|客流|吞吐|装机|存栏|出栏|种植|造林|参保|就业|农民|居民|存量|保有量|容量|库容|发电|供水|申请量|授权量|注册量|件数|企业数|名额|人员|培训|标本|数据"
)
_BOUND = r"以[上下内](?:的)?\s*(?=$|[\n,。;、)\]\d一二三四五六七八九十]|罚款|资金|补助|奖励|投资|贷款)"
_PLAIN_RIGHT = regex.compile(
    rf"\s*(?:{_BOUND}|$|\n|[,。;、.:()\]】」”』\"'!?/~-]|左右|不等|一次性|(?:的)?(?:资金|补助|经费|贷款|投资|奖励|补贴|奖金|专项|预算)|用于|作为|大关|人民币|给予|已|由)"
)
_LIST_RIGHT = regex.compile(r"\s*(?:[、和与及]|至|到|-|~)\s*\d[\d.,]*\s*[百千万亿]{0,3}\s*元")
_PROJECT_LEFT = regex.compile(r"(?:项目|工程|专项|课题|任务|市级|省级|县级|中央|本级|自筹|配套)\s*$")


def is_money(text: str, start: int, end: int) -> float:
    """Say how sure it is that a figure with 万 or 亿 and no 元 is money: 0 if it is not."""
    right = text[end : end + 16]
    if _LIST_RIGHT.match(right):
        return 0.95
    if not _PLAIN_RIGHT.match(right):
        return 0.0
    left = text[max(0, start - 60) : start]
    sentence = regex.split(r"[。;!?]", left)[-1]
    clause = sentence.split(",")[-1]
    if _wins(clause) or _PROJECT_LEFT.search(clause):
        return 0.93
    return 0.8 if not _OTHER.search(clause) and _wins(sentence) else 0.0


def _wins(left: str) -> bool:
    """Say whether the nearest telling word before the figure speaks of money."""
    money = max((match.end() for match in _MONEY.finditer(left)), default=-1)
    other = max((match.end() for match in _OTHER.finditer(left)), default=-1)
    return money > other
