"""Zip archives read where they lie: nothing is unpacked to disk, so that no name of a member can lead anywhere."""

from __future__ import annotations

import atexit
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

PDF, ZIP = b"%PDF-", b"PK\x03\x04"
_MOST_MEMBERS = 200_000
_MOST_BYTES = 2**30  # of one member
_MOST_RATIO, _SMALL = 200, 10 * 2**20  # times its packed size, where it is not small
_DEEPEST = 3
_UTF8 = 0x800


class ZipError(Exception):
    """An archive or a member that is not read: `problem`, `advice`."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem}; {advice}")
        self.problem = problem
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: `inside` are the places of the member in the archive, and of archives in archives."""

    name: str
    inside: tuple[int, ...]
    is_pdf: bool = False
    problem: str = ""
    advice: str = ""


def list_members(path: str) -> Iterator[Member]:
    """Give the members of an archive, and those of archives in it, without folders and hidden files.

    Raises:
        ZipError: it is damaged or a bomb.

    """
    yield from _list(_inner(_stamp(path), ()), (), "")


def read_member(path: str, inside: tuple[int, ...]) -> bytes:
    """Give the bytes of a member.

    Raises:
        ZipError: it is damaged, encrypted or a bomb.

    """
    archive = _inner(_stamp(path), inside[:-1])
    return _read(archive, archive.infolist()[inside[-1]])


def _list(archive: ZipFile, inside: tuple[int, ...], folder: str) -> Iterator[Member]:
    _refuse_bomb(archive)
    for at, info in enumerate(archive.infolist()):
        name = folder + safe_name(info)
        if info.is_dir() or any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts):
            continue
        try:
            yield from _enter(archive, info, (*inside, at), name)
        except ZipError as error:
            yield Member(name, (*inside, at), problem=error.problem, advice=error.advice)


def _enter(archive: ZipFile, info: ZipInfo, inside: tuple[int, ...], name: str) -> Iterator[Member]:
    _refuse(info)
    if name.lower().endswith(".zip"):
        if len(inside) >= _DEEPEST:
            raise ZipError("archives in archives, too deep", "unpack it and give the files inside")
        yield from _list(_archive_of(io.BytesIO(_read(archive, info))), inside, f"{name}/")
    else:
        yield Member(name, inside, PDF in _read(archive, info, 1024))


def safe_name(info: ZipInfo) -> str:
    """Give the name of a member as text: in UTF-8 or GB 18030 whatever the archive says, nowhere above its folder."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        name = _decode(name)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..", ".")) or "unnamed"


def _decode(name: str) -> str:
    raw = name.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _refuse_bomb(archive: ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise ZipError(f"an archive of {len(infos)} files", "unpack it and give the folder")
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if unpacked > max(_SMALL, packed * _MOST_RATIO):
        raise ZipError("an archive that unpacks to far more than it can hold (a zip bomb)", "do not open it")


def _refuse(info: ZipInfo) -> None:
    """Raise for a member that cannot or should not be read."""
    if info.flag_bits & 1:
        raise ZipError("it is encrypted in its archive", "unpack it with its password and give that")
    if info.file_size > _MOST_BYTES:
        raise ZipError(f"{info.file_size // 2**20} MiB in an archive", "unpack it and give that")
    if info.file_size > max(_SMALL, info.compress_size * _MOST_RATIO):
        raise ZipError("it unpacks to far more than it can hold (a zip bomb)", "do not open it")


def _read(archive: ZipFile, info: ZipInfo, most: int = -1) -> bytes:
    """Give the first bytes of a member, or all; never more than it says it has."""
    _refuse(info)
    try:
        with archive.open(info) as file:
            return file.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise ZipError("it is damaged in its archive", "fetch the archive again") from error


def _stamp(path: str) -> tuple[str, int, int]:
    """Give a file as it is now, so that one that changed is opened anew."""
    seen = Path(path).stat()
    return path, seen.st_size, seen.st_mtime_ns


@lru_cache(maxsize=4)
def _inner(stamp: tuple[str, int, int], inside: tuple[int, ...]) -> ZipFile:
    """Give an archive, or one in it; kept open, since finding its way costs more than a member."""
    if not inside:
        return _archive_of(stamp[0])
    around = _inner(stamp, inside[:-1])
    return _archive_of(io.BytesIO(_read(around, around.infolist()[inside[-1]])))


atexit.register(_inner.cache_clear)


def _archive_of(file: str | io.BytesIO) -> ZipFile:
    try:
        return ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise ZipError("the archive is damaged", "fetch it again") from error
