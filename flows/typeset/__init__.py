"""Plain text to PDF, set as Chinese official documents are. The source language is in docs/typesetting.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.typeset.blocks import Block
from flows.typeset.flow import lay_out
from flows.typeset.folio import head_pages, number_pages
from flows.typeset.fonts import Face, open_face
from flows.typeset.notice import notice_to_blocks
from flows.typeset.patch import patch_source
from flows.typeset.pdf import write_pdf
from flows.typeset.report import report_to_blocks
from flows.typeset.sheet import Paper, Run, Sheet
from flows.typeset.source import Command, Item, characters_of, read_source

STYLES = ("notice", "letter", "report")
WHOLE = frozenset({"pages", "running", "seal"})  # commands that hold for the whole document


def typeset(
    source: str, *, style: str = "notice", layout: str = "", song: Path | None = None, hei: Path | None = None
) -> bytes:
    """Typeset a source text; gives the bytes of the PDF, the same for the same input.

    `layout` is the text of a layout file; `song` and `hei` are font files.

    Raises:
        ValueError: the source or the layout cannot be set as it is.
    """
    faces = {"song": open_face("song", song), "hei": open_face("hei", hei)}
    items = read_source(patch_source(source, layout))
    whole = {item.name: item.words for item in items if isinstance(item, Command) and item.name in WHOLE}
    rest = [item for item in items if not (isinstance(item, Command) and item.name in WHOLE)]
    paper = Paper()
    blocks = _blocks(rest, faces["song"], paper, style=style, seal="".join(whole.get("seal", ())))
    sheets = lay_out(blocks, faces, paper=paper)
    _require_all(rest, sheets)
    head_pages(sheets, faces["song"], " ".join(whole.get("running", ())))
    # the first page of a letter has no number (GB/T 9704-2012, 10.1)
    number_pages(sheets, faces["song"], style=whole.get("pages", ("dash",))[0], first=style != "letter")
    return write_pdf(sheets, faces)


def _blocks(items: Sequence[Item], face: Face, paper: Paper, *, style: str, seal: str) -> Iterator[Block]:
    if style == "report":
        return report_to_blocks(items, face, paper)
    return notice_to_blocks(items, face, paper, style=style, seal=seal)


def _require_all(items: Sequence[Item], sheets: Sequence[Sheet]) -> None:
    """Raise ValueError when a character of the source did not reach the pages."""
    printed = Counter(
        character for sheet in sheets for mark in sheet.marks if isinstance(mark, Run) for character in mark.text
    )
    lost = characters_of(items) - printed
    if lost:
        raise ValueError(
            f"{lost.total()} characters of the source found no place, among them: {''.join(sorted(lost))[:40]}"
        )
