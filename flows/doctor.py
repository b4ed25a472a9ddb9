"""`gongwen doctor`: whether this machine can do the work, and what to do where it cannot."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.settings import Settings
from flows.versions import digest_file, digest_folder, version_of
from flows.write import to_bytes

PACKAGES = (
    *("gongwen", "pymupdf", "rapidocr", "onnxruntime", "opencv-python-headless"),
    *("numpy", "regex", "jieba", "prefect"),
)
_WORKER, _DISK = 700, 2048  # MiB: what a worker holds when it recognises pages; what should be free
_NUMBER, _AMOUNT = "粤财工〔2020〕228号", "7500000.00"
_PAGE = (
    "粤财工〔2020〕228号",
    "关于下达专项资金的通知",
    "各地级以上市财政局：",
    "现下达专项资金750万元，其中深圳市30万元。",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and found; `state` is good, doubtful or bad; `advice` what to do where it is not good."""

    name: str
    state: str
    said: str
    advice: str = ""


def examine(settings: Settings, out: Path) -> Iterator[Finding]:
    """Look at all that a run needs, the slowest last."""
    yield Finding("python", "good", f"{platform.python_version()}, {platform.platform()}")
    yield from (_package(name) for name in PACKAGES)
    yield Finding("models", "good", f"{settings.models}, digest {digest_folder(settings.models)}")
    yield from _weights()
    yield _font()
    yield _memory(settings)
    yield _disk("disk", out)
    yield _cache(settings)
    yield _tried("self-test, text", lambda: _read(settings, scanned=False))
    yield _tried("self-test, scan", lambda: _read(settings, scanned=True))


def _package(name: str) -> Finding:
    found = version_of(name)
    if found == "unknown":
        return Finding(name, "bad", "not installed", "install gongwen again with constraints.txt")
    return Finding(name, "good", found)


def _weights() -> Iterator[Finding]:
    """Give the weights of the reader of scans, by their digests."""
    from importlib.util import find_spec

    found = find_spec("rapidocr")
    folder = Path(found.origin).parent / "models" if found and found.origin else Path("rapidocr")
    for task in ("det", "rec"):
        path = folder / f"PP-OCRv6_{task}_small.onnx"
        if path.is_file():
            yield Finding(path.name, "good", f"{path.stat().st_size >> 20} MiB, sha256 {digest_file(path)[:16]}…")
        else:
            yield Finding(path.name, "bad", "not there: scans stay unread", "install rapidocr 3.10.0 again")


def _font() -> Finding:
    """Look for Chinese faces: reading needs none, setting documents does."""
    import pymupdf

    own = version_of("pylopdf-fonts-zh-cn")
    if own != "unknown":
        return Finding("fonts", "good", f"pylopdf-fonts-zh-cn {own}")
    has = pymupdf.Font("china-s").has_glyph(ord("粤"))
    return Finding("fonts", "good" if has else "doubtful", "PyMuPDF's own Chinese face")


def _memory(settings: Settings) -> Finding:
    said: dict[str, int] = {}
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            said[line.partition(":")[0]] = int(line.split()[1]) >> 10
    if "MemAvailable" not in said:
        return Finding("memory", "doubtful", "this system does not say")
    free, need = said["MemAvailable"], settings.workers * _WORKER
    text = f"{free} MiB free of {said.get('MemTotal', 0)}; {settings.workers} workers hold up to {need} with scans"
    advice = f"run with --workers {max(1, free // _WORKER)}"
    return Finding("memory", "good", text) if need <= free else Finding("memory", "doubtful", text, advice)


def _disk(name: str, place: Path) -> Finding:
    """Look at the space where a folder is or would be."""
    place = place.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free >> 20
    if not os.access(place, os.W_OK):
        return Finding(name, "bad", f"{place} cannot be written", "choose another folder")
    if free < _DISK:
        return Finding(name, "doubtful", f"{free} MiB free in {place}", "make space")
    return Finding(name, "good", f"{free} MiB free in {place}")


def _cache(settings: Settings) -> Finding:
    if settings.cache is None:
        return Finding("cache", "good", "off: scans are read anew")
    files = [path.stat().st_size for path in settings.cache.glob("*.json")] if settings.cache.exists() else []
    found = _disk("cache", settings.cache)
    text = f"{settings.cache}: {len(files)} pages, {sum(files) >> 20} MiB; {found.said}"
    return Finding("cache", found.state, text, found.advice and "set GONGWEN_CACHE to another folder")


def _tried(name: str, act: Callable[[], str]) -> Finding:
    start = time.perf_counter()
    try:
        said = act()
    except Exception as error:
        return Finding(name, "bad", f"{type(error).__name__}: {error}", "install gongwen again with constraints.txt")
    return Finding(name, "good", f"{said}, {time.perf_counter() - start:.1f} s")


def _read(settings: Settings, *, scanned: bool) -> str:
    """Read a page made here; say what was found.

    Raises:
        ValueError: the number or the amount that stands on it was not found.

    """
    from extractors.pipeline import analyse, load_models
    from extractors.reading import read_bytes
    from extractors.values.money import Money

    models = load_models(settings.models)
    document = read_bytes(_make_page(scanned=scanned), "self-test.pdf", settings.models, reader=models.reader)
    values = [mention.value for mention in analyse(document, models).mentions]
    amounts = [value.cny for value in values if isinstance(value, Money)]
    if _NUMBER not in values or _AMOUNT not in amounts:
        raise ValueError(f"{_NUMBER} and 750万元 stand on the page; found were {len(values)} other things")
    return f"{_NUMBER} and 750万元 found"


def _make_page(*, scanned: bool) -> bytes:
    import pymupdf

    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for at, line in enumerate(_PAGE):
            page.insert_text((90, 120 + 40 * at), line, fontname="china-s", fontsize=16)
        if not scanned:
            return bytes(pdf.tobytes(no_new_id=True))
        picture = page.get_pixmap(dpi=200).tobytes("png")
    with pymupdf.open() as pdf:
        pdf.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), stream=picture)
        return bytes(pdf.tobytes(no_new_id=True))


def show(findings: Iterator[Finding], *, as_json: bool) -> bool:
    """Print findings, as they come or as JSON; say whether none is bad."""
    seen = []
    for finding in findings:
        seen.append(finding)
        if not as_json:
            mark = {"good": " ok ", "doubtful": " ?  ", "bad": "FAIL"}[finding.state]
            print(
                f"{mark}  {finding.name}: {finding.said}{'; ' + finding.advice if finding.advice else ''}", flush=True
            )
    if as_json:
        sys.stdout.buffer.write(to_bytes([asdict(finding) for finding in seen]))
    return all(finding.state != "bad" for finding in seen)
