"""Names that no lexicon holds: found whole, left out, or wrong at a border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from extractors.document import Span
from extractors.mention import Mention
from extractors.pipeline import Models, analyse
from flows.comparison import SURE
from flows.gold import CARRIER, GoldLine
from flows.name_maker import Made, make_texts
from flows.score_line import line_to_document

FILE = f"{CARRIER}.jsonl"
TEXTS = 660
WHOLE, OUT, CUT, LONG = "whole", "left_out", "cut", "too_long"


def score_made(folder: Path, models: Models, *, texts: int = TEXTS) -> dict[str, Any]:
    """Give how often made names in the folder's sentences were whole, left out, cut, too long; and how surely."""
    path = folder / FILE
    if not path.is_file():
        return {}
    sentences = [orjson.loads(line)["text"] for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    judged = [item for made in make_texts(sentences, texts, models.folder) for item in judge_text(made, models)]
    counts = Counter(what for _, what, _ in judged)
    sure = Counter(what for _, what, score in judged if score >= SURE)
    kinds = sorted({kind for kind, _, _ in judged})
    return {
        "names": len(judged),
        "found": {what: counts[what] for what in (WHOLE, OUT, CUT, LONG)},
        "sure": {what: sure[what] for what in (WHOLE, CUT, LONG)},
        "kinds": {
            kind: dict(sorted(Counter(what for one, what, _ in judged if one == kind).items())) for kind in kinds
        },
    }


def judge_text(made: Made, models: Models) -> Iterator[tuple[str, str, float]]:
    """Give kind, outcome and score of every name of a text."""
    mentions = analyse(line_to_document(GoldLine("made", made.text, ())), models).mentions
    found = [mention for mention in mentions if mention.kind == "organisation"]
    for kind, name, start in made.names:
        wanted = Span(start, start + len(name))
        touching = [item for item in found if item.span.start < wanted.end and wanted.start < item.span.end]
        sure = max((item.score for item in touching if not item.doubt), default=0.0)
        yield kind, _outcome(wanted, touching), sure


def _outcome(wanted: Span, touching: Sequence[Mention]) -> str:
    if not touching:
        return OUT
    if [item.span for item in touching] == [wanted]:
        return WHOLE
    return CUT if all(wanted.covers(item.span) for item in touching) else LONG
