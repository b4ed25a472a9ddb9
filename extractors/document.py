"""A document as text with places: what every stage after reading works on.

Text exists once, in `Document.text`; everything else is a `Span` into it. Where a span stands on paper is asked of
`Document.locate`, so extractors never see geometry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page: PDF points (1/72 inch), origin top left, page rotation applied."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if self.right < self.left or self.bottom < self.top:
            raise ValueError(f"not a box: {self.left}, {self.top}, {self.right}, {self.bottom}")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or the part of one that lies in a table cell; in a text file, one line of the file.

    `span` covers exactly the characters printed there: a line end inside a paragraph leaves nothing in the text.
    `number` counts the lines of the page from 1; in a text file it is the line number of the file.
    `stops` are the x of the left edge of every character and of the right edge of the last (len(span) + 1 values);
    empty when the line runs otherwise than left to right, or has no box. `lean` is how far down it goes for each
    point to the right, on a page that was laid aslant. On a scan `scores` says how sure each character is (as many as
    the span has), `doubt` what else speaks against the reading, and `seconds` what a second reading has in place of
    each character (empty where it has no say, a space where it has nothing) and how sure it is of that.
    """

    span: Span
    page: int
    number: int
    box: Box | None = None
    stops: tuple[float, ...] = ()
    lean: float = 0.0
    scores: tuple[float, ...] = ()
    doubt: str = ""
    seconds: tuple[tuple[str, float], ...] = ()

    def crop(self, span: Span) -> Box | None:
        """Give the box of the part of this line that the span covers."""
        if self.box is None or not self.stops:
            return self.box
        first = max(span.start, self.span.start) - self.span.start
        last = min(span.end, self.span.end) - self.span.start
        left, right = sorted((self.stops[first], self.stops[last]))
        return self._slice(self.box, left, right)

    def _slice(self, box: Box, left: float, right: float) -> Box:
        """Give the part of the box between two x, as high as the line is there."""
        if not self.lean:
            return Box(left, box.top, right, box.bottom)
        half = max(box.bottom - box.top - abs(self.lean) * (box.right - box.left), 1.0) / 2
        middle, across = (box.top + box.bottom) / 2, (box.left + box.right) / 2
        ends = [middle + self.lean * (x - across) for x in (left, right)]
        return Box(left, round(min(ends) - half, 2), right, round(max(ends) + half, 2))


