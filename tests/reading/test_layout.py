"""Lines become paragraphs as a reader sees them."""

import paper

from extractors.document import Document
from extractors.reading import read_bytes
from extractors.reading.binding import bind
from extractors.reading.page.pdf import read_pdf
from extractors.reading.paging import sheets_to_leaves
from extractors.reading.passage import Passage

WIDE = 28  # characters of a full line: 80 + 28 * 16 = 528


def read(file: object) -> Document:
    return read_bytes(paper.to_bytes(file), "a.pdf")


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n")


def fill(text: str, first: int = WIDE - 2) -> list[str]:
    """Break a paragraph into full lines, the first inset by two characters."""
    lines = ["\u3000\u3000" + text[:first]]
    rest = text[first:]
    return lines + [rest[at : at + WIDE] for at in range(0, len(rest), WIDE)]


LONG = (
    "为提高预算完整性加快预算执行进度根据有关规定现提前下达专项资金"
    "请按照要求尽快拨付使用并切实加强资金监管不得挤占截留和挪用确保资金安全有效"
)


def test_a_line_end_inside_a_paragraph_leaves_nothing() -> None:
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), fill(LONG + "。"))
    document = read(file)
    assert document.text == LONG + "。"
    assert [len(line.span) for line in document.lines] == [26, 28, len(LONG) + 1 - 54]


def test_paragraphs_begin_with_two_empty_characters() -> None:
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), [*fill(LONG[:54]), *fill(LONG[:54]), *fill(LONG + "。")])
    assert paragraphs(read(file)) == [LONG[:54], LONG[:54], LONG + "。"]


def test_a_sentence_that_fills_its_line_does_not_end_the_paragraph() -> None:
    text = LONG[:25] + "。" + LONG[:27] + "。" + LONG[:20] + "。"
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), [*fill(text), *fill(LONG + "。")])
    assert paragraphs(read(file)) == [text, LONG + "。"]


def test_headings_and_items_stand_alone() -> None:
    lines = ["\u3000\u3000一、总体要求", *fill(LONG + "。"), "\u3000\u3000（一）资金管理", *fill("1." + LONG + "。")]
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), lines)
    assert paragraphs(read(file)) == ["一、总体要求", LONG + "。", "（一）资金管理", "1." + LONG + "。"]


def test_recipients_are_not_the_first_line_of_the_text() -> None:
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), ["各地级以上市财政局：", *fill(LONG + "。")])
    assert paragraphs(read(file)) == ["各地级以上市财政局：", LONG + "。"]


def test_a_centred_title_over_lines_is_one_passage() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 100, "广东省财政厅关于提前下达2021年度省促进")
    paper.center(page, 135, "经济高质量发展专项资金的通知")
    paper.write_lines(page, ["各市财政局：", *fill(LONG + "。")], y=200)
    assert paragraphs(read(file))[0] == "广东省财政厅关于提前下达2021年度省促进经济高质量发展专项资金的通知"


def test_a_number_in_brackets_keeps_whole_over_a_line_end() -> None:
    text = LONG[:22] + "粤财工〔2020〕228号" + LONG[:30] + "。"
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), fill(text))
    document = read(file)
    start = document.text.index("粤财工")
    from extractors.document import Span

    (place,) = document.locate(Span(start, start + 13))
    assert document.text == text
    assert len(place.boxes) == 2 and place.lines == (1, 2)


def test_latin_words_keep_a_space_between_lines() -> None:
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), ["\u3000\u3000" + "中" * 22 + "with", "World" + "文" * 20 + "。"])
    assert "with World" in read(file).text


def test_the_signature_stands_apart() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.write_lines(page, fill(LONG + "。"))
    paper.write(page, 380, 260, "广东省财政厅")
    paper.write(page, 360, 288, "2020年12月30日")
    assert paragraphs(read(file)) == [LONG + "。", "广东省财政厅", "2020年12月30日"]


def test_the_list_of_annexes_hangs() -> None:
    file = paper.new_file()
    paper.write_lines(
        paper.new_page(file),
        [
            *fill(LONG + "。"),
            "\u3000\u3000附件：1.2021年度省促进经济高质量发展专项资",
            "\u3000\u3000\u3000\u3000\u3000\u3000\u3000金提前下达分配情况表",
            "\u3000\u3000\u3000\u3000\u30002.省财政专项转移支付绩效目标表",
        ],
    )
    assert paragraphs(read(file))[-1] == "2.省财政专项转移支付绩效目标表"


