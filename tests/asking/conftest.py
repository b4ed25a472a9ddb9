"""The two documents of the corpus as one archive, read once for all tests that ask it."""

from pathlib import Path

import pytest

from extractors.asking import Archive
from extractors.graph import merge
from extractors.linking import conclude
from extractors.pipeline import analyse_file, load_models

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def archive() -> Archive:
    models = load_models(ROOT / "models")
    files = sorted((ROOT / "corpus" / "documents").glob("*.pdf"))
    parts = [conclude(analyse_file(path, models).graph) for path in files]
    return Archive(conclude(merge(parts)))
