"""When an upload is whole: nothing is read that is still being written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PARTIAL = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".upload", ".swp", "~")
QUIET = 0.4  # seconds without a change, for a file that ends as its format does
BROKEN = 30.0  # the same, for one that does not: it may be cut for good
_MARKS = {  # suffix → what stands at the end, and within how many bytes of it
    ".pdf": (b"%%EOF", 1024),
    ".zip": (b"PK\x05\x06", 65_557),
    ".png": (b"IEND\xaeB`\x82", 8),
    ".jpg": (b"\xff\xd9", 1024),
    ".jpeg": (b"\xff\xd9", 1024),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What shows that a file was changed: bytes, and when, in nanoseconds."""

    size: int
    time: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is whole, as it was then."""

    path: str
    stamp: Stamp


@dataclass(slots=True)
class _Seen:
    stamp: Stamp
    since: float


@dataclass(slots=True)
class Settling:
    """Holds the files that were seen and are not yet known to be whole; `patience` is for formats without an end."""

    patience: float = 2.0
    seen: dict[str, _Seen] = field(default_factory=dict)

    def note(self, path: str, now: float) -> None:
        """Note that a file is there or was changed; `now` is in seconds of any clock."""
        stamp = read_stamp(path)
        if stamp is None:
            self.seen.pop(path, None)
        elif path not in self.seen or self.seen[path].stamp != stamp:
            self.seen[path] = _Seen(stamp, now)

    def take(self, now: float, most: int) -> list[Upload]:
        """Take out the files that are whole, those seen first first."""
        found = sorted((seen.since, path) for path, seen in self.seen.items() if now - seen.since >= QUIET)
        ready: list[Upload] = []
        for _, path in found:
            self.note(path, now)
            seen = self.seen.get(path)
            if seen and now - seen.since >= self._wait(path):
                ready.append(Upload(path, seen.stamp))
                del self.seen[path]
            if len(ready) == most:
                break
        return ready

    def _wait(self, path: str) -> float:
        whole = ends_whole(path)
        if whole is None:
            return self.patience
        return QUIET if whole else max(BROKEN, self.patience)


def read_stamp(path: str) -> Stamp | None:
    """Give the stamp of a regular file, None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def ends_whole(path: str) -> bool | None:
    """Say whether a file ends as its format does; None where the format has no end that shows, or it is not ours."""
    mark = _MARKS.get(Path(path).suffix.lower())
    if mark is None:
        return None
    try:
        with Path(path).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - mark[1] - len(mark[0])))
            return mark[0] in file.read()
    except OSError:
        return None


def is_upload(path: str, inbox: Path) -> bool:
    """Say whether a path is meant as an upload: neither hidden nor half a download nor a lock of an office program."""
    parts = Path(path).relative_to(inbox).parts
    name = parts[-1] if parts else "."
    return not (any(part.startswith(".") for part in parts) or name.startswith("~$") or name.lower().endswith(PARTIAL))


def walk(inbox: Path) -> Iterator[str]:
    """Give the uploads of a folder and of what is in it, folder by folder."""
    for base, folders, names in os.walk(inbox):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = f"{base}/{name}"
            if is_upload(path, inbox):
                yield path
