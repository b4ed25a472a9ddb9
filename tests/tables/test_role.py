"""Roles: rules first, the classifier where they are silent."""

import json
from pathlib import Path

import pytest
from table_paper import MODELS, sheets_of

from extractors.tables import read_sheets
from flows.train_roles import SEED, compose, fit, read_held_out, read_phrases

PHRASES = MODELS / "table_role/phrases.tsv"


@pytest.mark.parametrize(
    ("title", "heads", "row", "role"),
    [
        ("2022年专项资金分配表", ("市县", "金额（万元）"), ("甲市", "10"), "allocation"),
        ("补助资金明细", ("单位名称", "项目名称", "补助金额（万元）"), ("某公司", "技改", "10"), "allocation"),
        ("支出预算表", ("科目编码", "科目名称", "合计", "基本支出"), ("201", "一般公共服务", "10", "10"), "budget"),
        ("“三公”经费支出表", ("合计", "公务接待费"), ("10.5", "10.5"), "budget"),
        ("区域绩效目标表", ("一级指标", "二级指标", "三级指标", "指标值"), ("产出", "数量", "场次", "2"), "targets"),
        ("自评表", ("一级指标", "三级指标", "年度指标值", "实际完成值"), ("产出", "场次", "2", "3"), "results"),
        ("联系人名单", ("姓名", "职务", "联系电话"), ("张某", "科长", "87654321"), "other"),
        ("整改台账", ("反馈问题", "整改情况", "责任人"), ("路面破损", "已修复", "王某"), "other"),
    ],
)
def test_roles(title, heads, row, role):
    assert sheets_of(heads, row, title=title)[0].role == role


def test_the_model_is_named_where_it_spoke():
    (sheet,) = sheets_of(("准考证号", "姓名", "毕业院校", "总成绩"), ("1", "张某", "某大学", "90"), title="录用公示")
    assert (sheet.role, sheet.by) == ("other", "table_role-1")
    assert 0.5 <= sheet.score <= 1


def test_without_models_the_rules_alone_speak(monkeypatch):
    from table_paper import table_of

    (sheet,) = read_sheets(table_of(("地区", "金额"), ("甲市", "10"), title="资金分配表"))
    assert [column.kind for column in sheet.columns] == ["text", "money"]


def test_training_is_the_same_each_time():
    phrases = read_phrases(PHRASES)
    heads = compose(phrases, SEED, 3)
    assert heads == compose(phrases, SEED, 3)
    assert fit(heads, MODELS) == fit(heads, MODELS)
    assert not any("{" in head.title for head in heads)


def test_shipped_model():
    folder = MODELS / "table_role/1"
    data = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    gold = read_held_out(Path(__file__).parents[2] / "corpus/gold/table_role.jsonl")
    assert {head.role for head in gold} == set(data["classes"]) == {head.role for head in read_phrases(PHRASES)}
    assert (folder / "card.md").is_file()
