"""`gongwen extract`: one document as JSON, without Prefect."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import ReadError
from extractors.export import document_to_json
from extractors.pipeline import analyse, load_models
from extractors.reading import read_bytes
from flows.gather import shown
from flows.versions import producer
from flows.write import to_bytes


def extract_file(path: str, models: Path) -> bytes:
    """Give documents/<source>.json of a file.

    Raises:
        ReadError: the file cannot be read.
        MissingModelError: the models are not where they were looked for.

    """
    name = Path(shown(path)).name
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ReadError(name, problem, "check the path and its permissions") from error
    document = read_bytes(data, name, models)
    analysis = analyse(document, load_models(models))
    return to_bytes(document_to_json(analysis.document, analysis.mentions, analysis.graph, producer()))
