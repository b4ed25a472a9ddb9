"""Lines that are a whole paragraph by what they say, so that no neighbour is joined to them (发文字号, 主送机关, …)."""

from __future__ import annotations

import regex

from extractors.reading.parts.bodies import is_addressee, is_body
from extractors.text import fold, squeeze

_NUMBER = regex.compile(
    r"\p{Han}{1,16}[〔\[(【]\s?(?:19|20)\d\d\s?[〕\])】]\s?第?\s?\d{1,5}\s?号"
    r"(?:[、,\s]\p{Han}{1,16}〔(?:19|20)\d\d〕\d{1,5}号)*(?:\s?签发人:?.{2,20})?"
)
_DATE = regex.compile(r"(?:\d{4}|[〇○◯零一二三四五六七八九0oO]{4})年.{1,3}月.{1,3}日(?:印发)?")
_PRINTED = regex.compile(r".{2,40}\d{4}年\d{1,2}月\d{1,2}日印发")
_LABELLED = regex.compile(
    r"(?:抄[送报]|主送|分送|签发人|公开方式|信息公开选项|索引号|发文字号|文号|发布机构|成文日期|标题|主题词|联系人|附件?\d{0,2}):.*"
)
_NOTE = regex.compile(r"\((?:此件|联系人|公开方式|信息公开).{0,60}\)")
_MARK = regex.compile(r"(?P<body>.{3,40})文件")
_LONGEST = 200


def stands_alone(line: str) -> bool:
    """Say whether a line cannot be the middle of a paragraph of running text."""
    plain = squeeze(fold(line))
    if not 4 <= len(plain) <= _LONGEST:
        return False
    if any(pattern.fullmatch(plain) for pattern in (_NUMBER, _DATE, _PRINTED, _LABELLED, _NOTE)):
        return True
    return plain.endswith(":") and all(map(is_addressee, regex.split("[,;、]", plain[:-1])))


def names_body(line: str) -> bool:
    """Say whether a line looks like the name of a body and nothing else: a name broken by a line end does too."""
    plain = squeeze(fold(line))
    mark = _MARK.fullmatch(plain)
    return 5 < len(plain) <= _LONGEST and is_body(mark["body"] if mark else plain)
