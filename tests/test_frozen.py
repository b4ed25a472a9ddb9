"""Documents that are never tuned on: what is right in them may become more, not less."""

import json
from pathlib import Path
from typing import Any

from extractors.document import PART_NAMES, PLURAL_PARTS
from extractors.pipeline import Analysis, analyse, load_models
from extractors.reading import read_bytes

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpus/gold/frozen/documents.jsonl"
PARTS, CITED = 1, 1  # known to be wrong: the issuers of a notice by 综合司, a title inside the title of an annex


def wrong_parts(line: dict[str, Any], analysis: Analysis) -> list[str]:
    values = {name: [part.value for part in analysis.document.parts_of(name)] for name in PART_NAMES}
    found = {name: held if name in PLURAL_PARTS else held[0] for name, held in values.items() if held}
    return [name for name in PART_NAMES if found.get(name) != line["parts"].get(name)]


def wrong_citations(line: dict[str, Any], analysis: Analysis) -> list[str]:
    (own,) = (node.id for node in analysis.graph.nodes if node.status == "held" and "/附件" not in node.id)
    edges = [edge for edge in analysis.graph.edges if edge.source == own]
    said = {
        edge.target: {fact.value for fact in edge.facts if fact.name == "relation"} | {None}
        for edge in edges
        if edge.type == "cites"
    }
    missing = [target for target, relation in line["cites"].items() if relation not in said.get(target, ())]
    handed = {edge.target for edge in edges if edge.type == "forwards"} ^ set(line["forwards"])
    return [*missing, *sorted(set(said) - set(line["cites"])), *sorted(handed)]


def test_frozen_documents_are_read_as_well_as_at_first():
    models = load_models(ROOT / "models")
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    read = [(line, analyse(read_bytes(line["text"].encode(), "document.txt", models.folder), models)) for line in lines]
    parts = [name for line, analysis in read for name in wrong_parts(line, analysis)]
    cited = [target for line, analysis in read for target in wrong_citations(line, analysis)]
    assert len(lines) == 8
    assert len(parts) <= PARTS, parts
    assert len(cited) <= CITED, cited
