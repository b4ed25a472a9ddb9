"""Results as bytes and back: field by field as they are, for our own eyes; graph.json is for others."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from extractors.export import AmountRow
from extractors.graph import Graph


@dataclass(frozen=True, slots=True)
class Result:
    """What a document adds to the archive: its own graph, its rows of amounts."""

    graph: Graph
    amounts: tuple[AmountRow, ...]


_THAW = msgspec.msgpack.Decoder(Result)


def freeze(result: Result) -> bytes:
    """Give a result as MessagePack."""
    return msgspec.msgpack.encode(result)


def thaw(data: bytes) -> Result:
    """Give a result back.

    Raises:
        ValueError: it is none, or of another making.

    """
    return _THAW.decode(data)
