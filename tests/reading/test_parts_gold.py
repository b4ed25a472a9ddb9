"""The parts of small documents, written by reading: every part that is there, and none that is not."""

import json
from pathlib import Path

import pytest

from extractors.document import PART_NAMES, PLURAL_PARTS, Part, Span
from extractors.reading.parts import find_parts
from extractors.reading.passage import Passage
from extractors.text import heal

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


def test_gold_names_parts():
    assert len(GOLD) >= 25
    assert all(set(line["parts"]) <= set(PART_NAMES) for line in GOLD)
