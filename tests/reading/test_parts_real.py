"""Real budgets and accounts, where they are at hand: their cover names them, and nothing else is guessed."""

from pathlib import Path

import pytest

from extractors.reading import read_file

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT.parent / "shared/real").glob("*.pdf"))


@pytest.mark.skipif(not REAL, reason="the real PDFs are not there")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_cover(path):
    document = read_file(path, ROOT / "models")
    title, kind = document.part("title"), document.part("type")
    assert title is not None
    assert kind is not None
    assert title.value.endswith(("预算", "决算"))
    assert kind.value == ("预算公开" if title.value.endswith("预算") else "决算公开")
    assert len(document.parts_of("issuers")) == 1
    assert {part.name for part in document.parts} == {"title", "issuers", "type"}
