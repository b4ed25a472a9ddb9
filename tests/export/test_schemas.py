"""Real output keeps to the schemas that are shipped, with no key that they do not name."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from extractors.export import SCHEMAS, document_to_json, read_schema
from extractors.graph import merge
from extractors.graph_json import graph_to_json
from extractors.linking import conclude
from extractors.pipeline import Analysis, analyse, load_models
from extractors.reading import read_bytes

ROOT = Path(__file__).parents[2]
PRODUCER = {"name": "gongwen", "version": "0"}
FILES = sorted((*(ROOT / "corpus/documents").glob("*.pdf"), *(ROOT / "corpus/text").glob("*.txt")))


def closed(schema: Any) -> Any:
    """Give a schema that refuses keys it does not name: the shipped one lets later versions add some."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        inner["additionalProperties"] = False
    return inner


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(closed(orjson.loads(read_schema(name))))


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    models = load_models(ROOT / "models")
    return [analyse(read_bytes(path.read_bytes(), path.name, ROOT / "models"), models) for path in FILES]


def errors_of(name: str, value: object) -> list[str]:
    found = validator(name).iter_errors(orjson.loads(orjson.dumps(value)))
    return [f"{error.json_path}: {error.message[:200]}" for error in found][:5]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name):
    Draft202012Validator.check_schema(orjson.loads(read_schema(name)))


def test_there_is_no_other_schema():
    with pytest.raises(ValueError, match="no such schema"):
        read_schema("run")


def test_the_graph_keeps_to_its_schema(analyses):
    graph = conclude(merge(analysis.graph for analysis in analyses))
    assert graph.nodes
    assert graph.edges
    assert errors_of("graph", graph_to_json(graph, PRODUCER)) == []


def test_the_documents_keep_to_their_schema(analyses):
    assert len(analyses) == len(FILES) > 0
    for analysis in analyses:
        data = document_to_json(analysis.document, analysis.mentions, analysis.graph, PRODUCER)
        assert errors_of("document", data) == [], analysis.document.name


def test_every_id_that_is_named_is_there(analyses):
    graph = conclude(merge(analysis.graph for analysis in analyses))
    nodes, evidence = {node.id for node in graph.nodes}, {item.id for item in graph.evidence}
    edges = {edge.id for edge in graph.edges}
    for edge in graph.edges:
        assert {edge.source, edge.target} <= nodes, edge.id
    for item in (*graph.nodes, *graph.edges, *graph.checks):
        assert set(item.evidence) <= evidence, item.id
    for check in graph.checks:
        assert set(check.about) <= nodes | edges, check.id
    assert {item.source for item in graph.evidence} <= {source.id for source in graph.sources}
