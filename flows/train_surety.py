"""Fit how sure the characters of scans are, on scans made from PDFs whose text layers say what is printed.

`python -m flows.train_surety FILE.pdf:1,5,10 … [--cache DIR]` recognises the pages in every grade, fits one logistic
model a kind of character, and writes models/surety/1. Each file is scored by a model of the others first.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pymupdf

from extractors.document import Document
from extractors.reading import PageReader, load_reader, read_bytes
from extractors.surety import FEATURES, KINDS, MODEL, Heard, Weights, hear_document, probability
from extractors.text import fold
from flows.typeset.scan import SCANNERS, scan_pdf

GRADES = ("light", "heavy", "faint", "screen", "coarse", "fax")
STRENGTH = 1.0  # inverse of regularisation
LOW = 0.98
_ADDED = 3  # characters in a row that are on the scan alone: they are no slip


@dataclass(frozen=True, slots=True)
class Sample:
    """A character of a scan, the file and the grade it is from, and whether it was read right."""

    heard: Heard
    file: str
    grade: str
    right: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, score and write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", help="FILE.pdf:1,5,10")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--cache", type=Path, default=Path("outputs/scans"))
    options = parser.parse_args(arguments)
    reader = load_reader(options.cache, options.models)
    samples = [sample for name in options.files for sample in read_samples(*_pages(name), reader, options.models)]
    write_model(samples, options.models / MODEL)


def _pages(name: str) -> tuple[Path, tuple[int, ...]]:
    path, _, numbers = name.rpartition(":")
    return Path(path), tuple(int(number) for number in numbers.split(","))


def read_samples(path: Path, pages: Sequence[int], reader: PageReader, models: Path) -> Iterator[Sample]:
    """Give the characters of the pages of a file in every grade."""
    data = path.read_bytes()
    for page in pages:
        printed = read_bytes(_cut(data, page), path.name, models)
        for grade in GRADES:
            scan = read_bytes(scan_pdf(data, SCANNERS[grade], pages=[page]), path.name, models, reader=reader)
            yield from (Sample(heard, path.stem, grade, right) for heard, right in judge(printed, scan))


def _cut(data: bytes, page: int) -> bytes:
    with pymupdf.open(stream=data) as document:
        document.select([page - 1])
        return bytes(document.tobytes())


def judge(printed: Document, scan: Document) -> Iterator[tuple[Heard, bool]]:
    """Give the characters of a scan that were read twice; beside a figure that was lost both neighbours are wrong.

    What stands on the scan alone, such as a stamp, is left out.
    """
    wanted = [char for char, _, _ in _characters(printed)]
    found = list(_characters(scan))
    right: list[bool | None] = [None] * len(found)
    steps = SequenceMatcher(None, wanted, [char for char, _, _ in found], autojunk=False).get_opcodes()
    for tag, _, _, start, end in steps:
        right[start:end] = [tag == "equal" if tag != "insert" or end - start < _ADDED else None] * (end - start)
    for tag, low, high, start, _ in steps:
        inside = 0 < start < len(found) and found[start - 1][2] == found[start][2]
        if tag == "delete" and inside and any(char.isdigit() for char in wanted[low:high]):
            right[start - 1 : start + 1] = [False, False]
    pairs = zip(found, right, strict=True)
    return ((heard, good) for (_, heard, _), good in pairs if heard is not None and good is not None)


def _characters(document: Document) -> Iterator[tuple[str, Heard | None, int]]:
    """Give the folded characters in reading order, each with where its line starts, without white space and seals."""
    seals = [block.span for block in document.blocks if block.role == "seal"]
    heard = dict(hear_document(document))
    for line in sorted(document.lines, key=lambda line: line.span):
        if any(seal.covers(line.span) for seal in seals):
            continue
        text = document.text[line.span.start : line.span.end]
        said: Iterable[Heard | None] = heard.get(line, [None] * len(text))
        pairs = zip(fold(text), said, strict=True)
        yield from ((char, each, line.span.start) for char, each in pairs if not char.isspace())


def fit(samples: Sequence[Sample]) -> Weights:
    """Fit the weights, one model a kind."""
    from sklearn.linear_model import LogisticRegression

    weights: Weights = {}
    for kind in KINDS:
        own = [sample for sample in samples if sample.heard.kind == kind]
        model: Any = LogisticRegression(C=STRENGTH, max_iter=1000)
        model.fit([sample.heard.features for sample in own], [sample.right for sample in own])
        weights[kind] = tuple(round(float(value), 4) for value in (*model.intercept_, *model.coef_[0]))
    return weights


def weigh_apart(samples: Sequence[Sample]) -> list[tuple[Sample, float]]:
    """Give each sample with its probability by a model of the other files."""
    found = []
    for file in sorted({sample.file for sample in samples}):
        weights = fit([sample for sample in samples if sample.file != file])
        found += [(sample, probability(sample.heard, weights)) for sample in samples if sample.file == file]
    return found


def write_model(samples: Sequence[Sample], path: Path) -> None:
    """Write the model and its card."""
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = fit(samples)
    data = {"version": "1", "features": FEATURES, "weights": weights}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    card = _card(samples, weigh_apart(samples))
    (path.parent / "card.md").write_text(card, encoding="utf-8")
    print(card)


def _card(samples: Sequence[Sample], weighed: Sequence[tuple[Sample, float]]) -> str:
    files = sorted({sample.file for sample in samples})
    rows = "\n".join(_row(*item) for item in sorted(_groups(weighed).items()))
    return f"""# surety 1

Tells how likely a character of a scan is right, from the score of the first reading and what the second one has.

- Features: {", ".join(FEATURES)}; one logistic model each for {", ".join(KINDS)}.
- Fitted on {len(samples)} characters of {len(files)} public PDFs as scans of the grades {", ".join(GRADES)}
  (`python -m flows.train_surety`); {sum(not sample.right for sample in samples)} of them are wrong.
- A figure on which the two readings differ has at most 0.9, whatever the model says.
- Each file by a model of the others; a character below {LOW} is taken for doubtful:

| grade | kind | characters | wrong | wrong below {LOW} | right not below | mean probability, share right |
|---|---|---|---|---|---|---|
{rows}

- Made scans only: real paper is worse in ways that were not thought of.
- Licence: as the project, AGPL-3.0-or-later.
"""


def _groups(weighed: Sequence[tuple[Sample, float]]) -> dict[tuple[str, str], list[tuple[bool, float]]]:
    groups: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for sample, share in weighed:
        groups[sample.grade, sample.heard.kind].append((sample.right, share))
    return groups


def _row(name: tuple[str, str], items: Sequence[tuple[bool, float]]) -> str:
    wrong = [share for right, share in items if not right]
    good = [share for right, share in items if right]
    caught, kept = sum(share < LOW for share in wrong), sum(share >= LOW for share in good)
    mean = sum(share for _, share in items) / len(items)
    return (
        f"| {name[0]} | {name[1]} | {len(items)} | {len(wrong)} | {caught} of {len(wrong)} "
        f"| {kept / max(len(good), 1):.1%} | {mean:.4f}, {len(good) / len(items):.4f} |"
    )


if __name__ == "__main__":
    main()
