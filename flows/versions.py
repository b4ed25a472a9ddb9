"""Who made an output: this program, by version; and what decides a result, by digest."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import extractors

_READERS = ("numpy", "orjson", "pyahocorasick", "pymupdf", "regex", "jieba", "opencv-python-headless")


@dataclass(frozen=True, slots=True)
class Versions:
    """What decides the result of a file beside its bytes, as digests: `reader` counts for scans alone."""

    code: str
    models: str
    reader: str


def producer() -> dict[str, str]:
    """Give what stands as `producer` in every JSON file."""
    return {"name": "gongwen", "version": version_of("gongwen")}


@cache
def version_of(package: str) -> str:
    """Give the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


@lru_cache(maxsize=4)
def read_versions(models: str) -> Versions:
    """Give the digests of what is installed: the source of the library and its packages, the models, the reader.

    The source and not the number of the version, which stays while the source is worked on.
    """
    from extractors.reading import load_reader

    return Versions(read_code(), digest_folder(Path(models)), digest_of([load_reader().identity]))


@lru_cache(maxsize=1)
def read_code() -> str:
    """Give the digest of the library, the packages it stands on, and Python."""
    packages = (f"{name} {version_of(name)}" for name in ("gongwen", *_READERS))
    python = ".".join(platform.python_version_tuple()[:2])
    return digest_of(("state 2", f"python {python}", *packages, digest_folder(Path(extractors.__file__).parent)))


def digest_of(parts: Iterable[str]) -> str:
    """Give one digest of texts in their order."""
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def digest_folder(folder: Path) -> str:
    """Give one digest of the files of a folder with their names; what Python and the system leave is left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_left(path.relative_to(folder)))
    return digest_of(f"{path.relative_to(folder).as_posix()} {digest_file(path)}" for path in files)


def _is_left(path: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts) or path.suffix == ".pyc"


def digest_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
