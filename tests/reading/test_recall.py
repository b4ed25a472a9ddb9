"""A picture that was read once is not read again, in this process or another."""

from pathlib import Path

import numpy as np
import paper
import scans

from extractors.document import Box
from extractors.reading import read_bytes
from extractors.reading.scans.ocr import OcrLine
from extractors.reading.scans.recall import RecallingReader


def make() -> tuple[bytes, scans.Clerk]:
    page = paper.new_page(paper.new_file())
    paper.write_lines(page, ["为提高预算完整性，加快预算执行进度，现下达资金，具体项"] * 3)
    clerk = scans.show(page)
    return scans.scan(page), clerk


def test_a_second_run_reads_nothing(tmp_path: Path) -> None:
    data, clerk = make()
    first = read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path / "kept"))
    assert clerk.count == 1
    second = read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path / "kept"))
    assert clerk.count == 1 and second == first and first.text
    assert not list(tmp_path.rglob("*.part"))


def test_another_engine_reads_anew(tmp_path: Path) -> None:
    data, clerk = make()
    read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path))
    clerk.identity = "clerk 2"
    read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path))
    assert clerk.count == 2


def test_what_was_kept_and_is_damaged_is_read_anew(tmp_path: Path) -> None:
    data, clerk = make()
    first = read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path))
    for damage in ("", "[{]", '[{"text": "广东"}]', "7"):
        (kept,) = tmp_path.glob("*.json")
        kept.write_text(damage, encoding="utf-8")
        assert read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path)) == first
    assert clerk.count == 5


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    data, clerk = make()
    (tmp_path / "file").write_text("not a folder")
    document = read_bytes(data, "a.pdf", reader=RecallingReader(clerk, tmp_path / "file" / "kept"))
    assert document.text and clerk.count == 1


def test_every_part_of_a_line_is_kept(tmp_path: Path) -> None:
    line = OcrLine("粤财工〔2020", Box(1.5, 2, 30, 9), 0.97, tuple(range(9)), (0.5,) * 8, "why")

    class One:
        identity = "one"
        count = 0

        def read_page(self, pixels: object) -> tuple[OcrLine, ...]:
            self.count += 1
            return (line,)

    one = One()
    reader = RecallingReader(one, tmp_path)
    white, black = np.full((4, 4, 3), 255, np.uint8), np.zeros((4, 4, 3), np.uint8)
    assert reader.read_page(white) == reader.read_page(white) == (line,)
    assert reader.read_page(black) and one.count == 2
    assert reader.read_page(white.reshape(2, 8, 3)) and one.count == 3
