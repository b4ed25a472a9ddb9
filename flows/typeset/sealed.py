"""Signed notices with a seal on the date of signature, in many ways: what a reader of scans is tried on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pymupdf

from flows.typeset import typeset
from flows.typeset.scan import SCANNERS, Seal, find_signature, scan_pdf

CHINESE = ("二〇二〇年十二月二十九日", "2020-12-29")
ARABIC = ("2021年11月17日", "2021-11-17")
SHORT = ("2023年3月8日", "2023-03-08")
LONG = ("二〇一九年十一月三十日", "2019-11-30")
BODY, CITY = "某省财政厅", "某市某区市场监督管理局"
SOURCE = """{body}文件
某财农〔{year}〕12号
{body}关于下达水利资金的通知
各市财政局：
为支持水利建设，现下达资金1,200万元，请按规定使用，加快支出进度，并做好绩效管理工作。
{body}
{date}
（此件公开发布）
"""


@dataclass(frozen=True, slots=True)
class Variant:
    """A date with a seal on it; `shift` moves the seal from the middle of the date, in points."""

    date: tuple[str, str]
    seal: Seal
    grade: str = "light"
    shift: tuple[float, float] = (0.0, 0.0)
    dpi: int = 0


VARIANTS = (
    Variant(CHINESE, Seal(BODY)),
    Variant(ARABIC, Seal(BODY)),
    Variant(SHORT, Seal(BODY, radius=20, turn=8), shift=(0, -14)),
    Variant(LONG, Seal(CITY, radius=21, turn=-5), shift=(0, -14)),
    Variant(CHINESE, Seal(BODY, radius=22.5, darkness=1.0), shift=(20, -6)),
    Variant(ARABIC, Seal(BODY, star=False, darkness=1.0), shift=(-24, -10)),
    Variant(SHORT, Seal(CITY, radius=19, darkness=0.6, turn=14), shift=(8, 34)),
    Variant(LONG, Seal(BODY, star=False, darkness=0.6), shift=(-10, 40)),
    Variant(CHINESE, Seal(CITY, radius=21), dpi=150),
    Variant(ARABIC, Seal(CITY, radius=21), dpi=150, shift=(0, 45)),
    Variant(CHINESE, Seal(BODY), dpi=300, shift=(0, -40)),
    Variant(SHORT, Seal(BODY, darkness=1.0), dpi=300),
    Variant(ARABIC, Seal(BODY), grade="coarse"),
    Variant(CHINESE, Seal(BODY), grade="heavy"),
    Variant(ARABIC, Seal(BODY), grade="heavy", shift=(0, -14)),
    Variant(SHORT, Seal(CITY, darkness=1.0), grade="heavy", shift=(12, 6)),
    Variant(LONG, Seal(BODY, star=False), grade="faint"),
    Variant(ARABIC, Seal(BODY), grade="fax"),
    Variant(CHINESE, Seal(BODY, star=False), grade="fax", shift=(0, 45)),
    Variant(ARABIC, Seal(BODY, darkness=1.0, turn=30), grade="clean", shift=(0, 2)),
)


def make_scan(variant: Variant) -> bytes:
    """Give the scan of a signed and sealed notice; nothing else in it tells the day, or casts doubt on it."""
    year = variant.date[1][:4]
    data = typeset(SOURCE.format(body=variant.seal.text, date=variant.date[0], year=year))
    with pymupdf.open(stream=data) as document:
        x, y = find_signature(document[0]) or (0.0, 0.0)
    grade = SCANNERS[variant.grade]
    seal = replace(variant.seal, middle=(x + variant.shift[0], y + variant.shift[1]))
    return scan_pdf(data, replace(grade, dpi=variant.dpi or grade.dpi), seals=[seal])
