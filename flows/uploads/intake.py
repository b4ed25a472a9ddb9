"""A round of uploads: done, noted, the store grown by them. Knows no Prefect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from flows.failure import Failure
from flows.gather import File, Found, Ignored, Unreadable, file_of, find_in, hash_place, shown
from flows.lock import locked
from flows.state import STATE, document_of, place_of
from flows.store import Database, open_database
from flows.store.following import follow
from flows.uploads.inbox import Content, Inbox, open_inbox
from flows.uploads.settling import Upload
from flows.work import Job, Outcome, find_kept
from flows.write import make_folders, make_places, remove_halves

STORE = "archive.sqlite"
UPLOADS = "uploads.jsonl"
Do = Callable[[Iterable[File]], Iterator[Outcome]]
"""Does files in whatever order."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an upload, or of one document in it: `status` is done, failed or ignored.

    `document` is the place of its JSON in the output folder; `kept` says that its content had been done before.
    """

    path: str
    status: str
    time: str
    source: str = ""
    document: str = ""
    pages: int = 0
    seconds: float = 0.0
    kept: bool = False
    problem: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What takes uploads in: the job, the ledger of the inbox, the store that grows; all in one output folder."""

    job: Job
    inbox: Inbox
    store: Database

    @property
    def out(self) -> Path:
        """Give the output folder."""
        return Path(self.job.out)


@contextmanager
def open_desk(job: Job) -> Iterator[Desk]:
    """Open the output folder of an inbox, alone, and bring its store up to what is done.

    Raises:
        UsageError: another process holds the folder, or it is no inbox's.
        OSError: it cannot be written.

    """
    out = Path(job.out)
    make_folders(out)
    make_places(out, STATE)
    with locked(out), open_inbox(out) as inbox, open_database(str(out / STORE)) as store:
        remove_halves(out)
        follow(store, out)
        yield Desk(job, inbox, store)


def take_in(uploads: Sequence[Upload], desk: Desk, do: Do, *, told: bool = False) -> list[Receipt]:
    """Do uploads and give a receipt for each, or for each document of an archive; `told`: somebody waits for them.

    What a changed file held before leaves the archive, unless it lies elsewhere too.
    """
    found = {upload: list(_look(upload)) for upload in uploads}
    contents = {upload: [item for item in items if isinstance(item, tuple)] for upload, items in found.items()}
    new = {digest: [] for items in contents.values() for _, digest in items}  # type: dict[str, list[Found]]
    gone, shared = desk.inbox.displaced(uploads, new)
    for place, digest in (item for items in contents.values() for item in items):
        new[digest].append(place)
    files = [_file(digest, new.get(digest, []), uploads, desk) for digest in sorted({*new, *shared})]
    outcomes = {outcome.file.digest: outcome for outcome in _do(files, desk.job, do)}
    for digest in gone:
        _drop(desk.out, digest[:16])
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    receipts = [_receipt(item, outcomes, time) for items in found.values() for item in items]
    lines = [receipt_to_line(receipt) for receipt in receipts]
    _append(desk.out / UPLOADS, lines)
    desk.inbox.note(contents.items(), lines if told else ())
    follow(desk.store, desk.out, [digest[:16] for digest in {*new, *shared, *gone}])
    return receipts


Item = Content | Unreadable | Ignored


def _look(upload: Upload) -> Iterator[Item]:
    """Give the documents of an upload with their digests, and what is none."""
    for item in find_in(upload.path):
        if isinstance(item, Found):
            digest = hash_place(item)
            yield digest if isinstance(digest, Unreadable) else (item, digest)
        else:
            yield item


def _file(digest: str, places: Sequence[Found], uploads: Sequence[Upload], desk: Desk) -> File:
    """Give the file of a content with every name it has, in this round and before."""
    known = desk.inbox.places(digest, without=uploads)
    return file_of(digest, sorted({*places, *known}, key=lambda place: (place.path, place.inside)))


def _do(files: Sequence[File], job: Job, do: Do) -> Iterator[Outcome]:
    left: list[File] = []
    for file in files:
        if kept := find_kept(file, job):
            yield kept
        else:
            left.append(file)
    if left:
        yield from do(left)


def _drop(out: Path, source: str) -> None:
    """Take a content out of the archive."""
    place_of(out, source).unlink(missing_ok=True)
    document_of(out, source).unlink(missing_ok=True)


def _receipt(item: Item, outcomes: dict[str, Outcome], time: str) -> Receipt:
    if isinstance(item, Ignored):
        return Receipt(item.path, "ignored", time)
    if isinstance(item, Unreadable):
        return Receipt(item.path, "failed", time, problem=item.problem, advice=item.advice)
    place, digest = item
    outcome = outcomes[digest]
    failure = outcome.failure or Failure("", "", "", "")
    return Receipt(
        place.shown,
        "failed" if outcome.failure else "done",
        time,
        digest[:16],
        "" if outcome.failure else f"documents/{digest[:16]}.json",
        outcome.tally.pages,
        outcome.seconds,
        outcome.kept,
        failure.problem,
        failure.advice,
    )


def receipt_to_line(receipt: Receipt) -> bytes:
    """Give a receipt as a line of JSON, what is empty left out."""
    said: dict[str, Any] = {key: value for key, value in asdict(receipt).items() if value not in ("", False)}
    return orjson.dumps(said | {"path": shown(receipt.path)}, option=orjson.OPT_SORT_KEYS) + b"\n"


def _append(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("ab") as file:
        file.writelines(lines)
