"""The document's type: by mark, by title, by words; none where nothing tells it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.document import Block, Part, Span
from extractors.errors import MissingModelError
from extractors.linear import LinearModel, load_linear
from extractors.reading import read_file
from extractors.reading.parts.kind import find_type, title_ending

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"
LEXICON = MODELS / "lexicons/document_types.tsv"


def type_of(title: str | None, mark: str | None = None, text: str = "") -> Part | None:
    parts = [Part("title", title, Span(0, 1), "test")] if title else []
    parts += [Part("issuer_mark", mark, Span(0, 1), "test")] if mark else []
    blocks = (Block(Span(0, len(text)), "paragraph", 1),) if text else ()
    return find_type(text, blocks, tuple(parts), MODELS)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("广东省财政厅关于提前下达2021年度专项资金的通知", "通知"),
        ("关于印发《海南省省级预算绩效管理办法》的通知", "通知"),
        ("关于印发广州市科技计划项目经费管理办法（试行）的通知", "通知"),
        ("南宁市人民政府关于同意设立开发区的批复", "批复"),
        ("关于商请协助调查的复函", "函"),
        ("湖北省税务局关于第20210156号建议的答复", "答复"),
        ("杭州市专利资助管理办法（试行）", "办法"),
        ("深圳市知识产权保护条例（2019年修正）", "条例"),
        ("2021年度部门整体支出绩效自评报告", "自评报告"),
        ("关于2022年中央财政水利发展资金绩效自评情况的报告", "自评报告"),
        ("2020年农村公路养护资金绩效评价报告", "绩效评价报告"),
        ("关于开展2021年绩效自评工作的通知", "通知"),
        ("上海市普陀区2026年区级单位预算", "预算公开"),
        ("上海市普陀区规划和自然资源局2024年度部门决算", "决算公开"),
        ("大连市物业管理服务采购项目招标公告（第二次）", "采购公告"),
        ("关于2023年度专利奖拟奖项目的公示", "公示"),
        ("市第十五届人民政府第12次常务会议纪要", "纪要"),
        ("行政处罚决定书", "行政处罚决定书"),
        ("关于李某同志任期经济责任的审计报告", "审计报告"),
        ("关于某公司违法排污的行政处罚决定书（2022年第3号）", "行政处罚决定书"),
        ("“十四五”知识产权保护和运用规划", "规划"),
        ("关于2022年度部门预算公开的说明", "预算公开"),
        ("石家庄市地方储备粮管理实施细则", "细则"),
        ("《西藏自治区地质灾害防治管理办法》", "办法"),
    ],
)
def test_title(title, value):
    found = type_of(title)
    assert found is not None
    assert (found.value, found.doubt) == (value, None)


@pytest.mark.parametrize(
    ("mark", "title", "value"),
    [
        ("赤峰市人民政府令", None, "命令（令）"),
        ("赤峰市人民政府令", "赤峰市城市供热管理办法", "命令（令）"),
        ("国家税务总局公告", None, "公告"),
        ("沅江市人民政府常务会议纪要", None, "纪要"),
        ("广东省财政厅文件", None, None),
    ],
)
def test_mark(mark, title, value):
    found = type_of(title, mark)
    assert (found.value if found else None) == value


def test_title_without_its_ending_is_doubtful():
    found = type_of("关于印发《无锡市市级专项资金管理办法》")
    assert found is not None
    assert found.value == "通知"
    assert found.score < 0.9
    assert found.doubt


@pytest.mark.parametrize("title", ["韶关市第一中学", "某项目支出明细", "三年来"])
def test_title_without_type(title):
    assert type_of(title) is None


def test_endings_stand_for_themselves_only():
    assert title_ending("关于开展绩效自评的通知", LEXICON) == "通知"
    assert title_ending("", LEXICON) is None


def test_words_of_texts_by_hand():
    lines = [json.loads(line) for line in (ROOT / "corpus/gold/document_type.jsonl").read_text("utf-8").splitlines()]
    right, silently_wrong = 0, []
    for line in lines:
        found = type_of(None, text=line["text"])
        right += (found.value if found else None) == line["type"]
        if found and found.value != line["type"] and found.doubt is None:
            silently_wrong.append(line["text"])
    assert len(lines) >= 70
    assert right / len(lines) >= 0.85
    assert silently_wrong == []


def test_self_evaluation_without_title():
    path = next((ROOT / "corpus/text").glob("*自评*.txt"), None)
    assert path is not None
    found = read_file(path, MODELS).part("type")
    assert found is not None
    assert found.value == "自评报告"
    assert found.span is None


def test_nothing_without_models_or_words():
    assert find_type("一、基本情况", (Block(Span(0, 6), "paragraph", 1),), (), MODELS) is None
    assert find_type("", (), (Part("title", "关于某事的通知", None, "test"),), None) is None


def test_model_that_is_not_there(tmp_path):
    with pytest.raises(MissingModelError, match=r"model\.json"):
        load_linear(tmp_path / "model.json")


def test_probabilities():
    model = LinearModel("t", ("a", "b"), (0.0, 0.0), {"通知": (1.0, 2.0, -2.0)}, 1.0)
    value, score, known = model.predict(["通知", "通知", "别的"])
    assert (value, known) == ("a", 1)
    assert score == pytest.approx(0.982, abs=0.001)


def test_reading_loads_neither_sklearn_nor_jieba():
    code = "import sys, extractors.reading.parts.kind; print([n for n in ('sklearn', 'jieba') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_words_are_quiet_and_write_nothing(tmp_path):
    code = "from extractors.words import text_to_words; print(text_to_words('广东省财政厅下达资金'))"
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.stderr == ""
    assert "广东省" in done.stdout
    assert list(tmp_path.iterdir()) == []
