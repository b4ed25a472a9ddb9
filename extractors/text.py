"""Folding that keeps length, so that an offset in folded text is the same offset in the source.

`heal` undoes what fonts do to characters (⻄ → 西, the Kangxi radicals, compatibility ideographs); reading
applies it once, so `Document.text` holds the characters that were meant. `fold` is for matching only: full-width
forms, brackets and spaces become one form each. Neither changes the number of code points; NFKC as a whole would
(㎡ becomes two).
"""

from __future__ import annotations

import re
import unicodedata

OPEN = "〔"
CLOSE = "〕"


def _one(code: int) -> str | None:
    """Give the NFKC form of a code point if that is one other character."""
    form = unicodedata.normalize("NFKC", chr(code))
    return form if len(form) == 1 and form != chr(code) else None


def _table(*ranges: tuple[int, int]) -> dict[int, str]:
    found = ((code, _one(code)) for first, last in ranges for code in range(first, last + 1))
    return {code: form for code, form in found if form is not None}


# Radicals of the CJK Radicals Supplement have no NFKC form; these are met in PDF text layers.
_RADICALS = dict(
    zip(
        "⺀⺁⺄⺆⺈⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺧⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "冫厂乛冂刀卜㔾小小兀尣尢尣巳幺彑彐心手攵旡月歺母民水氺灬爫爫牛王疋目示礻竹糹纟罒罒网罒罓羊羊羊耂肀聿肉臼艹艹艹虎衤西西见角訁讠贝足车辶辶辶阝钅长镸长门阜阝雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙龟亀龟",
        strict=True,
    )
)
_HEAL: dict[int, str] = {
    **_table((0x2E80, 0x2FDF), (0xF900, 0xFAFF)),
    **{ord(radical): form for radical, form in _RADICALS.items()},
    0x2011: "-",
    0x2002: " ",
    0x2003: " ",
    0x2009: " ",
    0x00A0: " ",
    0x3000: " ",
    0x00AD: "-",
}

_FOLD: dict[int, str] = {
    **_HEAL,
    **_table((0xFF01, 0xFF5E)),
    **{ord(char): "(" for char in "（﹙⁽"},
    **{ord(char): ")" for char in "）﹚⁾"},
    **{ord(char): OPEN for char in "〔﹝〘❲"},
    **{ord(char): CLOSE for char in "〕﹞〙❳"},
    **{ord(char): "-" for char in "‐‑‒–—―－﹣−"},
    **{ord(char): "~" for char in "～〜∼˜"},
    **{ord(char): " " for char in "\t\v\f\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u202f\u205f"},
    ord("￥"): "¥",
    ord("﹪"): "%",
    ord("﹕"): ":",
    ord("﹐"): ",",
}


def heal(text: str) -> str:
    """Put back the characters that were meant; the length stays."""
    return text.translate(_HEAL)


def fold(text: str) -> str:
    """Give the text in the one form that patterns are written for; the length stays."""
    return text.translate(_FOLD)


_BETWEEN_CJK = re.compile(r"(?<=[^\x00-\x7f])[ \t\r\n]+|[ \t\r\n]+(?=[^\x00-\x7f])|[\r\n]+")


def squeeze(text: str) -> str:
    """Take out the white space that Chinese text does not have; a space between two Latin words stays."""
    return _BETWEEN_CJK.sub("", text.strip())
