"""gongwen: Chinese government documents (公文) to one linked graph, with evidence for every statement.

```python
from pathlib import Path
import extractors

models = extractors.load_models(Path("models"))
analysis = extractors.analyse_file(Path("notice.pdf"), models)
archive = extractors.conclude(extractors.merge([analysis.graph]))
```
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.document import Document, Span
    from extractors.errors import ExtractionError
    from extractors.graph import Graph, merge
    from extractors.graph_json import graph_from_json, graph_to_bytes
    from extractors.linking import conclude
    from extractors.mention import Mention
    from extractors.pipeline import Analysis, Models, analyse, analyse_file, load_models
    from extractors.reading import read_file

__all__ = [
    "Analysis",
    "Document",
    "ExtractionError",
    "Graph",
    "Mention",
    "Models",
    "Span",
    "analyse",
    "analyse_file",
    "conclude",
    "graph_from_json",
    "graph_to_bytes",
    "load_models",
    "merge",
    "read_file",
]
_HOMES = {
    "Document": "document",
    "Span": "document",
    "ExtractionError": "errors",
    "Graph": "graph",
    "graph_from_json": "graph_json",
    "graph_to_bytes": "graph_json",
    "merge": "graph",
    "conclude": "linking",
    "Mention": "mention",
    "Analysis": "pipeline",
    "Models": "pipeline",
    "analyse": "pipeline",
    "analyse_file": "pipeline",
    "load_models": "pipeline",
    "read_file": "reading",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: a command line that only prints its help stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
