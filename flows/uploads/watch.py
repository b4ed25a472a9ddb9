"""`gongwen watch`: each upload in a folder is taken in when it is whole, and the archive grows by it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from rich.console import Console
from watchfiles import watch as look

from flows.batch import settings_to_order
from flows.logs import log, wants_json
from flows.pool import open_pool
from flows.settings import Settings, UsageError
from flows.stopping import stoppable
from flows.uploads.hooks import Hooks, tell
from flows.uploads.intake import Desk, Do, Receipt, open_desk, receipt_to_line, take_in
from flows.uploads.publishing import Publisher, publishing
from flows.uploads.settling import Settling, is_upload, read_stamp, walk
from flows.versions import read_versions

_ROUND = 200  # uploads, so that a burst is seen to move
_SWEEP = 60.0  # seconds between two looks at everything: what the system does not tell is found then
_SHARE = 20  # looking takes no more than one part in so many of the time
_TICK = 200  # milliseconds
_LAST = 30.0  # seconds that the last writing of graph.json may take

Round = Callable[[Sequence[str], Callable[[], list[Receipt]]], list[Receipt]]
"""Does the work of a round, for the paths named: as it is, or as a flow run."""


@dataclass(frozen=True, slots=True)
class WatchWish:
    """What was typed; `once` stops when everything that is there is done."""

    inbox: Path
    out: Path
    workers: int | None = None
    hooks: Hooks = field(default=Hooks())
    patience: float = 2.0
    once: bool = False
    prefect: bool = True
    verbose: bool = False
    as_json: bool = False


@dataclass(slots=True)
class _Watch:
    wish: WatchWish
    desk: Desk
    do: Do
    publisher: Publisher
    round: Round
    settling: Settling
    next_sweep: float = 0.0
    failures: int = 0


def watch(wish: WatchWish, settings: Settings) -> int:
    """Watch a folder until somebody stops it; give the number of uploads that failed.

    Raises:
        UsageError: there is no such folder, the output lies in it, or another process holds the output.
        OSError: the output folder cannot be written.
        ExtractionError: the models are not there.

    """
    inbox = _check(wish)
    order = settings_to_order(replace(settings, workers=wish.workers or settings.workers), [], str(wish.out))
    job = replace(order.job, versions=read_versions(order.job.models))
    with stoppable(), ExitStack() as stack:
        desk = stack.enter_context(open_desk(job))
        do = stack.enter_context(open_pool(job, ready=job.workers))
        publisher = stack.enter_context(publishing(wish.out))
        publisher.changed()
        act = stack.enter_context(_rounds(wish))
        watching = _Watch(wish, desk, do, publisher, act, Settling(wish.patience))
        try:
            _go(watching, inbox)
        finally:
            publisher.finish(_LAST)
    return watching.failures


def _check(wish: WatchWish) -> Path:
    if not wish.inbox.is_dir():
        raise UsageError(f"{wish.inbox}: no such folder; make it, or check the path")
    inbox, out = wish.inbox.resolve(), wish.out.resolve()
    if out.is_relative_to(inbox):
        raise UsageError(f"{wish.out}: lies in the folder that is watched; give another --out")
    return inbox


@contextmanager
def _rounds(wish: WatchWish) -> Iterator[Round]:
    """Give what does a round: a flow run of Prefect, whose server is started here where none is named."""
    if not wish.prefect:
        yield lambda _paths, act: act()
        return
    from flows.engine import prepare
    from flows.server import served

    if notice := prepare(os.environ, wish.out, verbose=wish.verbose):
        _note(notice)
    with served(os.environ):
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        from flows.uploads.flow import take_round

        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield lambda paths, act: take_round(list(paths), act)


def _go(watching: _Watch, inbox: Path) -> None:
    """Look, wait, take in, until stopped."""
    _say(watching, f"watching {watching.wish.inbox}; Ctrl-C stops")
    for changes in look(inbox, watch_filter=None, debounce=_TICK, rust_timeout=_TICK, yield_on_timeout=True):
        now = time.monotonic()
        for _, path in sorted(changes):
            _note_path(watching.settling, path, inbox, now)
        if now >= watching.next_sweep:
            _sweep(watching, inbox, now)
        full = _take(watching)
        if problem := watching.publisher.tick():
            _note(problem)
        if watching.wish.once and not watching.settling.seen and not full:
            return


def _note_path(settling: Settling, path: str, inbox: Path, now: float) -> None:
    """Note a path that changed; of a folder that came, what is in it."""
    if not is_upload(path, inbox):
        return
    if Path(path).is_dir():
        for inner in walk(Path(path)):
            _note_path(settling, inner, inbox, now)
    else:
        settling.note(path, now)


def _sweep(watching: _Watch, inbox: Path, now: float) -> None:
    """Note everything that was not taken in as it is, and tell again what could not be told."""
    for path in walk(inbox):
        stamp = read_stamp(path)
        if stamp and not watching.desk.inbox.knows(path, stamp):
            watching.settling.note(path, now)
    _tell_all(watching)
    end = time.monotonic()
    watching.next_sweep = end + max(_SWEEP, _SHARE * (end - now))


def _take(watching: _Watch) -> bool:
    """Take in what is whole; say whether there was anything."""
    uploads = watching.settling.take(time.monotonic(), _ROUND)
    uploads = [upload for upload in uploads if not watching.desk.inbox.knows(upload.path, upload.stamp)]
    if not uploads:
        return False
    wish = watching.wish
    act = partial(take_in, uploads, watching.desk, watching.do, told=bool(wish.hooks))
    for receipt in watching.round([upload.path for upload in uploads], act):
        watching.failures += receipt.status == "failed"
        _show(watching, receipt)
    watching.publisher.changed()
    _tell_all(watching)
    return True


def _tell_all(watching: _Watch) -> None:
    """Tell of what is untold, the oldest first; where that fails, the rest waits for the next look."""
    for receipt in watching.desk.inbox.untold():
        if problem := tell(watching.wish.hooks, receipt):
            _note(f"{problem}; it is told again later")
            return
        watching.desk.inbox.forget_told(receipt)


def _show(watching: _Watch, receipt: Receipt) -> None:
    if watching.wish.as_json:
        sys.stdout.buffer.write(receipt_to_line(receipt))
        sys.stdout.buffer.flush()
        return
    what = {"done": f"done, {receipt.pages} pages, {receipt.seconds:.2f} s", "ignored": "ignored: no document"}
    if receipt.kept:
        what["done"] = "known already"
    said = what.get(receipt.status, f"failed: {receipt.problem}; {receipt.advice}")
    _say(watching, f"{Path(receipt.path).name}: {said}")


def _say(watching: _Watch, text: str) -> None:
    if not watching.wish.as_json:
        _note(text)


def _note(text: str) -> None:
    if wants_json(os.environ):
        log("note", message=text)
    else:
        Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)
