"""What a document is made of, one under another."""

from __future__ import annotations

from dataclasses import dataclass

from flows.typeset.grid import Grid
from flows.typeset.sheet import BLACK, Paper

SIZE = 16.0  # 三号
LEADING = Paper().depth / 22  # 22 lines a page
PITCH = Paper().measure / 28 - SIZE  # 28 characters a line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text set as one paragraph; a line break in it is a printed one. `first` and `hang` are indents in characters.

    `align` is left, center, right, justify, or fill (one line, spread over the measure); `inset` narrows the right
    side, `before` leaves points above, `weight` thickens the strokes.
    """

    text: str
    align: str = "justify"
    size: float = SIZE
    leading: float = LEADING
    face: str = "song"
    first: float = 0.0
    hang: float = 0.0
    inset: float = 0.0
    before: float = 0.0
    color: tuple[float, float, float] = BLACK
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts on one line, the first at the left edge, the second at the right edge."""

    left: str
    right: str
    size: float = 14.0
    inset: float = 14.0
    leading: float = 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """A rule over the whole measure, with space above and below."""

    width: float = 0.7
    color: tuple[float, float, float] = BLACK
    above: float = 4.0
    below: float = 4.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space; lost at the top of a page unless `always`."""

    height: float
    always: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A new page; on other paper if given."""

    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 at the right, the names centred over the date; `seal` is what a red seal over both says."""

    names: tuple[str, ...]
    date: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Issuers:
    """The red names of joint issuers one under another, spread to one width, with 文件 beside them."""

    names: tuple[str, ...]
    suffix: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Blocks that stand at the foot of the page (版记)."""

    blocks: tuple[Paragraph | Pair | Line | Gap, ...]


Block = Paragraph | Pair | Line | Gap | Break | Signature | Issuers | Foot | Grid
