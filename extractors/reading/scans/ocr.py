"""Pictures of pages → lines with the place and the score of every character, by RapidOCR, offline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from extractors.document import Box
from extractors.errors import OcrError
from extractors.reading.scans.agreement import align
from extractors.reading.scans.second import SecondReader

Pixels = Any  # numpy array of bytes: rows, columns, and red, green, blue

_ADVICE = "install rapidocr and onnxruntime, or give a PDF with a text layer"
_PACKAGES = ("rapidocr", "onnxruntime", "opencv-python-headless", "numpy")
_WEIGHTS = "PP-OCRv6-small-1600"


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line of text in a picture: pixels, origin top left.

    `stops` are the edges of the characters as in `Line`, `scores` says how sure each character is; both are empty for
    a line that runs down. `score` is the mean; `doubt` says what else speaks against the text. `seconds` gives
    what a second reading has in place of each character, and how sure it is of that; empty where there was none.
    """

    text: str
    box: Box
    score: float
    stops: tuple[float, ...] = ()
    scores: tuple[float, ...] = ()
    doubt: str = ""
    seconds: tuple[tuple[str, float], ...] = ()


class PageReader(Protocol):
    """What reads the text of a picture; `identity` changes with whatever can change its answers."""

    @property
    def identity(self) -> str:
        """Name the engine, its version, its weights and its parameters."""
        ...

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        """Give the lines of a picture, in no order that means anything.

        Raises:
            OcrError: the engine is not there or fails.

        """
        ...


@dataclass(frozen=True, slots=True)
class RapidReader:
    """RapidOCR with the PP-OCRv6 small weights of its own package; they are loaded for the first picture.

    `second` reads every line that was found once more.
    """

    second: SecondReader | None = None

    @property
    def identity(self) -> str:
        """Name the packages with their versions, the weights with the size of the picture, and the second reader."""
        seconds = (self.second.identity,) if self.second else ()
        return " ".join((*map(_version, _PACKAGES), _WEIGHTS, *seconds))

    def read_page(self, pixels: Pixels) -> tuple[OcrLine, ...]:
        """Give the lines of a picture.

        Raises:
            OcrError: the engine is not installed or fails.

        """
        engine = _engine()
        try:
            return tuple(_read(engine, pixels, self.second))
        except Exception as error:  # whatever goes wrong in there costs one page, which is named
            raise OcrError("page", f"the recognition failed ({type(error).__name__})", _ADVICE, kind="ocr") from error


def _version(package: str) -> str:
    try:
        return f"{package}-{version(package)}"
    except PackageNotFoundError:
        return f"{package}-none"


@cache
def _engine() -> Any:
    """Give the engine, one a process and one thread: many files are read by many processes."""
    try:
        import rapidocr
    except ImportError as error:
        raise OcrError("page", "there is no engine for scans", _ADVICE, kind="ocr") from error
    weights = Path(rapidocr.__file__).parent / "models"
    engine = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # it turns long upright lines upside-down
            "Global.max_side_len": 4000,  # the default shrinks a page of 200 dpi
            "Global.text_score": 0.0,  # a line that is hard to read is doubtful, not absent
            "Global.return_word_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": 1600,
            "Det.model_path": _weights(weights, "det"),
            "Rec.model_path": _weights(weights, "rec"),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return engine


def _weights(folder: Path, task: str) -> str:
    """Give a file of weights of the package: naming it keeps the engine from fetching one."""
    path = folder / f"PP-OCRv6_{task}_small.onnx"
    if not path.is_file():
        raise OcrError("page", f"the weights {path.name} are not in the package rapidocr", _ADVICE, kind="ocr")
    return str(path)


def _read(engine: Any, pixels: Pixels, second: SecondReader | None) -> Iterator[OcrLine]:
    from rapidocr.utils.process_img import map_boxes_to_original

    height, width = pixels.shape[:2]
    scaled, steps = engine.preprocess_img(pixels[:, :, ::-1])  # the weights want blue first
    found, _, read, pictures = engine.run_ocr_steps(scaled, steps)
    if found.boxes is None or read.txts is None:
        return
    boxes = map_boxes_to_original(found.boxes, steps, height, width)
    for at, (corners, text, score) in enumerate(zip(boxes, read.txts, read.scores, strict=True)):
        if text.strip():
            line = _line(corners, text, float(score), read.word_results[at])
            yield replace(line, seconds=align(text, second.read_line(pictures[at]), second.known)) if second else line


def _line(corners: Any, text: str, score: float, words: Any) -> OcrLine:
    left, top = (float(value) for value in corners.min(axis=0))
    right, bottom = (float(value) for value in corners.max(axis=0))
    box = Box(left, top, right, bottom)
    if bottom - top >= 1.5 * (right - left):  # it was turned a quarter to be read
        return OcrLine(text, box, round(score, 4))
    columns = [column for group in words.word_cols for column in group]
    middles = _middles(text, columns, words.line_txt_len)
    stops = tuple(round(left + share * (right - left), 1) for share in _edges(middles))
    scores = tuple(round(float(value), 4) for value in words.confs)
    return OcrLine(text, box, round(score, 4), stops, scores if len(scores) == len(text) else (score,) * len(text))


def _middles(text: str, columns: list[int], count: float) -> list[float]:
    """Give where each character stands as a share of the line; the engine tells it for all but white space."""
    known = iter(columns)
    places = [None if char.isspace() else (next(known, 0) + 0.5) / max(count, 1) for char in text]
    for at, place in enumerate(places):
        if place is None:
            before = places[at - 1] if at else 0.0
            after = next((later for later in places[at + 1 :] if later is not None), 1.0)
            places[at] = ((before or 0.0) + after) / 2
    return [min(max(place or 0.0, 0.0), 1.0) for place in places]


def _edges(middles: list[float]) -> list[float]:
    """Give the edges between characters, never running backwards."""
    edges = [0.0, *((one + other) / 2 for one, other in pairwise(middles)), 1.0]
    highest = 0.0
    return [highest := max(highest, edge) for edge in edges]
