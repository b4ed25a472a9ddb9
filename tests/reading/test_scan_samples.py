"""Pages that are hard to take in (corpus/scans/samples): why they were recognised, and nothing wrong in silence."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractors.mention import value_to_json
from extractors.pipeline import Analysis, Models, analyse, load_models
from extractors.reading import read_bytes
from flows.comparison import SURE
from flows.typeset.samples import make_samples

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "scans" / "samples"
SCAN = "it is a scan: no text layer"
GARBAGE = "its text layer is garbage"
EARLIER = "its text is an earlier recognition that nobody proofread"
# what is printed on the slip of paper that all samples show
NUMBERS = ("某财农函〔2023〕12号", "某财农〔2021〕7号")
AMOUNTS = ("1200000.00", "750000.00", "450000.00", "1200000.00")
DATES = ("2023-05-06",)
PRINTED = {"doc_number": NUMBERS, "amount": AMOUNTS, "date": DATES}
CELLS = ["地区", "项目", "金额", "甲市", "水库除险加固", "750,000.00", "乙市", "农村饮水安全", "450,000.00"]
LATE = pytest.mark.endurance


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    """Pictures that several samples share are read once."""
    return load_models(ROOT / "models", cache=tmp_path_factory.mktemp("readings"))


def read(models: Models, name: str) -> Analysis:
    data = (SAMPLES / f"{name}.pdf").read_bytes()
    return analyse(read_bytes(data, f"{name}.pdf", models.folder, reader=models.reader), models)


def values(analysis: Analysis, kind: str, *, sure: bool) -> list[object]:
    found = []
    for mention in analysis.mentions:
        if mention.kind == kind and (not sure or (not mention.doubt and mention.score >= SURE)):
            value = value_to_json(mention.value)
            found.append(value["cny"] if isinstance(value, dict) else value)
    return found


@pytest.mark.parametrize(
    ("name", "reasons", "slips"),
    [
        ("no layer", [SCAN], 1),
        ("lost code points", [GARBAGE], 1),
        ("hidden layer", [EARLIER], 1),
        ("rotated", [SCAN, SCAN], 2),
        ("blank", [SCAN, f"{SCAN}; blank"], 1),
        ("fax", [SCAN], 1),
        ("coarse", [SCAN], 1),
        pytest.param("heavy", [SCAN], 1, marks=LATE),
        pytest.param("sealed", [SCAN], 1, marks=LATE),
    ],
)
def test_a_sample(models: Models, name: str, reasons: list[str], slips: int) -> None:
    analysis = read(models, name)
    pages = analysis.document.pages
    assert [page.why for page in pages] == reasons
    assert {page.route for page in pages} == {"ocr"} and not any(page.unread for page in pages)
    for kind, printed in PRINTED.items():
        assert sorted(values(analysis, kind, sure=False), key=str) == sorted(printed * slips), kind
        assert set(values(analysis, kind, sure=True)) <= set(printed)
    for table in analysis.document.tables:
        assert [analysis.document.quote(cell.span) for cell in table.cells][: len(CELLS)] == CELLS
    assert len(analysis.document.tables) == slips


def test_pages_of_a_file_go_their_own_ways(models: Models) -> None:
    analysis = read(models, "mixed")
    assert [page.route for page in analysis.document.pages][:2] == ["text", "ocr"]
    assert [page.why for page in analysis.document.pages][:2] == [None, SCAN]
    assert values(analysis, "amount", sure=False)[:8] == list(AMOUNTS * 2)


def test_a_picture_of_a_table_on_a_page_of_text_is_read_or_named(models: Models) -> None:
    analysis = read(models, "mixed")
    assert analysis.document.pages[2].why or analysis.document.text.count("水库除险加固") == 3


def test_characters_by_false_names_are_not_believed() -> None:
    page = read_bytes((SAMPLES / "false code points.pdf").read_bytes(), "false.pdf").pages[0]
    assert page.route == "ocr" and page.why == GARBAGE


def test_the_samples_are_what_the_maker_makes() -> None:
    made = make_samples()
    assert sorted(path.stem for path in SAMPLES.glob("*.pdf")) == sorted(made)
    for name, data in made.items():
        with pymupdf.open(stream=data) as new, pymupdf.open(SAMPLES / f"{name}.pdf") as kept:
            assert [page.rect for page in new] == [page.rect for page in kept]
            assert [page.get_text() for page in new] == [page.get_text() for page in kept]
            assert [len(page.get_images()) for page in new] == [len(page.get_images()) for page in kept]
