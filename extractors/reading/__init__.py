"""Files → documents: text once, with the place of every character."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from extractors.document import Document
from extractors.errors import ReadError
from extractors.reading.plain.textfile import read_text
from extractors.reading.scans.ocr import PageReader, RapidReader
from extractors.reading.scans.recall import RecallingReader
from extractors.reading.scans.second import open_second
from extractors.reading.sniff import decode_text, find_format

__all__ = ["PageReader", "load_reader", "read_bytes", "read_file"]


def load_reader(cache: Path | None = None, models: Path | None = None) -> PageReader:
    """Give what recognises scans; nothing heavy is loaded before the first one.

    `cache` keeps what was read; with a models folder every line is read a second time.

    Raises:
        MissingModelError: the models folder has no weights for the second reading.

    """
    reader = RapidReader(open_second(models) if models else None)
    return RecallingReader(reader, cache) if cache else reader


def read_file(path: Path, models: Path | None = None, *, reader: PageReader | None = None) -> Document:
    """Give the document of a PDF, an image or a text file; without a reader, pages that need OCR stay unread.

    Raises:
        ReadError: the file is missing, empty, damaged, encrypted or of a kind that is not read.

    """
    if path.is_dir():
        raise ReadError(str(path), "this is a folder", "give the files in it", kind="folder")
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "there is no such file", "check the path", kind="missing") from error
    except PermissionError as error:
        raise ReadError(str(path), "the file may not be read", "check its permissions", kind="forbidden") from error
    except OSError as error:
        raise ReadError(
            str(path), f"the file cannot be read ({error.strerror})", "check the path and the disk"
        ) from error
    return read_bytes(data, path.name, models, reader=reader)


def read_bytes(data: bytes, name: str, models: Path | None = None, *, reader: PageReader | None = None) -> Document:
    """Give the document of the bytes of a PDF, an image or a text file.

    Raises:
        ReadError: they are empty, damaged, encrypted or of a kind that is not read.

    """
    source = sha256(data).hexdigest()[:16]
    kind = find_format(data, name)
    if kind == "text":
        return read_text(decode_text(data, name), source, name, models)
    from extractors.reading.binding import bind
    from extractors.reading.page.pdf import images_to_pdf, read_pdf
    from extractors.reading.paging import sheets_to_leaves

    paper = images_to_pdf(data, name) if kind == "image" else data
    document = bind(sheets_to_leaves(read_pdf(paper, name, reader)), source, name, models)
    return replace(document, format=kind)
