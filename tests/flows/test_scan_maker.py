"""Scans of pages: pictures that look like those of an office, the same bytes every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest

pytest.importorskip("fontTools")

from flows.typeset import typeset
from flows.typeset.__main__ import main
from flows.typeset.scan import SCANNERS, Scanner, Seal, find_signature, scan_pdf
from flows.typeset.scanning.paper import age_paper
from flows.typeset.scanning.stamp import press_stamp

SOURCE = """某省财政厅文件
某财农〔2023〕12号
某省财政厅关于下达水利资金的通知
各市财政局：
现下达资金1,200万元。
某省财政厅
2023年5月6日
抄送：某省审计厅。
某省财政厅办公室	2023年5月8日印发
"""


@pytest.fixture(scope="module")
def made() -> bytes:
    return typeset(SOURCE)


def pixels_of(data: bytes, *, dpi: int = 60) -> Any:
    with pymupdf.open(stream=data) as document:
        drawn = document[0].get_pixmap(dpi=dpi)
        return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3).astype(int)


@pytest.mark.parametrize("name", sorted(SCANNERS))
def test_a_scan_is_a_picture_and_repeatable(made: bytes, name: str) -> None:
    scanner = replace(SCANNERS[name], dpi=60)
    scanned = scan_pdf(made, scanner)
    with pymupdf.open(stream=scanned) as document:
        assert all(len(page.get_images()) == 1 and not page.get_text().strip() for page in document)
    paper = np.median(pixels_of(scanned))
    assert paper > 180 and 0.001 < (pixels_of(scanned) < paper - 60).all(axis=2).mean() < 0.3
    assert scan_pdf(made, scanner) == scanned
    if scanner.skew:
        assert scan_pdf(made, replace(scanner, seed=7)) != scanned


def test_print_shows_through_a_seal(made: bytes) -> None:
    """Where the date stands under the seal, red light still finds it, and black stays black."""
    plain, sealed = (
        pixels_of(scan_pdf(made, Scanner(dpi=100), seals=seals), dpi=100) for seals in ((), (Seal("某省财政厅"),))
    )
    with pymupdf.open(stream=made) as document:
        x, y = find_signature(document[0]) or (0, 0)
    rows, columns = (slice(int((at - 40) * 100 / 72), int((at + 40) * 100 / 72)) for at in (y, x))
    before, after = plain[rows, columns], sealed[rows, columns]
    assert ((after[:, :, 0] - after[:, :, 1:].max(axis=2)) > 80).mean() > 0.02
    black = (before < 60).all(axis=2)
    assert black.any() and np.percentile(after[black], 99) < 90 and np.abs(after[:, :, 0] - before[:, :, 0]).mean() < 6


def test_the_typesetter_lays_a_seal_over_print_as_ink() -> None:
    plain, sealed = (pixels_of(typeset(f"{seal}{SOURCE}"), dpi=100) for seal in ("", "@seal 某省财政厅\n"))
    black = (plain < 60).all(axis=2)
    assert (sealed != plain).any() and (sealed[black] < 90).all()


def test_a_seal_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="say where the seal is to lie"):
        scan_pdf(typeset("题目\n正文。\n"), Scanner(dpi=60), seals=[Seal("某省财政厅")])


def test_paper_lies_the_way_it_is_turned(made: bytes) -> None:
    upright, turned = (pixels_of(scan_pdf(made, Scanner(dpi=60, turn=turn))) for turn in (0, 1))
    assert np.abs(np.rot90(upright, -1) - turned).mean() < 4


def test_pages_are_chosen(made: bytes) -> None:
    with pymupdf.open(stream=scan_pdf(made, Scanner(dpi=40), pages=[1, 1])) as document:
        assert document.page_count == 2
    with pytest.raises(ValueError, match="no page 9"):
        scan_pdf(made, Scanner(dpi=40), pages=[9])


def test_the_back_of_the_leaf_shows_mirrored() -> None:
    front, back = (np.ones((50, 40, 3), np.float32) for _ in range(2))
    back[:, :10] = 0
    seen = age_paper(front, back, Scanner(dpi=72, bleed=0.2), 0)
    assert seen[:, 35].mean() < 0.85 < 0.99 < seen[:, 5].mean()


def test_a_fold_and_the_edges_take_light() -> None:
    seen = age_paper(np.ones((300, 200, 3), np.float32), None, Scanner(dpi=100, shadow=0.3), 0)
    middle = seen[30:-30, 100, 0]
    assert middle.min() < 0.9 < middle.max() and seen[150, 0, 0] < 0.8


def test_a_stamp_lies_at_the_upper_right() -> None:
    stamped = press_stamp(np.ones((842, 595, 3), np.float32), 72, 0)
    rows, columns = np.nonzero(stamped.min(axis=2) < 0.7)
    assert rows.max() < 110 and columns.min() > 400


def test_the_command_line_scans_any_pdf(made: bytes, tmp_path: Path) -> None:
    source, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(made)
    options = ["--scan", "light", "--dpi", "50", "--turn", "1", "--pages", "1", "--seal", "某省财政厅"]
    assert main([str(source), str(out), *options]) == 0
    with pymupdf.open(out) as document:
        assert document[0].rect.width > document[0].rect.height and not document[0].get_text().strip()
