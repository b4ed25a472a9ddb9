"""What can go wrong, as one tree.

ExtractionError
├── ReadError           a file cannot be read: missing, empty, damaged, encrypted, of another format
│   └── OcrError        a page could not be recognised
├── UnknownValueError   a string is not a value of the kind that was asked for
├── MissingModelError   a model or a lexicon is not where it was looked for
├── DecisionError       a line of decisions.jsonl is no decision
└── GoldError           a gold file breaks its own rules
"""

from __future__ import annotations


class ExtractionError(Exception):
    """Anything this library raises on purpose; the message names the file, the page and what to do."""


class ReadError(ExtractionError):
    """A file that cannot be read.

    `advice` says what the user can do; `kind` is a short stable word for machines (`encrypted`, `empty`, …).
    """

    def __init__(self, name: str, problem: str, advice: str, *, kind: str = "unreadable") -> None:
        super().__init__(f"{name}: {problem}; {advice}")
        self.name = name
        self.problem = problem
        self.advice = advice
        self.kind = kind

    def __reduce__(self) -> tuple[object, ...]:
        """Keep all four parts when the error crosses from a worker process."""
        return (_remake, (type(self), self.name, self.problem, self.advice, self.kind))


class OcrError(ReadError):
    """A page that could not be recognised."""


class UnknownValueError(ExtractionError, ValueError):
    """A string that is not a value of the kind that was asked for."""


class MissingModelError(ExtractionError):
    """A model or a lexicon that is not where it was looked for."""


class DecisionError(ExtractionError):
    """A line that is no decision; the message names file and line."""


class GoldError(ExtractionError):
    """A gold file that breaks its own rules; the message names file and line."""


def _remake(kind: type[ReadError], name: str, problem: str, advice: str, word: str) -> ReadError:
    return kind(name, problem, advice, kind=word)
