"""What a run came to at a glance, gathered in one pass and little memory: for the report."""

from __future__ import annotations

import csv
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from flows.write import TABLES

BOUNDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300)  # seconds a file
_MOST_SLOW, MOST_FAILURES, MOST_CHECKS = 15, 500, 200


@dataclass(slots=True)
class Survey:
    """Counts by kind of document, form, kind of failure and time; the slowest files; the first failures and checks."""

    types: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    times: Counter[int] = field(default_factory=Counter)
    slowest: list[tuple[float, str, int, int]] = field(default_factory=list)
    failures: list[Mapping[str, Any]] = field(default_factory=list)
    checks: list[Mapping[str, str]] = field(default_factory=list)
    copies: int = 0


def take_survey(inputs: Iterable[Mapping[str, Any]], failures: Iterable[Mapping[str, Any]], out: Path) -> Survey:
    """Survey the inputs and failures of run.json, and the table of checks."""
    survey = Survey()
    for item in inputs:
        survey.copies += len(item["paths"]) - 1
        if item["status"] == "done":
            survey.types[item["type"] or "no type found"] += 1
            survey.forms[_form(item)] += 1
        if item["source"]:
            survey.times[_slot(item["seconds"])] += 1
            entry = (item["seconds"], item["paths"][0], item["pages"], item["scanned_pages"])
            (heapq.heappush if len(survey.slowest) < _MOST_SLOW else heapq.heappushpop)(survey.slowest, entry)
    for failure in failures:
        survey.kinds[failure["kind"]] += 1
        if len(survey.failures) < MOST_FAILURES:
            survey.failures.append(failure)
    survey.slowest.sort(key=lambda entry: (-entry[0], entry[1]))
    survey.checks = list(islice(_failed_checks(out), MOST_CHECKS))
    return survey


def _form(item: Mapping[str, Any]) -> str:
    if item["form"] != "pdf" or not item["scanned_pages"]:
        return str(item["form"])
    return "pdf, scanned" if item["scanned_pages"] == item["pages"] else "pdf, partly scanned"


def _slot(seconds: float) -> int:
    return sum(seconds >= bound for bound in BOUNDS)


def _failed_checks(out: Path) -> Iterator[Mapping[str, str]]:
    with (out / TABLES / "checks.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["verdict"] == "fail")
