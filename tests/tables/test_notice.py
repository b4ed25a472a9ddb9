"""The annexes of the notice, as they add up by hand."""

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

from table_paper import MODELS

from extractors.checking.across import check_columns
from extractors.checking.totals import check_totals
from extractors.document import Document
from extractors.reading import read_file
from extractors.tables import Sheet, cell_figure, cell_money, read_fields, read_sheets, table_to_grid

CORPUS = Path(__file__).parents[2] / "corpus/documents"


@cache
def sheets_of(name: str) -> tuple[Document, tuple[Sheet, ...]]:
    document = read_file(next(CORPUS.glob(f"*{name}*.pdf")))
    return document, read_sheets(document, MODELS)


def annex(number: int) -> tuple[Document, Sheet]:
    document, sheets = sheets_of("228号")
    return document, sheets[number - 1]


def test_annex_1_by_subject() -> None:
    document, sheet = annex(1)
    grid = table_to_grid(document, sheet.table)
    money = sheet.column("money")
    assert money is not None
    assert money.unit == "元"
    assert sheet.role == "allocation"
    assert Counter(row.rank for row in sheet.rows) == {"leaf": 34, "subtotal": 21, "total": 2}
    leaves = [cell_money(grid, row.number, money) for row in sheet.rows if row.rank == "leaf"]
    assert sum(value for value in leaves if value is not None) == Decimal("198250000.00")
    shaoguan = next(row for row in sheet.rows if row.label.startswith("韶关市(不含"))
    assert cell_money(grid, shaoguan.number, money) == Decimal("7500000.00")
    assert [child.code for child in sheet.children(shaoguan.number)] == ["2300241", "2300241"]


def test_annex_2_by_unit() -> None:
    document, sheet = annex(2)
    grid = table_to_grid(document, sheet.table)
    assert [column.kind for column in sheet.columns] == ["serial", "payee", "project", "money", "money"]
    assert [column.unit for column in sheet.columns] == [None] * 5
    assert Counter(row.rank for row in sheet.rows) == {"leaf": 88, "subtotal": 21, "total": 1}
    totals = [
        sum(cell_figure(grid, row.number, column.number).value or 0 for row in sheet.rows if row.rank == "leaf")
        for column in sheet.columns_of("money")
    ]
    assert totals == [25, 19800]


def test_every_sum_of_the_annexes_passes() -> None:
    document, sheets = sheets_of("228号")
    findings = [*check_totals(document, sheets), *check_columns(document, sheets)]
    assert {finding.verdict for finding in findings} == {"pass"}
    assert sum(finding.what.startswith("t1:") for finding in findings) == 23
    assert sum(finding.what.startswith("t2:") for finding in findings) == 24


def test_the_forms_of_the_targets() -> None:
    document, sheets = sheets_of("228号")
    targets = [sheet for sheet in sheets if sheet.role == "targets"]
    assert len(targets) == 22
    needs = []
    for sheet in targets:
        fields = {field.name: document.quote(field.value.span) for field in read_fields(document, sheet.table)}
        assert set(fields) >= {"项目名称", "资金类型", "项目等级", "省级主管部门", "预算年度", "资金需求", "政策依据"}
        needs.append(int(fields["资金需求"].removesuffix("万元")))
    assert sum(needs) == 14250
    shaoguan = next(sheet for sheet in targets if "韶关" in sheet.title)
    assert sum(bool(row.label) for row in shaoguan.rows) == 17


def test_the_report_has_an_allocation_and_results() -> None:
    _, sheets = sheets_of("自评")
    assert [sheet.role for sheet in sheets] == ["allocation", "results"]
    assert len(sheets[1].rows) == 24
