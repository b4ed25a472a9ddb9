"""Records as Parquet, one file a kind; needs pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import orjson

from extractors.errors import ExtractionError
from extractors.export.formats.plain import COLUMNS, batches, record_to_row
from extractors.export.formats.records import KINDS, Files, Record, Records

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 20_000  # a row group
INTEGERS = frozenset({"page", "start", "end", "row", "column"})
LISTS = frozenset({"names", "evidence", "about"})
AS_JSON = frozenset({"props", "facts", "pages", "more"})


def records_to_parquet(records: Records) -> Files:
    """Give one file a kind: amounts as decimals, lists and boxes as such, props and facts as JSON.

    Raises:
        ExtractionError: pyarrow is not installed.

    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ExtractionError(
            "Parquet needs pyarrow; install gongwen with its extra: pip install -e .[export]"
        ) from error
    for kind in KINDS:
        yield f"{kind}.parquet", _to_chunks(kind, records.read(kind))


def _to_chunks(kind: str, items: Iterable[Record]) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import parquet

    sink = _Sink()
    schema = pa.schema([pa.field(name, _type(name)) for name in COLUMNS[kind]])
    with parquet.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for batch in batches(items, ROWS):
            rows = [record_to_row(kind, item) for item in batch]
            columns = [pa.array([_plain(name, row[name]) for row in rows], _type(name)) for name in COLUMNS[kind]]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            yield sink.take()
    yield sink.take()


def _type(name: str) -> pa.DataType:
    import pyarrow as pa

    types: dict[str, Callable[[], pa.DataType]] = {
        "boxes": lambda: pa.list_(pa.list_(pa.float64())),
        "lines": lambda: pa.list_(pa.int32()),
        "amount_cny": lambda: pa.decimal128(24, 2),
        "score": pa.float64,
        "doubtful": pa.bool_,
    }
    if name in types:
        return types[name]()
    if name in INTEGERS:
        return pa.int64()
    return pa.list_(pa.string()) if name in LISTS else pa.string()


def _plain(name: str, value: Any) -> Any:
    if name == "amount_cny":
        return _to_decimal(value)
    if name in AS_JSON and value is not None:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return value


def _to_decimal(value: object) -> Decimal | None:
    try:
        found = Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.01")) if found is not None and abs(found) < Decimal(10) ** 21 else None


class _Sink:
    """Holds what was written since it was last taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0
        self.closed = False

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._at += len(part)
        return len(part)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        return

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        """Give the bytes and forget them."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data
