"""Which columns of an indicator table belong together: one set of levels, name and values, or two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractors.tables.sheet import Column

_SIGN = regex.compile(
    r"(?:绩效)?(?:指标|目标)?值?(?:性质|方向|符号|运算符号?|比较符号?|运算关系|计算符号|比较关系|关系符号?)$"
)
_UNIT = regex.compile(r"(?:绩效|指标)?(?:计量|度量|指标|目标|指标值)?值?(?:的)?(?:计量|度量)?单位$")
_TERM = regex.compile(r"实施期|中期|中长期|长期|三年|总目标|总体目标|全周期|项目期")
_ANNUAL = regex.compile(r"年度|当年|本年|全年|\d{4}年")
_NOTES = (
    ("score", regex.compile(r"^(?!.*(?:标准|细则|办法|规则|依据|说明|原因)).*(?:得分|评分|打分|实得)")),
    ("points", regex.compile(r"分值|权重|分数|满分|标准分$")),
    ("completion", regex.compile(r"完成率|完成比例|完成程度|完成百分比|完成进度")),
    ("reason", regex.compile(r"原因|偏差|改进|未完成|措施")),
    ("remark", regex.compile(r"备注|说明|备考")),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The columns of one set; `others` are targets of another term, `notes` what stands beside, by name."""

    name: int
    level1: int | None = None
    level2: int | None = None
    target: int | None = None
    actual: int | None = None
    sign: int | None = None
    unit: int | None = None
    project: int | None = None
    others: tuple[int, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    headings: tuple[tuple[int, str], ...] = field(default=())

    def heading(self, column: int) -> str:
        """Give the header path of a column."""
        return dict(self.headings).get(column, "")


def columns_to_settings(columns: Sequence[Column]) -> tuple[Setting, ...]:
    """Give the sets of columns from left to right: each name begins one, with the levels before it."""
    names = _name_columns(columns)
    starts = [_start(columns, at) for at in names]
    found = []
    for order, at in enumerate(names):
        end = starts[order + 1] if order + 1 < len(names) else len(columns)
        start = starts[order] if order else 0
        found.append(_setting(columns, columns[start:end], columns[at]))
    return tuple(found)


def _name_columns(columns: Sequence[Column]) -> list[int]:
    for kind in ("level3", "level2", "level1"):
        found = [at for at, column in enumerate(columns) if column.kind == kind]
        kept = [at for order, at in enumerate(found) if order == 0 or _value_between(columns, found[order - 1], at)]
        if kept:
            return kept
    return []


def _value_between(columns: Sequence[Column], left: int, right: int) -> bool:
    return any(column.kind in ("target", "actual") for column in columns[left:right])


def _start(columns: Sequence[Column], at: int) -> int:
    while at and columns[at - 1].kind in ("level1", "level2"):
        at -= 1
    return at


def _setting(columns: Sequence[Column], own: Sequence[Column], name: Column) -> Setting:
    targets = [column for column in own if column.kind == "target" and column.number > name.number]
    annual = [column for column in targets if not _TERM.search(column.heading)] or targets
    annual = [column for column in annual if _ANNUAL.search(column.heading)] or annual
    target = annual[0] if annual else None
    left = [column for column in columns if column.number < name.number]
    return Setting(
        name.number,
        _level(own, left, "level1", name),
        _level(own, left, "level2", name),
        target.number if target else None,
        _first(column for column in own if column.kind == "actual"),
        _first(column for column in own if _SIGN.fullmatch(_leaf(column))),
        _first(column for column in own if _UNIT.fullmatch(_leaf(column)) and column.number > name.number),
        _first(column for column in columns if column.kind == "project"),
        tuple(column.number for column in targets if column is not target),
        tuple(_notes(own)),
        tuple((column.number, column.heading) for column in own),
    )


def _level(own: Sequence[Column], left: Sequence[Column], kind: str, name: Column) -> int | None:
    if name.kind == kind:
        return None
    found = _first(column for column in own if column.kind == kind)
    return found if found is not None else _first(column for column in left if column.kind == kind)


def _first(columns: object) -> int | None:
    column = next(iter(columns), None)  # type: ignore[call-overload]
    return column.number if column else None


def _leaf(column: Column) -> str:
    return column.heading.rpartition("/")[2]


def _notes(columns: Sequence[Column]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for column in columns:
        if column.kind in ("score", "remark", "share", "text", "count"):
            name = next((name for name, pattern in _NOTES if pattern.search(_leaf(column))), None)
            if name and name not in {known for known, _ in found}:
                found.append((name, column.number))
    return found
