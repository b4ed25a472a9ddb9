"""Ctrl-C and SIGTERM: one way to stop, at any moment."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class _Asked:
    """Whether somebody asked to stop; a library may have turned the interruption into an error of its own."""

    stop = False


def was_asked() -> bool:
    """Say whether somebody asked to stop."""
    return _Asked.stop


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise KeyboardInterrupt where somebody asks to stop, whoever else would listen."""
    before = {number: signal.signal(number, _ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if was_asked():
            raise KeyboardInterrupt(_said(error)) from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ask(_number: int, _frame: FrameType | None) -> None:
    _Asked.stop = True
    raise KeyboardInterrupt


def _said(error: BaseException) -> str:
    """Give what the interruption said that an error was made of."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, KeyboardInterrupt):
        cause = cause.__cause__ or cause.__context__
    return str(cause) if cause else ""
