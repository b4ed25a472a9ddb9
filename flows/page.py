"""report.html: what a run came to, as one page that opens anywhere, offline; every word of the archive is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Any

from flows.report import ROWS
from flows.survey import BOUNDS, MOST_CHECKS, MOST_FAILURES, Survey

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2329; --soft: #5d6873; --line: #d7dce1; --bar: #3b6ea5; --bad: #b3402e }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #9aa5b0; --line: #39424b; --bar: #6d9fd6;
  --bad: #e07a66 } body { background: #14181c } }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: var(--ink);
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2.2rem 0 .5rem }
p, caption { color: var(--soft); text-align: left } b { color: var(--ink) }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: .6rem; margin: 1.2rem 0 }
.figures div { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .8rem; color: var(--soft) }
.figures b { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums } .bad b { color: var(--bad) }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .87rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
svg { display: block; max-width: 100%; height: auto } svg text { fill: var(--ink); font-size: 12px }
svg rect { fill: var(--bar) } svg.bad rect { fill: var(--bad) }
"""
_NUMERIC = frozenset({"seconds", "pages", "scanned", "page"})


def survey_to_html(run: Mapping[str, Any], survey: Survey) -> Iterator[str]:
    """Give the page in pieces."""
    asked = " ".join(run["asked"]["inputs"])
    yield f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>gongwen: {escape(asked)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style></head>\n<body><h1>{escape(asked)}</h1>\n"
    yield f"<p>{escape(run['started'])}, {run['seconds']:.1f} s, {run['asked']['workers']} workers,"
    yield f" gongwen {escape(run['producer']['version'])}</p>\n"
    yield from _figures(run["counts"], survey)
    yield from _section("Kinds of documents", _bars(survey.types.most_common(20)))
    yield from _section("Forms", _bars(sorted(survey.forms.items())))
    yield from _section("Seconds a file", _bars([(_span(at), survey.times[at]) for at in range(len(BOUNDS) + 1)]))
    if survey.kinds:
        yield from _section("Failures by kind", _bars(sorted(survey.kinds.items()), bad=True))
        yield from _section("What failed, and what to do", _failures(survey))
    if survey.checks:
        yield from _section("Checks that failed", _checks(survey, run["counts"]["checks_failed"]))
    yield from _section("Slowest files", _slowest(survey))
    yield "</body></html>\n"


def _section(title: str, body: Iterable[str]) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>\n"
    yield from body


def _figures(counts: Mapping[str, int], survey: Survey) -> Iterator[str]:
    yield '<div class="figures">'
    for key, name in (*ROWS, ("", "copies of others")):
        count = counts[key] if key else survey.copies
        mark = ' class="bad"' if count and key in ("checks_failed", "failures", "unread_pages") else ""
        yield f"<div{mark}><b>{count:,}</b>{escape(name.partition(' (tables')[0])}</div>"
    yield "</div>\n"


def _span(slot: int) -> str:
    if slot == 0:
        return f"below {BOUNDS[0]:g}"
    return f"{BOUNDS[slot - 1]:g} to {BOUNDS[slot]:g}" if slot < len(BOUNDS) else f"from {BOUNDS[-1]:g}"


def _bars(rows: Sequence[tuple[str, int]], *, bad: bool = False) -> Iterator[str]:
    """Give a plot of bars, one a row, with its figures."""
    height, most = 22 * len(rows), max([count for _, count in rows], default=0) or 1
    mark = ' class="bad"' if bad else ""
    yield f'<svg{mark} viewBox="0 0 760 {height}" width="760" height="{height}" role="img">'
    for at, (name, count) in enumerate(rows):
        top, width = 22 * at, 460 * count / most
        short = name if len(name) <= 24 else f"{name[:23]}…"
        yield f'<text x="0" y="{top + 15}">{escape(short)}</text>'
        yield f'<rect x="210" y="{top + 4}" width="{width:.1f}" height="14" rx="2"/>'
        yield f'<text x="{216 + width:.1f}" y="{top + 15}">{count:,}</text>'
    yield "</svg>\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    marks = [' class="n"' if head in _NUMERIC else "" for head in heads]
    yield '<div class="wide"><table><tr>'
    yield "".join(f"<th{mark}>{escape(head)}</th>" for mark, head in zip(marks, heads, strict=True))
    yield "</tr>\n"
    for row in rows:
        cells = (f"<td{mark}>{escape(str(value))}</td>" for mark, value in zip(marks, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</table></div>\n"


def _failures(survey: Survey) -> Iterator[str]:
    rows = ((item["path"], item["kind"], item["message"], item["advice"]) for item in survey.failures)
    yield from _table(("file", "kind", "problem", "what to do"), rows)
    if survey.kinds.total() > MOST_FAILURES:
        yield f"<p>The first {MOST_FAILURES} of {survey.kinds.total():,}; all are in failures.jsonl.</p>\n"


def _checks(survey: Survey, count: int) -> Iterator[str]:
    heads = ("rule", "source_name", "page", "printed", "expected", "found", "message")
    yield from _table(heads, ([row.get(head) or "" for head in heads] for row in survey.checks))
    if count > MOST_CHECKS:
        yield f"<p>The first {MOST_CHECKS} of {count:,}; all are in tables/checks.csv.</p>\n"


def _slowest(survey: Survey) -> Iterator[str]:
    rows = (
        (PurePosixPath(path).name, f"{seconds:.2f}", pages, scanned) for seconds, path, pages, scanned in survey.slowest
    )
    yield from _table(("file", "seconds", "pages", "scanned"), rows)