def test_a_contents_list_stays_a_list() -> None:
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), [f"{mark}、部门主要职能{'.' * 40}{at}" for at, mark in enumerate("一二三")])
    assert len(paragraphs(read(file))) == 3


def test_a_paragraph_runs_over_the_page_and_its_number() -> None:
    text = LONG * 2 + "。"
    lines = fill(text)
    file = paper.new_file()
    first = paper.new_page(file)
    paper.write_lines(first, [*fill(LONG + "。"), *lines[:2]], y=600)
    paper.write(first, 280, 800, "— 1 —", 14)
    second = paper.new_page(file)
    paper.write_lines(second, [*lines[2:], *fill(LONG + "。")])
    paper.write(second, 280, 800, "— 2 —", 14)
    document = read(file)
    assert paragraphs(document) == [LONG + "。", text, LONG + "。", "— 1 —", "— 2 —"]
    assert [block.role for block in document.blocks][-2:] == ["page_number", "page_number"]


def test_a_new_paragraph_at_the_head_of_a_page_is_one() -> None:
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), fill(LONG[:54]), y=700)
    paper.write_lines(paper.new_page(file), fill(LONG + "。"))
    assert paragraphs(read(file)) == [LONG[:54], LONG + "。"]


def test_two_columns_are_read_one_after_the_other() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 80, "政府信息公开年报", 20)
    left = [f"左栏第{at}行文字在这里写着一二三四五"[:14] for at in range(12)]
    right = [f"右栏第{at}行文字在这里写着一二三四五"[:14] for at in range(12)]
    paper.write_lines(page, left, x=60, y=130, size=15, step=24)
    paper.write_lines(page, right, x=320, y=130, size=15, step=24)
    text = read(file).text
    assert text.index("左栏第11") < text.index("右栏第0")


def passages_of(file: object) -> list[Passage]:
    leaves = sheets_to_leaves(read_pdf(paper.to_bytes(file), "a.pdf"))
    found: list[Passage] = []
    import extractors.reading.binding as binding

    def keep(document: Document, passages: tuple[Passage, ...], models: object) -> Document:
        found.extend(passages)
        return document

    before, binding.name_document = binding.name_document, keep
    try:
        bind(leaves, "0" * 16, "a.pdf", None)
    finally:
        binding.name_document = before
    return found


def test_looks_of_passages() -> None:
    file = paper.new_file()
    page = paper.new_page(file)
    paper.center(page, 150, "广东省财政厅文件", 40, color=(0.85, 0.05, 0.05))
    paper.center(page, 220, "粤财工〔2020〕228号", 16)
    page.draw_line((80, 235), (515, 235), color=(0.85, 0.05, 0.05), width=1.5)
    paper.center(page, 300, "关于下达资金的通知", 22)
    paper.write_lines(page, fill(LONG + "。"), y=360)
    paper.write(page, 380, 500, "广东省财政厅")
    mark, number, title, body, signature = passages_of(file)
    assert (mark.red, mark.size, mark.align, mark.order) == (True, 40, "center", 0)
    assert (number.red, number.align, number.rule_above, number.rule_below) == (False, "center", False, True)
    assert (title.rule_above, title.rule_below) == (True, False)
    assert (body.align, signature.align, signature.last) == ("left", "right", True)


def test_an_item_at_the_margin_after_a_full_sentence_is_new() -> None:
    text = LONG[:53] + "。"
    file = paper.new_file()
    paper.write_lines(paper.new_page(file), [*fill(text), "（八）" + LONG[:25], LONG[25:40] + "。"])
    assert paragraphs(read(file)) == [text, "（八）" + LONG[:40] + "。"]


def test_a_line_that_was_broken_early_goes_on_at_the_margin() -> None:
    file = paper.new_file()
    paper.write_lines(
        paper.new_page(file),
        ["\u3000\u3000" + LONG[:23], "元；" + LONG[:20] + "。", *fill(LONG + "。"), *fill(LONG + "。")],
    )
    assert paragraphs(read(file))[0] == LONG[:23] + "元；" + LONG[:20] + "。"
