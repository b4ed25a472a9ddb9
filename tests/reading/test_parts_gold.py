"""The parts of small documents, written by reading: every part that is there, and none that is not."""

import json
import random
from pathlib import Path

import pytest

from extractors.document import PART_NAMES, PLURAL_PARTS, Part, Span
from extractors.reading import read_bytes
from extractors.reading.parts import find_parts
from extractors.reading.passage import Passage
from extractors.text import fold, heal

ROOT = Path(__file__).parents[2]
GOLD = [
    json.loads(line) for line in (ROOT / "corpus/gold/parts.jsonl").read_text(encoding="utf-8").splitlines() if line
]


def passages_of(text: str) -> tuple[Passage, ...]:
    """Give every line that is not blank as a passage without looks."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Passage(Span(start, start + len(line)), 1, len(found)))
        start += len(line) + 1
    return tuple(found)


def values_of(parts: tuple[Part, ...]) -> dict[str, object]:
    """Give the values by name, those of plural parts as lists in text order."""
    return {
        name: values if name in PLURAL_PARTS else values[0]
        for name in PART_NAMES
        if name != "type" and (values := [part.value for part in parts if part.name == name])
    }


@pytest.mark.parametrize("line", GOLD, ids=[str(at + 1) for at in range(len(GOLD))])
def test_gold(line, request):
    if "xfail" in line:
        request.applymarker(pytest.mark.xfail(reason=line["xfail"]))
    text = heal(line["text"])
    blocks, parts = find_parts(text, passages_of(text), ())
    wanted = {name: value for name, value in line["parts"].items() if name != "type"}
    assert values_of(parts) == wanted
    assert len(blocks) == len(passages_of(text))


@pytest.mark.parametrize("line", GOLD, ids=[str(at + 1) for at in range(len(GOLD))])
def test_gold_as_a_text_file(line):
    """The same through the whole reading of a file, the type with it."""
    document = read_bytes(line["text"].encode(), "document.txt", ROOT / "models")
    kind = document.part("type")
    if "xfail" not in line:
        wanted = {name: value for name, value in line["parts"].items() if name != "type"}
        assert values_of(document.parts) == wanted
        assert (kind.value if kind else None) == line["parts"].get("type")


def test_gold_names_parts():
    assert len(GOLD) >= 25
    assert all(set(line["parts"]) <= set(PART_NAMES) for line in GOLD)


def torn(text: str) -> str:
    """Put spaces between characters, one in twelve, as PDF text layers and web exports do."""
    dice = random.Random(3)
    return "".join(char + " " * (char != "\n" and dice.random() < 0.08) for char in text)


DAMAGE = {
    "torn": torn,
    "half-width": lambda text: text.translate(str.maketrans("：，（）；", ":,();")),
    "full-width figures": lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "square brackets": lambda text: text.translate(str.maketrans("〔〕", "[]")),
    "round brackets": lambda text: text.translate(str.maketrans("〔〕", "（）")),
    "indented": lambda text: "\n".join("　　" + line for line in text.split("\n")),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_text_says_the_same(damage):
    other = []
    lines = [line for line in GOLD if "xfail" not in line]
    for line in lines:
        text = heal(DAMAGE[damage](line["text"]))
        _, parts = find_parts(text, passages_of(text), ())
        wanted = {name: value for name, value in line["parts"].items() if name != "type"}
        if bare(values_of(parts)) != bare(wanted):
            other.append(line["text"][:40])
    assert len(other) <= 1, other  # a number inside the title of an annex stays as it is printed


def bare(values: dict[str, object]) -> str:
    """Give values without spaces and in one width, so that only their substance is compared."""
    return fold(json.dumps(values, ensure_ascii=False, sort_keys=True)).replace(" ", "")
