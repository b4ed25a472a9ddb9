"""Headings (结构层次序数): 一、 → （一） → 1. → （1）; 第一章 and 第一节 in regulations."""

from __future__ import annotations

import regex

_NUMERAL = "[一二三四五六七八九十百]"
_LEVELS = (
    (1, regex.compile(rf"(?:{_NUMERAL}{{1,4}}[、.,](?!\d)|第{_NUMERAL}{{1,4}}(?:章|部分|编|篇)(?!第))")),
    (2, regex.compile(rf"(?:[(]{_NUMERAL}{{1,4}}[)]|第{_NUMERAL}{{1,4}}节)")),
    (3, regex.compile(r"\d{1,2}(?:[.、](?!\d)|[.]\s?(?=\d{4}年))")),
    (4, regex.compile(r"[(]\d{1,2}[)]")),
)
LONGEST = 60


def heading_level(plain: str) -> int:
    """Give the level 1 to 4 that a folded, squeezed paragraph begins with, 0 where it has none."""
    return next((level for level, pattern in _LEVELS if pattern.match(plain)), 0)


def is_heading(plain: str) -> bool:
    """Say whether a numbered paragraph is a heading only, and has no text of its own."""
    if len(plain) > LONGEST:
        return False
    body = plain.rstrip("。")
    if regex.search("[。;!?]", body) or plain.endswith((";", ":", ",")):
        return False
    # 一、资金概况。 is a heading; a whole sentence in a numbered paragraph is not
    return len(body) <= 25 if plain.endswith("。") else body.count(",") < 2
