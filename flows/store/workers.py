"""What needs no store, done in other processes while the store is written; the order of the things is kept."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any

from flows.store.groups import Each

AHEAD = 4  # parcels a worker that wait
PARCEL = 8  # things that travel together
WORTH = 200  # things below which a process costs more than it gives


@contextmanager
def open_workers(workers: int, things: int) -> Iterator[Each]:
    """Give what does something with each of many things: `map` where they are few, or one worker is all there is."""
    if workers < 2 or things < WORTH:
        yield map
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield lambda act, items: _each(pool, workers, act, items)


def _each(pool: ProcessPoolExecutor, workers: int, act: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    waiting: deque[Future[list[Any]]] = deque()
    rest = iter(items)
    while parcel := list(islice(rest, PARCEL)):
        waiting.append(pool.submit(_do, act, parcel))
        if len(waiting) >= AHEAD * workers:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _do(act: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    return [act(item) for item in items]
