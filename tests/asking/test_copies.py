"""The two documents as PDF and as text files: what is one document is counted once."""

from pathlib import Path

from extractors.graph import merge
from extractors.linking import conclude
from extractors.pipeline import analyse_file, load_models

ROOT = Path(__file__).parents[2]


def test_text_files_beside_the_pdfs_change_no_flow_and_no_promise(archive):
    models = load_models(ROOT / "models")
    texts = [analyse_file(path, models).graph for path in sorted((ROOT / "corpus/text").glob("*.txt"))]
    graph = conclude(merge([archive.graph, *texts]))
    kinds = [edge.type for edge in graph.edges]
    assert (kinds.count("passes_on"), kinds.count("fulfils")) == (1, 16)
    joined = [edge for edge in graph.edges if edge.type == "same_as" and not edge.doubts]
    assert [(len(edge.source), len(edge.target)) for edge in joined] == [(20, 20)]  # doc:<source>, both held
