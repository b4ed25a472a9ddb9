"""The command line of the typesetter."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.typeset import STYLES, typeset


def main(arguments: list[str] | None = None) -> int:
    """Read the source, write the PDF."""
    parser = argparse.ArgumentParser(prog="python -m flows.typeset", description="Typeset a plain text as a PDF.")
    parser.add_argument("source", type=Path, help="the text (UTF-8)")
    parser.add_argument("out", type=Path, help="the PDF to write")
    parser.add_argument("--style", choices=sorted(STYLES), default="notice")
    parser.add_argument("--layout", type=Path, help="a TOML file that says what the text has lost")
    parser.add_argument("--song", type=Path, help="font file for the text")
    parser.add_argument("--hei", type=Path, help="font file for headings and labels")
    parser.add_argument(
        "--scan", choices=("clean", "light", "heavy"), help="write pictures of the pages, as a scanner does"
    )
    options = parser.parse_args(arguments)
    layout = options.layout.read_text(encoding="utf-8") if options.layout else ""
    source = options.source.read_text(encoding="utf-8-sig")
    data = typeset(source, style=options.style, layout=layout, song=options.song, hei=options.hei)
    if options.scan:
        from flows.typeset.scan import SCANNERS, scan_pdf

        data = scan_pdf(data, SCANNERS[options.scan])
    options.out.write_bytes(data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