BLOCK_ROLES = (
    "paragraph",
    "heading",
    "title",
    "caption",  # 附件1, 单位：万元, the title of a table
    "head",  # 版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人
    "recipients",  # 主送机关
    "attachments",  # 附件说明
    "signature",  # 署名 and 成文日期
    "imprint",  # 版记: 抄送, 印发机关, 印发日期
    "note",  # 附注
    "table",
    "page_header",
    "page_footer",
    "page_number",
    "repeated_header",  # the header rows of a table that stand again on its next page
    "seal",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or another piece of the page in reading order.

    `role` is one of BLOCK_ROLES; `level` is 1 to 4 for headings 一、 （一） 1. （1） and 0 otherwise.
    Furniture (page_header, page_footer, page_number, repeated_header) stands at the end of `Document.text`.
    """

    span: Span
    role: str
    page: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; rows and columns count from 0 over all its pages, repeated header rows left out."""

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    page: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One logical table, also where it runs over several pages.

    `title` and `unit` are spans of the text where they are printed; `unit_text` is what is printed (`元`, `万元`).
    `annex` is the number of the annex it belongs to (`"1"` for 附件1). `doubt` says why its cells may be cut wrongly.
    """

    id: str
    span: Span
    pages: tuple[int, ...]
    cells: tuple[Cell, ...]
    title: Span | None = None
    unit: Span | None = None
    unit_text: str | None = None
    role: str | None = None
    annex: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document by GB/T 9704 (发文字号, 标题, 主送机关, …) with its value as printed, healed.

    `name` is one of PART_NAMES. `span` is None where the value was concluded, not read (a type by a classifier).
    """

    name: str
    value: str
    span: Span | None
    by: str
    score: float = 1.0
    doubt: str | None = None


SINGLE_PARTS = (
    "copy_number",  # 份号
    "secrecy",  # 密级和保密期限
    "urgency",  # 紧急程度
    "issuer_mark",  # 发文机关标志
    "number",  # 发文字号 (the first, where there are several)
    "signatory",  # 签发人
    "title",  # 标题
    "date",  # 成文日期, ISO
    "note",  # 附注
    "disclosure",  # 公开方式
    "printed_by",  # 印发机关
    "printed_date",  # 印发日期, ISO
    "type",  # 文种
)
PLURAL_PARTS = (
    "numbers",  # every own 发文字号
    "issuers",  # 发文机关
    "recipients",  # 主送机关
    "copied_to",  # 抄送机关
    "attachments",  # 附件 titles
)
PART_NAMES = SINGLE_PARTS + PLURAL_PARTS


@dataclass(frozen=True, slots=True)
class Repair:
    """What a scan must say where it was misread: `text` takes the place of the characters of `span`, as many as they.

    `why` says what justifies it, `check` is the kind of check that does. What is `plain` changes
    marks alone, to the only ones that can be.
    """

    span: Span
    text: str
    by: str
    why: str
    check: str
    plain: bool = False

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise ValueError(f"a repair of {len(self.span)} characters by {len(self.text)}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: size in points with rotation applied.

    `route` is `text` or `ocr`, with the reason in `why`; `unread` says that its text could not be had.
    A text file has one page of size 0.
    """

    number: int
    width: float
    height: float
    route: str = "text"
    why: str | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands on one page: its boxes, and the numbers of its lines."""

    page: int
    boxes: tuple[Box, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A document that has been read. `source` is the first 16 hex digits of the SHA-256 of its bytes.

    `text` stays as it was read; values are taken from `mended`, in which `repairs` have been made. `proved` are the
    cells of a scan whose figures come out in a sum as they were read.
    """

    source: str
    name: str
    format: str
    text: str
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = field(default=())
    repairs: tuple[Repair, ...] = ()
    proved: tuple[Span, ...] = ()

    @cached_property
    def mended(self) -> str:
        """The text with its repairs, of the same length."""
        pieces, at = [], 0
        for repair in sorted(self.repairs, key=lambda repair: repair.span):
            pieces += [self.text[at : repair.span.start], repair.text]
            at = repair.span.end
        return "".join(pieces) + self.text[at:] if pieces else self.text

    def is_proved(self, span: Span) -> bool:
        """Say whether a span lies in a cell whose figure a sum proves."""
        at = bisect_right(self._proved_starts, span.start) - 1
        return at >= 0 and self._ordered_proved[at].covers(span)

    @cached_property
    def _ordered_proved(self) -> tuple[Span, ...]:
        return tuple(sorted(self.proved))

    @cached_property
    def _proved_starts(self) -> list[int]:
        return [span.start for span in self._ordered_proved]

    def repairs_of(self, span: Span) -> Iterator[Repair]:
        """Give the repairs that touch a span."""
        return (repair for repair in self.repairs if repair.span.overlaps(span))

    def quote(self, span: Span) -> str:
        """Give the text of a span as it is printed, without line breaks."""
        return self.text[span.start : span.end].replace("\n", "")

    def lines_of(self, span: Span) -> Iterator[Line]:
        """Give the lines that a span touches, in text order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for at in range(first, len(self._ordered)):
            line = self._ordered[at]
            if line.span.start >= span.end:
                return
            if line.span.overlaps(span):
                yield line

    def locate(self, span: Span) -> tuple[Place, ...]:
        """Give the places of a span, one a page, in text order; boxes are empty for a text file."""
        places: dict[int, tuple[list[Box], list[int]]] = {}
        for line in self.lines_of(span):
            boxes, numbers = places.setdefault(line.page, ([], []))
            box = line.crop(span)
            if box is not None:
                boxes.append(box)
            if line.number not in numbers:
                numbers.append(line.number)
        return tuple(Place(page, tuple(boxes), tuple(numbers)) for page, (boxes, numbers) in places.items())

    def cell_at(self, span: Span) -> tuple[Table, Cell] | None:
        """Give the table and the cell that hold a span."""
        at = bisect_right(self._cell_starts, span.start) - 1
        if at < 0:
            return None
        table, cell = self._filled_cells[at]
        return (table, cell) if cell.span.covers(span) else None

    def block_at(self, offset: int) -> Block | None:
        """Give the block that holds a character."""
        at = bisect_right(self._block_starts, offset) - 1
        if at < 0:
            return None
        block = self._ordered_blocks[at]
        return block if block.span.start <= offset < block.span.end else None

    def part(self, name: str) -> Part | None:
        """Give the first part of a name."""
        return next((part for part in self.parts if part.name == name), None)

    def parts_of(self, name: str) -> tuple[Part, ...]:
        """Give all parts of a name."""
        return tuple(part for part in self.parts if part.name == name)

    @cached_property
    def _ordered(self) -> tuple[Line, ...]:
        return tuple(sorted((line for line in self.lines if len(line.span)), key=lambda line: line.span))

    @cached_property
    def _starts(self) -> list[int]:
        return [line.span.start for line in self._ordered]

    @cached_property
    def _ordered_blocks(self) -> tuple[Block, ...]:
        return tuple(sorted(self.blocks, key=lambda block: block.span))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self._ordered_blocks]

    @cached_property
    def _filled_cells(self) -> tuple[tuple[Table, Cell], ...]:
        """The cells that hold text, in text order; no two share a character."""
        cells = ((table, cell) for table in self.tables for cell in table.cells if len(cell.span))
        return tuple(sorted(cells, key=lambda item: item[1].span))

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell.span.start for _, cell in self._filled_cells]
