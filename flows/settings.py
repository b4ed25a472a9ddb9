"""What the user's environment says: read once, here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class UsageError(Exception):
    """The user asked for something that cannot be meant; the message says what and what to do."""


class NotThereError(Exception):
    """What was asked for is not there; the message says what is near."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`models` is the folder of lexicons and models; `timeout` is in seconds a file; `batch` is files a task.

    `cache` is the folder where readings of scans are kept, None for nowhere; `page_timeout` are the seconds that a file
    may take longer for each page that is recognised; `memory` is the MiB that a worker may ask for;
    `pages` are the most of a PDF, `pixels` the most of a picture; 0 is any number of these three.
    """

    models: Path
    workers: int = 1
    timeout: float = 300.0
    batch: int = 500
    cache: Path | None = None
    page_timeout: float = 15.0
    memory: int = 4096
    pages: int = 5000
    pixels: int = 300_000_000


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Give the settings of an environment.

    GONGWEN_MODELS, _WORKERS, _TIMEOUT, _BATCH, _CACHE, _PAGE_TIMEOUT, _MEMORY, _PAGES, _PIXELS.

    Raises:
        UsageError: a value is not a number, or the models folder is not there.

    """
    return Settings(
        models=_read_models(environ),
        workers=_read_count(environ, "GONGWEN_WORKERS", max(os.cpu_count() or 1, 1)),
        timeout=_read_count(environ, "GONGWEN_TIMEOUT", 300),
        batch=_read_count(environ, "GONGWEN_BATCH", 500),
        cache=_read_cache(environ),
        page_timeout=_read_count(environ, "GONGWEN_PAGE_TIMEOUT", 15),
        memory=_read_count(environ, "GONGWEN_MEMORY", 4096, least=0),
        pages=_read_count(environ, "GONGWEN_PAGES", 5000, least=0),
        pixels=_read_count(environ, "GONGWEN_PIXELS", 300_000_000, least=0),
    )


def _read_models(environ: Mapping[str, str]) -> Path:
    named = environ.get("GONGWEN_MODELS")
    models = Path(named) if named else Path(__file__).resolve().parent.parent / "models"
    if not (models / "lexicons").is_dir():
        raise UsageError(f"{models}: no models there; set GONGWEN_MODELS to the models folder of a gongwen checkout")
    return models.resolve()


def _read_cache(environ: Mapping[str, str]) -> Path | None:
    """Give the folder named, or the user's own; `off` and an environment without a home give none."""
    named = environ.get("GONGWEN_CACHE", "").strip()
    if named:
        return None if named == "off" else Path(named).absolute()
    home = environ.get("XDG_CACHE_HOME") or environ.get("LOCALAPPDATA")
    if not home and environ.get("HOME"):
        home = f"{environ['HOME']}/.cache"
    return Path(home) / "gongwen" / "ocr" if home else None


def _read_count(environ: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise UsageError(f"{name}={text}: not a number; give a whole number from {least}, or unset it")
    return int(text)
