"""The typesetter, and what it made: the PDFs of the corpus."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pymupdf
import pytest
import regex

pytest.importorskip("fontTools")

from flows.typeset import fonts, typeset
from flows.typeset.__main__ import main
from flows.typeset.indicators import form_to_rows
from flows.typeset.source import Rows, Text, cell_text, read_source
from flows.typeset.wrap import wrap

CORPUS = Path(__file__).parents[2] / "corpus"
NOTICE = "粤财工〔2020〕228号"
REPORT = "韶关市2021年度知识产权专项资金自评报告"
STYLES = {NOTICE: "notice", REPORT: "report"}
ADDED = {NOTICE: "附件3", REPORT: ""}
SOURCE = """特急
某省财政厅
某省水利厅文件
某财农〔2023〕12号
某省财政厅 某省水利厅关于下达2023年水利资金的通知
各市财政局：
现下达资金1,200万元。
附件：1.分配表
某省财政厅
某省水利厅
2023年5月6日
（此件公开发布）
附件1
2023年水利资金分配表
单位：万元
地区	项目	金额
甲市	水库除险加固	1,000.00
^	农村饮水	200.00
合计	<	1,200.00
抄送：某省审计厅。
某省财政厅办公室	2023年5月8日印发
"""


def characters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def text_of(data: bytes) -> str:
    with pymupdf.open(stream=data) as document:
        return "\n".join(page.get_text() for page in document)


def without_furniture(text: str) -> str:
    return regex.sub(r"— \d+ —", "", text)


@pytest.mark.parametrize("name", [NOTICE, REPORT])
def test_corpus_pdf_prints_the_characters_of_its_text(name: str) -> None:
    source = (CORPUS / "text" / f"{name}.txt").read_text(encoding="utf-8")
    printed = without_furniture(text_of((CORPUS / "documents" / f"{name}.pdf").read_bytes()))
    expected = regex.sub(r"</?ol[^>]*>", "", source).replace("- 附件", "附件") + ADDED[name]
    assert characters(printed) == characters(expected)


@pytest.mark.parametrize("name", [NOTICE, REPORT])
def test_corpus_pdf_is_small_and_embeds_its_fonts(name: str) -> None:
    path = CORPUS / "documents" / f"{name}.pdf"
    assert path.stat().st_size < 1_000_000
    with pymupdf.open(path) as document:
        found = {font[1] for page in document for font in page.get_fonts()}
        assert found == {"ttf"}
        assert not document.metadata["creationDate"]


def test_corpus_texts_give_every_page_its_page() -> None:
    """Three empty lines end a page of the report: every page begins where the text says."""
    source = (CORPUS / "text" / f"{REPORT}.txt").read_text(encoding="utf-8")
    pages = [page.strip().split("\n")[0] for page in regex.split(r"\n\s*\n\s*\n\s*\n", source)]
    with pymupdf.open(CORPUS / "documents" / f"{REPORT}.pdf") as document:
        # vertical cells that go on from the page before are empty, so the first words are those of the text
        begins = [page.get_text().strip().split("\n")[0] for page in document]
    assert [begin.replace(" ", "")[:6] for begin in begins] == [page.replace(" ", "")[:6] for page in pages]


@pytest.mark.skipif(importlib.util.find_spec(fonts.FONT_PACKAGE) is None, reason="the font package is not installed")
@pytest.mark.parametrize("name", [NOTICE, REPORT])
def test_typesetting_again_gives_the_committed_pages(name: str) -> None:
    source = (CORPUS / "text" / f"{name}.txt").read_text(encoding="utf-8")
    layout = (CORPUS / "layout" / f"{name}.toml").read_text(encoding="utf-8")
    again = typeset(source, style=STYLES[name], layout=layout)
    with pymupdf.open(stream=again) as made, pymupdf.open(CORPUS / "documents" / f"{name}.pdf") as kept:
        assert [page.get_text("words") for page in made] == [page.get_text("words") for page in kept]


@pytest.fixture(scope="module")
def made() -> bytes:
    return typeset(SOURCE)


def test_the_same_source_gives_the_same_bytes(made: bytes) -> None:
    assert typeset(SOURCE) == made


def test_every_character_of_the_source_is_printed(made: bytes) -> None:
    expected = characters(SOURCE.replace("^", "").replace("<", ""))
    assert characters(without_furniture(text_of(made))) == expected


def test_merged_cells_are_one_rectangle(made: bytes) -> None:
    with pymupdf.open(stream=made) as document:
        (table,) = document[-1].find_tables().tables
        rows = table.extract()
    assert rows[1] == ["甲市", "水库除险加固", "1,000.00"]
    assert rows[2][0] is None and rows[2][1:] == ["农村饮水", "200.00"]
    assert rows[3] == ["合计", None, "1,200.00"]


def test_imprint_stands_at_the_foot_of_the_last_page(made: bytes) -> None:
    with pymupdf.open(stream=made) as document:
        words = {word[4]: word for word in document[-1].get_text("words")}
    assert words["2023年5月8日印发"][1] > 690
    assert words["2023年5月8日印发"][1] == pytest.approx(words["某省财政厅办公室"][1], abs=0.5)


def test_a_seal_lies_over_the_signature() -> None:
    sealed = typeset("@seal 某省财政厅\n" + SOURCE)
    with pymupdf.open(stream=sealed) as document:
        blocks = [block for page in document for block in page.get_text("dict")["blocks"]]
    turned = [line for block in blocks for line in block.get("lines", []) if abs(line["dir"][1]) > 0.1]
    assert len(turned) >= 4


def test_a_letter_has_its_number_at_the_right() -> None:
    source = "某部办公厅\n某办函〔2023〕5号\n某部办公厅关于某事的函\n某省财政厅：\n收悉。\n某部办公厅\n2023年5月6日\n"
    with pymupdf.open(stream=typeset(source, style="letter")) as document:
        words = {word[4]: word for word in document[0].get_text("words")}
    assert words["某办函〔2023〕5号"][2] == pytest.approx(document_right(), abs=1)
    assert not any("—" in word for word in words)


def document_right() -> float:
    return (28 + 156) * 72 / 25.4


def test_minutes_and_announcements_find_their_head_and_title() -> None:
    minutes = "某市人民政府常务会议纪要\n〔2021〕66号\n某市人民政府办公室\t2021年3月9日\n某题的会议纪要\n现纪要如下：\n"
    announcement = "财政部\n税务总局公告\n2022年第3号\n关于某税的公告\n现公告如下：\n"
    for source, title in ((minutes, "某题的会议纪要"), (announcement, "关于某税的公告")):
        with pymupdf.open(stream=typeset(source)) as document:
            spans = [
                s for b in document[0].get_text("dict")["blocks"] for line in b.get("lines", []) for s in line["spans"]
            ]
        assert {round(span["size"]) for span in spans if span["text"] == title} == {22}


def test_an_order_has_no_title() -> None:
    source = "某某部令\n第107号\n《某办法》已经部务会议通过，现予公布。\n部长 刘某\n2020年12月31日\n"
    with pymupdf.open(stream=typeset(source)) as document:
        words = {word[4]: word for word in document[0].get_text("words")}
    assert words["2020年12月31日"][0] > 300
    assert words["《某办法》已经部务会议通过，现予公布。"][0] == pytest.approx(28 * 72 / 25.4 + 31.6, abs=1)


def test_a_table_longer_than_a_page_repeats_its_header() -> None:
    rows = "\n".join(f"{n}\t某县\t{n},000.00" for n in range(1, 150))
    data = typeset("某表的说明\n正文。\n附件1\n某资金分配表\n序号\t地区\t金额\n" + rows)
    with pymupdf.open(stream=data) as document:
        headed = [page.number for page in document if "序号" in page.get_text()]
        assert headed == list(range(1, len(document)))
        assert len(headed) > 2


def test_a_row_higher_than_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="higher than a page"):
        typeset("题目\n正文。\n甲\t乙\n丙\t" + "很长的文字" * 4000)


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(ValueError, match="@colour"):
        typeset("题目\n@colour red\n正文。")


def test_a_character_without_glyph_is_refused() -> None:
    with pytest.raises(ValueError, match="no glyph"):
        typeset("题目\n正文\U0001f600。")


def test_a_layout_that_names_a_missing_line_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the source"):
        typeset("题目\n正文。", layout='[[replace]]\nfirst = "没有"\ntext = "甲"\n')


def test_embedded_text_keeps_ordinary_code_points() -> None:
    """Fonts that draw 金 and U+F90A with one glyph must not give back the second."""
    assert "金年不量利理力行" in text_of(typeset("题目\n金年不量利理力行。"))


def test_lines_do_not_begin_with_closing_marks() -> None:
    face = fonts.open_face("song")
    lines = wrap("一二三四五，六七八九十（甲乙）", face, size=10, width=50)
    assert lines == ["一二三四", "五，六七八", "九十（甲", "乙）"]


def test_source_items() -> None:
    items = read_source("甲\n\n\n乙\t丙\n丁\t\n\n- 戊\n")
    assert items == (Text("甲"), Rows((("乙", "丙"), ("丁", ""))), Text("戊", 1))


def test_list_tags_become_lines() -> None:
    assert cell_text("<ol style='x'> 1. 《甲》 2. 《乙》 </ol>") == "1. 《甲》\n2. 《乙》"


def test_indicator_rows_find_their_columns() -> None:
    rows = [
        ("", "一级指标", "二级指标", "三级指标", "指标值"),
        ("绩效指标", "产出指标", "数量指标", "甲", "1个"),
        ("", "", "", "乙", "2个"),
        ("", "时效指标", "丙", "年内"),
        ("服务对象满意度指标", "", "丁", "90%"),
    ]
    assert form_to_rows(rows)[1:] == [
        ["绩效指标", "产出指标", "数量指标", "甲", "1个"],
        ["^", "^", "^", "乙", "2个"],
        ["^", "^", "时效指标", "丙", "年内"],
        ["^", "服务对象满意度指标", "<", "丁", "90%"],
    ]


def test_command_line_writes_the_file(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "a.pdf"
    source.write_text(SOURCE, encoding="utf-8")
    assert main([str(source), str(out)]) == 0
    assert "某财农〔2023〕12号" in text_of(out.read_bytes())
