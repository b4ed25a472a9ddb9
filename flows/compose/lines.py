"""Lines with their names: composed by the grammar from the lexicons, or given as text and marked by the rules."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from extractors.document import Block, Document, Span
from extractors.gazetteer import read_regions, read_surfaces, surfaces
from extractors.lexicon import read_rows
from extractors.mention import Extractor
from flows.compose.grammar import read_grammar

MARK = regex.compile(r"[⟦⟧‹›]")
KINDS = {"⟦": "organisation", "‹": "region"}
HAN = regex.compile(r"\p{Han}+")
SENTENCE = regex.compile(r"[^。；\n]{6,120}[。；]?")
COMMON = 400  # how often jieba's dictionary must have seen a word of two characters


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line with its names: start, end, kind, in text order and apart from each other."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def compose_lines(models: Path, seed: int, count: int) -> Iterator[MarkedLine]:
    """Compose lines; the same seed gives the same lines."""
    dice = random.Random(seed)
    grammar = read_grammar(models / "ner/grammar.tsv", lexicon_words(models))
    for _ in range(count):
        yield strip_marks(grammar.expand("line", dice))


def strip_marks(marked: str) -> MarkedLine:
    """Give the line without its marks: ⟦ ⟧ stand around an organisation, ‹ › around a region."""
    pieces: list[str] = []
    names: list[tuple[int, int, str]] = []
    at = length = start = 0
    kind = ""
    for mark in MARK.finditer(marked):
        pieces.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark.group() in KINDS:
            kind, start = KINDS[mark.group()], length
        elif kind:
            names.append((start, length, kind))
            kind = ""
    pieces.append(marked[at:])
    return MarkedLine("".join(pieces), tuple(names))


def lexicon_words(models: Path) -> dict[str, tuple[str, ...]]:
    """Give the symbols that the lexicons fill, with their texts."""
    folder = models / "lexicons"
    departments = [row["surface"] for row in read_rows(folder / "departments.tsv")]
    centrals = [row["surface"] for row in read_rows(folder / "central_bodies.tsv")]
    return {
        **_places(models),
        "dept": tuple(one for one in departments if not one.startswith("委") and len(one) > 2),
        "partydept": tuple(one for one in departments if one.startswith("委") and len(one) > 1),
        "central": tuple(one for one in centrals if len(one) > 2),
        "generic": tuple(read_surfaces(models, "generics")),
        "known": tuple(one for one in read_surfaces(models, "known_names") if one.endswith("大学")),
        "word": _common_words(),
    }


def _places(models: Path) -> Mapping[str, tuple[str, ...]]:
    """Give places as they are printed: alone, behind what they lie in, in full, without 省, 市 or 县."""
    regions = read_regions(models)
    nationalities = read_surfaces(models, "nationalities")
    now = {region.adcode: region for region in regions if not region.until}
    printed: list[str] = []
    chains: list[str] = []
    units: list[str] = []
    stems: list[str] = []
    for region in sorted(now.values(), key=lambda region: region.adcode):
        above = now.get(region.adcode[:4] + "00") or now.get(region.adcode[:2] + "0000")
        for surface, kind in surfaces(region, nationalities):
            if len(surface) < 2:
                continue
            (printed if kind == "full" else stems).append(surface)
            if kind == "full" and above is not None and above is not region:
                chains.append(above.name + surface)
        units.append(region.name)
    return {"region": tuple(printed), "chain": tuple(chains), "unit": tuple(units), "stem": tuple(stems)}


def _common_words() -> tuple[str, ...]:
    """Give common words of two characters, from jieba's dictionary."""
    import jieba

    with jieba.get_dict_file() as file:
        rows = (line.decode().split(" ") for line in file)
        return tuple(sorted(row[0] for row in rows if _is_common(row)))


def _is_common(row: Sequence[str]) -> bool:
    kept = row[2].strip() in ("n", "v", "vn", "a", "an", "nz", "b", "d")
    return len(row[0]) == 2 and kept and int(row[1]) >= COMMON and HAN.fullmatch(row[0]) is not None


def read_given(path: Path, extractors: Iterable[Extractor], seed: int, count: int) -> Iterator[MarkedLine]:
    """Give sentences of a text file (plain or .xz), drawn by the seed, with the names that the extractors find."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    sentences = sorted({found.group() for found in SENTENCE.finditer(data.decode()) if HAN.search(found.group())})
    random.Random(seed).shuffle(sentences)
    extractors = tuple(extractors)
    for text in sentences[:count]:
        document = Document("0" * 16, "given", "txt", text, blocks=(Block(Span(0, len(text)), "paragraph", 1),))
        found = [(item.span.start, item.span.end, one.kind) for one in extractors for item in one.extract(document)]
        yield MarkedLine(text, tuple(sorted(found)))
