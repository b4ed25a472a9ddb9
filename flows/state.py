"""DIR/state: what is known of each document, so that nothing done is done twice.

One file a content, `state/<first two>/<source>`: a line of JSON (the record), then two zlib streams of JSON: the graph
of the document with its rows of amounts, and documents/<source>.json. A record says by digests what the result was made
of; where these are no longer so, or the file is damaged, there is no result and the document is done again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from extractors.graph_json import graph_to_json
from flows.failure import LIMITED, Failure
from flows.freezing import Result, freeze, thaw
from flows.versions import Versions
from flows.write import DOCUMENTS, to_bytes, write_file, write_together

STATE = "state"
INBOX = f"{STATE}/inbox.sqlite"  # what uploads were taken in
_FAST = 1  # of zlib: what is kept is a tenth of its size already


@dataclass(frozen=True, slots=True)
class Tally:
    """What one document came to; `scanned` are the pages that were recognised, `unread` those that were not read."""

    pages: int = 0
    scanned: int = 0
    unread: int = 0
    mentions: int = 0
    checks: int = 0
    failed: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a content: of which bytes and versions, under which names, what came of it.

    `scanned` results depend on the reader, `named` ones on the name; a failure of `limits` holds for these alone.
    `form` is pdf, text or image; `type` what kind of document it is; `seconds` and `size` (bytes) are for people.
    """

    digest: str
    versions: Versions
    names: tuple[str, ...]
    tally: Tally = Tally()
    failure: Failure | None = None
    named: bool = False
    limits: str = ""
    form: str = ""
    type: str = ""
    seconds: float = 0.0
    size: int = 0

    @property
    def source(self) -> str:
        """Give the id of the content: 16 hex digits."""
        return self.digest[:16]


def place_of(out: Path, source: str) -> Path:
    """Give where the state of a content lies."""
    return out / STATE / source[:2] / source


def read_head(out: Path, source: str) -> bytes:
    """Give the record of a content as its bytes, empty where there is none: what is equal was made of the same."""
    try:
        with place_of(out, source).open("rb") as file:
            return file.readline()
    except OSError:
        return b""


def list_states(out: Path) -> Iterator[str]:
    """Give the sources that have a state, sorted."""
    for folder in sorted((out / STATE).glob("[0-9a-f][0-9a-f]")):
        yield from sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def read_record(out: Path, source: str) -> Record | None:
    """Give what is known of a content; None where there is nothing or it is damaged."""
    try:
        return _record(orjson.loads(read_head(out, source)))
    except (ValueError, KeyError, TypeError):
        return None


def is_current(record: Record, digest: str, versions: Versions, limits: str) -> bool:
    """Say whether a record is what these bytes give today; its names are another matter."""
    if record.digest != digest or (record.versions.code, record.versions.models) != (versions.code, versions.models):
        return False
    if record.failure and record.failure.kind in LIMITED:
        return record.limits == limits
    return not record.tally.scanned or record.versions.reader == versions.reader


def read_result(out: Path, source: str) -> Result | None:
    """Give the result of a content; None where it failed, is not there or is damaged."""
    try:
        read = _read(out, source)
        return thaw(read[1]) if read and not read[0].failure else None
    except (ValueError, KeyError, TypeError):
        return None


def read_graph_json(out: Path, source: str) -> Mapping[str, Any] | None:
    """Give the graph of a content as graph.json has it; None where it failed, is not there or is damaged."""
    result = read_result(out, source)
    return graph_to_json(result.graph, {}) if result else None


def _read(out: Path, source: str) -> tuple[Record, bytes, bytes] | None:
    """Give the record, the result and the document as bytes of JSON."""
    try:
        data = place_of(out, source).read_bytes()
        head, _, body = data.partition(b"\n")
        unpack = zlib.decompressobj()
        result = unpack.decompress(body) if body else b""
        return _record(orjson.loads(head)), result, zlib.decompress(unpack.unused_data) if body else b""
    except (OSError, ValueError, KeyError, TypeError, zlib.error):
        return None


def keep_result(out: Path, record: Record, result: Result, document: Mapping[str, Any]) -> Record:
    """Keep a result and write documents/<source>.json; give the record as it is kept.

    At no moment a state stands beside a document of another making: it goes first and comes last.

    Raises:
        OSError: the folder cannot be written.

    """
    place = place_of(out, record.source)
    place.parent.mkdir(parents=True, exist_ok=True)
    record = replace(record, named=_is_named(result, record.names[0]))
    parts = (zlib.compress(part, _FAST) for part in (freeze(result), orjson.dumps(document)))
    place.unlink(missing_ok=True)
    written = (document_of(out, record.source), [to_bytes(document)])
    write_together([written, (place, [_head(record), *parts])])
    return record


def keep_failure(out: Path, record: Record) -> None:
    """Keep a failure, and take away what an earlier version wrote."""
    _write(place_of(out, record.source), _head(record))
    document_of(out, record.source).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is known of a content and its documents/<source>.json, on the way from one folder to another."""

    source: str
    state: bytes
    document: bytes = b""


def pack(out: Path, source: str) -> Parcel | None:
    """Take what is known of a content out of a folder; None where nothing is."""
    place, document = place_of(out, source), document_of(out, source)
    if not place.exists():
        return None
    parcel = Parcel(source, place.read_bytes(), document.read_bytes() if document.exists() else b"")
    place.unlink()
    document.unlink(missing_ok=True)
    return parcel


def unpack(out: Path, parcel: Parcel) -> None:
    """Put what is known of a content into a folder.

    Raises:
        OSError: the folder cannot be written.

    """
    place, document = place_of(out, parcel.source), document_of(out, parcel.source)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    if parcel.document:
        write_together([(document, [parcel.document]), (place, [parcel.state])])
    else:
        document.unlink(missing_ok=True)
        write_file(place, parcel.state)


def document_of(out: Path, source: str) -> Path:
    """Give the place of documents/<source>.json."""
    return out / DOCUMENTS / f"{source}.json"


def rename(out: Path, record: Record, names: tuple[str, ...]) -> Record | None:
    """Give a kept content these names, here and in documents/; None where its result has to be made anew for that."""
    if names == record.names and (record.failure or document_of(out, record.source).exists()):
        return record
    renamed = replace(record, names=names)
    if record.failure:
        keep_failure(out, renamed)
        return renamed
    read = None if record.named and names[0] != record.names[0] else _read(out, record.source)
    try:
        result, document = (thaw(read[1]), orjson.loads(read[2])) if read else (None, {})
    except (ValueError, KeyError, TypeError):
        return None
    if result is None:
        return None
    document["source"] |= {"name": names[0], "names": list(names)}
    return keep_result(out, renamed, _with_names(result, names), document)


def _with_names(result: Result, names: tuple[str, ...]) -> Result:
    sources = tuple(replace(source, names=names) for source in result.graph.sources)
    amounts = tuple(replace(row, source_name=names[0]) for row in result.amounts)
    return Result(replace(result.graph, sources=sources), amounts)


def _is_named(result: Result, name: str) -> bool:
    """Say whether the name of the file stands in a graph, beside where the names of files belong."""
    return orjson.dumps(name)[1:-1] in orjson.dumps(replace(result.graph, sources=()))


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    write_file(place, data)


def _head(record: Record) -> bytes:
    return orjson.dumps(asdict(record), option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _record(data: Mapping[str, Any]) -> Record:
    failure = data["failure"]
    parts = {
        "versions": Versions(**data["versions"]),
        "names": tuple(data["names"]),
        "tally": Tally(**data["tally"]),
        "failure": Failure(**failure) if failure else None,
    }
    return Record(**{**data, **parts})
