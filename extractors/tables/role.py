"""What a table is for: allocation, targets, results, budget, form."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.tables.sheet import Column

BY_RULE = "tables.role"
_ALLOCATION = regex.compile(
    r"分配|安排|下达|拨付|补助|奖励|奖补|资金(?:明细|计划|清单|汇总)|明细表|清单|指标文|转移支付"
)
_BUDGET = regex.compile(r"预算|决算|收支|三公|经费")

_NAMES = regex.compile(r"(?:[省市县区州盟旗局厅委校院所园]|街道|公司|中心|大学|医院)(?:\(.{1,12}\))?$")


def columns_to_role(columns: Sequence[Column], title: str) -> tuple[str, float] | None:
    """Give the role that columns and title leave no doubt of, with its score; None where they do."""
    kinds = {column.kind for column in columns}
    if kinds & {"level2", "level3"} and kinds & {"target", "actual", "level1"}:
        return ("results" if "actual" in kinds else "targets"), 0.98
    if "money" not in kinds:
        return None
    if "subject_code" in kinds and not kinds & {"payee", "region", "project"}:
        return "budget", 0.97
    if kinds & {"payee", "region"}:
        budget = _BUDGET.search(title) and not _ALLOCATION.search(title)
        return ("budget", 0.7) if budget and "subject_code" in kinds else ("allocation", 0.95)
    if _ALLOCATION.search(title) and "project" in kinds and not regex.search(r"收支|决算", title):
        return "allocation", 0.85
    if _BUDGET.search(title) or kinds & {"subject", "subject_name", "subject_code"}:
        return "budget", 0.9
    matrix = sum(column.kind == "money" and bool(_NAMES.search(column.heading)) for column in columns)
    if matrix > 1 and "project" in kinds:
        return "allocation", 0.8
    heads = "/".join(column.heading for column in columns)
    return ("budget", 0.8) if regex.search(r"(?:预算|决算)数|收入|支出", heads) else None
