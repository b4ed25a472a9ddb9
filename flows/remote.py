"""Inputs that lie elsewhere: s3:// and whatever else fsspec reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.settings import UsageError


class RemoteError(OSError):
    """A place elsewhere gives no document; the text says why."""


def is_url(text: str) -> bool:
    """Say whether an input is a URL; a file:// is none, it is a path."""
    return "://" in text and not text.startswith("file://")


def to_path(text: str) -> str:
    """Give file:///x as /x, everything else as it is."""
    return text.removeprefix("file://") if text.startswith("file:///") else text


def list_urls(text: str) -> Iterator[str]:
    """Give the files of a URL of a file, a folder or a pattern, sorted, the hidden ones left out.

    Raises:
        UsageError: nothing is there, or it cannot be listed.

    """
    with _told(text):
        system, path = _open(text)
        if not any(mark in path for mark in "*?["):
            found = system.find(path)
        else:
            found = [each for hit in system.glob(path) for each in system.find(hit)]
    if not found:
        raise UsageError(f"{text}: no such file or folder; check the URL")
    for each in sorted(dict.fromkeys(found)):
        if not Path(each).name.startswith("."):
            yield system.unstrip_protocol(each)


def read_url(url: str) -> bytes:
    """Give the bytes of a file elsewhere.

    Raises:
        RemoteError: they cannot be had.

    """
    try:
        system, path = _open(url)
        data: bytes = system.cat_file(path)
    except Exception as error:  # each system has errors of its own
        raise RemoteError(0, _said(error)) from error
    return data


def _open(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(url)
    return system, path


@contextmanager
def _told(text: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise UsageError(f"{text}: {error}; pip install -e '.[cluster]'") from error
    except Exception as error:  # each system has errors of its own
        raise UsageError(f"{text}: {_said(error)}; check the URL and the credentials") from error


def _said(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
