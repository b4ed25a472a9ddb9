"""The command line of the typesetter and of the scan maker."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from flows.typeset import STYLES, typeset
from flows.typeset.scan import SCANNERS, Seal, scan_pdf


def main(arguments: list[str] | None = None) -> int:
    """Read the source, write the PDF; `archive` makes a whole archive instead."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["archive"]:
        return _make_archive(arguments[1:])
    options = _parser().parse_args(arguments)
    data = options.source.read_bytes() if options.source.suffix.lower() == ".pdf" else _typeset(options)
    options.out.write_bytes(_scan(data, options) if options.scan else data)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m flows.typeset", description="Typeset a plain text as a PDF.")
    parser.add_argument("source", type=Path, help="the text (UTF-8), or a PDF that is to be scanned")
    parser.add_argument("out", type=Path, help="the PDF to write")
    parser.add_argument("--style", choices=sorted(STYLES), default="notice")
    parser.add_argument("--layout", type=Path, help="a TOML file that says what the text has lost")
    parser.add_argument("--song", type=Path, help="font file for the text")
    parser.add_argument("--hei", type=Path, help="font file for headings and labels")
    parser.add_argument("--scan", choices=sorted(SCANNERS), help="write pictures of the pages, as a scanner does")
    parser.add_argument("--pages", default="", help="scan these pages only: 1,3,4")
    parser.add_argument("--seal", help="press the seal of this body on the date of signature")
    parser.add_argument("--dpi", type=int, help="the resolution of the scan, instead of that of its grade")
    parser.add_argument("--turn", type=int, choices=range(4), default=0, help="quarter turns of the paper to the right")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other grain, folds and angles")
    return parser


def _typeset(options: argparse.Namespace) -> bytes:
    layout = options.layout.read_text(encoding="utf-8") if options.layout else ""
    source = options.source.read_text(encoding="utf-8-sig")
    return typeset(source, style=options.style, layout=layout, song=options.song, hei=options.hei)


def _scan(data: bytes, options: argparse.Namespace) -> bytes:
    grade = SCANNERS[options.scan]
    scanner = replace(grade, dpi=options.dpi or grade.dpi, turn=options.turn, seed=options.seed)
    pages = [int(number) for number in options.pages.split(",") if number]
    seals = [Seal(options.seal, seed=options.seed)] if options.seal else []
    return scan_pdf(data, scanner, pages=pages, seals=seals)


def _make_archive(arguments: list[str]) -> int:
    """Write the documents of a made archive and its gold."""
    from flows.settings import read_settings
    from flows.typeset.archive import make_archive, write_archive

    parser = argparse.ArgumentParser(prog="python -m flows.typeset archive", description="Make an archive with gold.")
    parser.add_argument("--seed", type=int, required=True, help="what decides all else")
    parser.add_argument("--cities", type=int, default=21, help="cities of a notice, at most")
    parser.add_argument("--programmes", type=int, default=1, help="notices, each of a fund, a year and a province")
    parser.add_argument("--out", type=Path, required=True, help="the folder that gets documents and gold")
    parser.add_argument("--text", action="store_true", help="text files instead of PDFs")
    options = parser.parse_args(arguments)
    plan = make_archive(
        options.seed, read_settings(os.environ).models, cities=options.cities, programmes=options.programmes
    )
    print(f"{write_archive(plan, options.out, text=options.text)} documents: {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
