"""The scans of a gold folder: what each loses against the text layer of the same pages of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pymupdf

from extractors.errors import GoldError
from extractors.pipeline import Analysis, Models, analyse, load_models
from extractors.reading import read_bytes
from flows.comparison import Comparison, compare_mentions, compare_parts
from flows.gold import GoldDocument
from flows.route_score import compare_routes, route_to_json


@dataclass(frozen=True, slots=True)
class GoldScan:
    """A scan of some pages of a gold document."""

    where: str
    file: Path
    document: Path
    pages: tuple[int, ...]


def read_scans(folder: Path) -> tuple[GoldScan, ...]:
    """Give the scans that the gold documents name: `"scans": [{"file": …, "pages": […]}]`.

    Raises:
        GoldError: an entry breaks the rules, or its file is not there.

    """
    return tuple(scan for path in sorted((folder / "documents").glob("*.json")) for scan in _read_scans(path, folder))


def _read_scans(path: Path, folder: Path) -> Iterator[GoldScan]:
    where = f"documents/{path.name}"
    row = orjson.loads(path.read_bytes())
    for item in row.get("scans", ()):
        try:
            file, pages = folder.parent / item["file"], tuple(int(page) for page in item["pages"])
        except (TypeError, KeyError, ValueError) as error:
            raise GoldError(f'{where}: scans: {error!r}; give objects with "file" and "pages"') from error
        if not file.is_file():
            raise GoldError(f"{where}: {file} is not there; mend 'scans', or make the file")
        yield GoldScan(where, file, folder.parent / row["file"], pages)


def score_scans(folder: Path, models: Path, cache: Path | None = None) -> dict[str, Any]:
    """Give the score of every scan of a gold folder by name; `cache` is where readings of scans are kept.

    Raises:
        GoldError: an entry breaks the rules.

    """
    scans = read_scans(folder)
    if not scans:
        return {}
    loaded = load_models(models, cache=cache)
    return {scan.file.stem: route_to_json(compare_routes(*_read_both(scan, loaded), scan.file.stem)) for scan in scans}


def _read_both(scan: GoldScan, models: Models) -> tuple[Analysis, Analysis]:
    text = cut_pages(scan.document.read_bytes(), scan.pages)
    return analyse_bytes(text, models), analyse_bytes(scan.file.read_bytes(), models)


def cut_pages(data: bytes, pages: Sequence[int]) -> bytes:
    """Give a PDF of some pages (from 1) of a PDF."""
    with pymupdf.open(stream=data) as document:
        document.select([page - 1 for page in pages])
        return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))


def analyse_bytes(data: bytes, models: Models) -> Analysis:
    """Read a PDF, its scanned pages too, and give what it says."""
    return analyse(read_bytes(data, "scored.pdf", models.folder, reader=models.reader), models)


def compare_with_gold(analysis: Analysis, gold: GoldDocument, where: str) -> dict[str, Comparison]:
    """Compare what a whole document says by one route with its gold: mentions by kind, and all parts together."""
    kinds = {
        kind: compare_mentions(analysis, kind, wanted, where, ignore=gold.ignore.get(kind, ()))
        for kind, wanted in gold.mentions.items()
    }
    parts = compare_parts(analysis.document, gold.parts, where).values()
    return kinds | {"parts": sum(parts, Comparison())}
