"""What becomes of a date of signature under a seal: right, marked, wrong in silence or lost.

Run on demand: `python tests/bench/bench_seals.py [--cache DIR] [--keep DIR]`. Seals differ in place, size, darkness,
with a star and without; dates are in Chinese numerals and Arabic ones; scans in resolution and grade.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extractors.pipeline import Analysis, analyse, load_models
from extractors.reading import read_bytes
from flows.comparison import SURE
from flows.typeset.scan import SCANNERS
from flows.typeset.sealed import VARIANTS, Variant, make_scan

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cache", type=Path, default=ROOT / "outputs" / "scans")
    parser.add_argument("--keep", type=Path, help="a folder for the scans made")
    options = parser.parse_args(arguments)
    models = load_models(ROOT / "models", cache=options.cache)
    outcomes: Counter[str] = Counter()
    for number, variant in enumerate(VARIANTS, start=1):
        data = make_scan(variant)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"seal {number:02}.pdf").write_bytes(data)
        analysis = analyse(read_bytes(data, f"seal {number:02}.pdf", models.folder, reader=models.reader), models)
        outcome, said = judge(analysis, variant.date[1])
        outcomes[outcome] += 1
        print(f"{number:2} {outcome:7} {variant.date[0]} {' '.join(_describe(variant))} -> {said}")
    print(", ".join(f"{name} {outcomes[name]}" for name in ("right", "marked", "wrong", "lost")))
    return 0


def judge(analysis: Analysis, wanted: str) -> tuple[str, str]:
    """Say what became of the date, and what was read."""
    part = analysis.document.part("date")
    if part is None:
        return "lost", "no date"
    doubtful = bool(part.doubt) or part.score < SURE
    said = f"{part.value} ({part.score:.2f}{', ' + part.doubt if part.doubt else ''})"
    if part.value == wanted:
        return "right", said
    return "marked" if doubtful else "wrong", said


def _describe(variant: Variant) -> Iterator[str]:
    yield variant.grade
    yield f"{variant.dpi or SCANNERS[variant.grade].dpi} dpi"
    yield f"{variant.seal.radius:g} mm"
    yield f"{variant.seal.darkness:.0%}"
    yield "star" if variant.seal.star else "no star"
    yield f"moved {variant.shift[0]:g}, {variant.shift[1]:g}"


if __name__ == "__main__":
    raise SystemExit(main())
