"""What an earlier run wrote, read back."""

from __future__ import annotations

from pathlib import Path

import orjson

from extractors.graph import Graph
from extractors.graph_json import graph_from_json
from flows.settings import UsageError

GRAPH = "graph.json"


def read_graph(folder: Path) -> Graph:
    """Give the graph of an output folder, or of a graph.json that is named itself.

    Raises:
        UsageError: there is no graph.json of this major version.

    """
    path = folder if folder.is_file() else folder / GRAPH
    try:
        return graph_from_json(orjson.loads(path.read_bytes()))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; give the folder that `gongwen run` wrote") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UsageError(f"{path}: not a graph of this version ({_said(error)}); run `gongwen run` again") from error


def _said(error: Exception) -> str:
    """Give an error as a few words of one line."""
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
