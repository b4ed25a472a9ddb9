"""Plain text to PDF: `python -m flows.typeset SOURCE.txt OUT.pdf [--style notice|report] [--layout FILE.toml]`."""

from __future__ import annotations

from pathlib import Path

from flows.typeset.flow import lay_out
from flows.typeset.fonts import open_face
from flows.typeset.notice import notice_to_blocks
from flows.typeset.patch import patch_source
from flows.typeset.pdf import write_pdf
from flows.typeset.report import report_to_blocks
from flows.typeset.sheet import Paper
from flows.typeset.source import read_source

STYLES = {"notice": notice_to_blocks, "report": report_to_blocks}


def typeset(
    source: str, *, style: str = "notice", layout: str = "", song: Path | None = None, hei: Path | None = None
) -> bytes:
    """Typeset a source text; gives the bytes of the PDF."""
    faces = {"song": open_face("song", song), "hei": open_face("hei", hei)}
    paper = Paper()
    blocks = STYLES[style](read_source(patch_source(source, layout)), faces["song"], paper)
    return write_pdf(lay_out(blocks, faces, paper=paper), faces)
