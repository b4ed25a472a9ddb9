"""Inputs to places of documents: files, folders, globs, lists, zip archives, URLs; one after another, none held."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic, iglob
from pathlib import Path

from flows.remote import is_url, list_urls, read_url, to_path
from flows.settings import UsageError
from flows.zipped import PDF, ZIP, Member, ZipError, list_members, read_member

DOCUMENT_SUFFIXES = (
    *(".pdf", ".txt", ".text", ".doc", ".docx", ".wps", ".rtf", ".odt", ".ofd", ".ceb", ".caj"),
    *(".htm", ".html", ".mht", ".xls", ".xlsx", ".et", ".ppt", ".pptx"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".jp2", ".webp"),
)


@dataclass(frozen=True, slots=True)
class File:
    """A content to be read once: `source` is its id, `paths` every place where it was found, `names` sorted.

    `path` is where it is read; in a zip archive, `inside` says which member of which archive in it. `digest` is the
    SHA-256 of the bytes, whose first 16 digits are `source`.
    """

    source: str
    path: str
    names: tuple[str, ...]
    paths: tuple[str, ...]
    inside: tuple[int, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a document; `shown` is its path as text, through archives."""

    path: str
    shown: str
    inside: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Give the name of the file."""
        return Path(self.shown).name


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that gives no document, why, and what to do."""

    path: str
    problem: str
    advice: str = "check the path and its permissions"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file in a folder or archive that is no document by suffix and content."""

    path: str


Item = Found | Unreadable | Ignored


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the inputs hold, in memory: for few."""

    files: tuple[File, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    ignored: tuple[str, ...] = ()


def gather(inputs: Iterable[str]) -> Gathered:
    """Give the files of files, folders (recursive, hidden ones left out), globs and zip archives; sorted by path.

    Raises:
        UsageError: an input is not there, or a glob fits nothing.

    """
    items = list(dict.fromkeys(find_items(inputs)))
    places: dict[str, list[Found]] = {}
    unreadable = [item for item in items if isinstance(item, Unreadable)]
    for item in sorted((item for item in items if isinstance(item, Found)), key=lambda item: os.fsencode(item.path)):
        digest = hash_place(item)
        if isinstance(digest, Unreadable):
            unreadable.append(digest)
        else:
            places.setdefault(digest, []).append(item)
    taken = {place.shown for group in places.values() for place in group}
    ignored = {item.path for item in items if isinstance(item, Ignored)} - taken
    files = (file_of(digest, group) for digest, group in places.items())
    return Gathered(tuple(files), tuple(sorted(unreadable, key=lambda item: item.path)), tuple(sorted(ignored)))


def file_of(digest: str, places: Sequence[Found]) -> File:
    """Give the file of a content that was found in one or more places."""
    first = places[0]
    names = tuple(sorted({place.name for place in places}))
    return File(digest[:16], first.path, names, tuple(place.shown for place in places), first.inside, digest)


def find_items(inputs: Iterable[str], lists: Iterable[str] = ()) -> Iterator[Item]:
    """Give what the inputs hold, and what the paths in `lists` (files, one path a line) do.

    What the user named himself is a document whatever it looks like.

    Raises:
        UsageError: an input is not there, or a glob fits nothing.

    """
    for text in inputs:
        yield from _look(text)
    for path in lists:
        yield from _read_list(path)


def _read_list(path: str) -> Iterator[Item]:
    with Path(path).open("rb") as file:
        for line in file:
            if text := os.fsdecode(line.rstrip(b"\r\n")):
                if os.path.lexists(text) or is_url(text):
                    yield from _look(text)
                else:
                    yield Unreadable(shown(text), "no such file or directory")


@dataclass(slots=True)
class _Count:
    documents: int = 0
    others: int = 0
    problems: int = 0

    def note(self, item: Item) -> Item:
        self.documents += isinstance(item, Found)
        self.others += isinstance(item, Ignored)
        self.problems += isinstance(item, Unreadable)
        return item


def _look(text: str) -> Iterator[Item]:
    """Give what one input holds."""
    if is_url(text):
        yield from (_open_url(url, named=url == text) for url in list_urls(text))
        return
    text = to_path(text)
    if not os.path.isdir(text) and os.path.lexists(text):  # noqa: PTH112 (an argument as typed)
        yield from _open(os.path.normpath(text), named=True)
        return
    count = _Count()
    for item in _walk(text) if Path(text).is_dir() else _expand(text):
        yield count.note(item)
    if not count.documents and not count.problems:
        others = count.others
        problem = f"no documents here, only {_number(others, 'other file')}" if others else "an empty folder"
        yield Unreadable(shown(text), problem, "give PDF or text files, or a folder that holds some")


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def shown(path: str) -> str:
    """Give a path as text that every output can hold (a name of other bytes than UTF-8 is patched)."""
    return os.fsencode(path).decode("utf-8", "replace")


def _unreadable(path: str, error: OSError) -> Unreadable:
    return Unreadable(shown(path), (error.strerror or type(error).__name__).lower())


def _expand(text: str) -> Iterator[Item]:
    if not has_magic(text):
        raise UsageError(f"{shown(text)}: no such file or folder; check the path")
    hit = None
    for hit in iglob(text, recursive=True):  # noqa: PTH207 (absolute patterns too)
        yield from _walk(hit) if Path(hit).is_dir() else _open(os.path.normpath(hit), named=False)
    if hit is None:
        raise UsageError(f"{shown(text)}: no file fits this pattern; check the path")


def _walk(folder: str) -> Iterator[Item]:
    """Give what a folder holds, without its hidden files, sorted folder by folder."""
    errors: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield from _open(os.path.normpath(f"{base}/{name}"), named=False)
    for error in errors:
        yield _unreadable(str(error.filename), error)


def _open(path: str, *, named: bool) -> Iterator[Item]:
    """Give a file as what it is: a document, an archive of them, or neither."""
    if path.lower().endswith(".zip") and _starts(path, ZIP):
        yield from _unzip(path)
    elif named or is_document(path):
        yield Found(path, shown(path))
    else:
        yield Ignored(shown(path))


def _open_url(url: str, *, named: bool) -> Item:
    """Give a file elsewhere as what it is by its name: a document or none."""
    if url.lower().endswith(".zip"):
        return Unreadable(url, "an archive that lies elsewhere", "fetch it, or unpack it there")
    return Found(url, url) if named or Path(url).suffix.lower() in DOCUMENT_SUFFIXES else Ignored(url)


def find_in(path: str) -> Iterator[Item]:
    """Give what a file holds that nobody named: it lies in a folder."""
    yield from _open(os.path.normpath(path), named=False)


def _unzip(path: str) -> Iterator[Item]:
    try:
        for member in list_members(path):
            yield _member_to_item(path, member)
    except ZipError as error:
        yield Unreadable(shown(path), error.problem, error.advice)
    except OSError as error:
        yield _unreadable(path, error)


def _member_to_item(path: str, member: Member) -> Item:
    place = f"{shown(path)}/{member.name}"
    if member.problem:
        return Unreadable(place, member.problem, member.advice)
    if Path(member.name).suffix.lower() in DOCUMENT_SUFFIXES or member.is_pdf:
        return Found(path, place, member.inside)
    return Ignored(place)


def is_document(path: str) -> bool:
    """Say whether a file in a folder is meant as a document: by its suffix, else by its first bytes."""
    return Path(path).suffix.lower() in DOCUMENT_SUFFIXES or _starts(path, PDF)


def _starts(path: str, mark: bytes) -> bool:
    """Say whether a mark stands among the first bytes of a file that is regular and ours to open."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return False
        with Path(path).open("rb") as file:
            return mark in file.read(1024)
    except OSError:
        return False  # a link to nowhere, or not ours to open: without a suffix, nothing says it is a document


def hash_place(place: Found) -> str | Unreadable:
    """Give the SHA-256 of a document, or why its bytes cannot be had."""
    try:
        if is_url(place.path):
            return hashlib.sha256(read_url(place.path)).hexdigest()
        if place.inside:
            return hashlib.sha256(read_member(place.path, place.inside)).hexdigest()
        if not stat.S_ISREG(Path(place.path).stat().st_mode):
            return Unreadable(place.shown, "not a regular file")
        with Path(place.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except ZipError as error:
        return Unreadable(place.shown, error.problem, error.advice)
    except OSError as error:
        return _unreadable(place.shown, error)


def read_input(file: File) -> bytes:
    """Give the bytes of a file, in an archive or not.

    Raises:
        OSError: they cannot be read.

    """
    if is_url(file.path):
        return read_url(file.path)
    if not file.inside:
        return Path(file.path).read_bytes()
    try:
        return read_member(file.path, file.inside)
    except ZipError as error:
        raise OSError(0, error.problem) from error
