"""Units of counted and measured things (计量单位) as indicators print them: 家, 人次, 平方米, %, 元/人."""

from __future__ import annotations

import regex

_SHARES = "个百分点|百分点|百分比|%|‰"
_LONG = (
    "微克/立方米|毫克/立方米|毫克/升|克/升|毫克/千克|微克/千克|千克标准煤|微克|毫升|"
    "平方公里|平方千米|平方米|立方米|平米|千瓦时|兆瓦时|千瓦|兆瓦|公里|千米|厘米|毫米|公斤|千克|毫克|公顷|海里|分贝|摄氏度"
    "|吨标准煤|标准煤|个工作日|工作日|日历天|日历日|个自然日|自然日|个小时|小时|分钟|秒钟|个月|个季度|季度|个星期|星期|学时|课时|学期|学年|学分"
    "|人次|人天|人日|人年|人月|件次|批次|场次|车次|班次|户次|家次|例次|台次|架次|航次|频次|辆次|点次|篇次|标段|试点"
    "|幅次|周岁|美元|港元|欧元|头只|台套|台件|车位|床位|编制|人数|次数|标箱|千字|字节|兆|GB|TB|MB"
)
_SHORT = (
    "个家件户名人项亩头只吨套台次年月天日周生位篇本份座所村镇乡县市区校班组期场辆株棵米口处条宗笔批张斤克升届册例起类种"
    "种部块片幅栋间层间床票站段井眼艘枚盒袋瓶箱包轮课首集版页款则节对双岁倍折成分度秒元角级团队支门路尾羽匹架尊具副扇幢卷"
    "盏根丘垛顶把孔盘桶筐车趟遍回步圈字股人"
)
_LATIN = (
    r"(?:[kK][wW]·?h|[mM][wW]|[kK][wW]|km²|km2|km|hm²|hm2|m²|m2|m³|m3|㎡|㎥|℃|mm|cm|kg|t|m|L|h|dB"
    r"|[μu]g/m[³3]|mg/m[³3]|mg/[Ll]|mg/kg|N?TU|km/h|(?:kVA?|V|W|Hz)(?![\u4e00-\u9fff])|min|ms|s|d|[MG]bps|ha)(?![A-Za-z])"
)
WORD = rf"(?:{_SHARES}|{_LONG}|{_LATIN}|[{''.join(dict.fromkeys(_SHORT))}])"
"""One unit without its large numeral and without what it is counted by."""

_PER = rf"(?:/每?|每)(?P<per>(?:{_LONG}|[{''.join(dict.fromkeys(_SHORT))}天年月周日])(?:[·.*/]?[年月天日次])?)"
UNIT = rf"(?P<unit>(?:百万|千万|万亿|千|万|亿)?(?:{WORD}|(?<=[万亿])))(?:{_PER})?"
"""A unit behind a figure: 万 and 亿 belong to it; `per` is what one figure is for (元/人)."""

CHANGES = (None, "%", "‰", "百分点", "倍")
"""Units of a figure that a name such as 增长率 makes a change."""

SHARES = frozenset({"%", "‰", "成"})
TIMES = frozenset(
    [
        "h",
        "min",
        "年",
        "月",
        "天",
        "日",
        "周",
        "秒",
        "小时",
        "分钟",
        "工作日",
        "日历天",
        "日历日",
        "自然日",
        "星期",
        "季度",
        "学年",
        "学期",
    ]
)
_SAME = {"百分比": "%", "％": "%"}
_COUNTED = regex.compile(r"个(?=工作日|自然日|小时|月|季度|星期|百分点)")


def clean_unit(printed: str | None) -> str | None:
    """Give one form of a unit: 个工作日 and 工作日 are 工作日, 百分比 is %."""
    if not printed:
        return None
    plain = _COUNTED.sub("", printed)
    return _SAME.get(plain, plain)
