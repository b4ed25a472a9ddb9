"""How rules and character model count together: fitted on marked lines that neither was made for, scored crosswise.

`python -m flows.train vote`. Writes vote.json and card.md beside the model.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.document import Document, Page
from extractors.ner import VERSION
from extractors.ner.ballot import FEATURES, Bars, Scale, bar_words, candidates, vote
from extractors.ner.charmodel import Opinion, load_character_model
from extractors.ner.found import Name
from extractors.ner.organisation import Names, Reading
from extractors.ner.tokens import load_words
from flows.tally import Tally

FOLDS = 5
LEAST, SURE, BARRED = 0.5, 0.8, 0.1
Spans = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with the spans of its organisations, and spans that count neither as right nor as wrong."""

    text: str
    names: Spans
    ignored: Spans


@dataclass(frozen=True, slots=True)
class Heard:
    """A gold text with what the rules and the model say of it, and what the lexicons bar."""

    gold: GoldText
    reading: Reading
    opinion: Opinion
    bars: Bars


def read_marked(path: Path) -> tuple[GoldText, ...]:
    """Give the lines of a file of marked texts: ⟦ ⟧ stand around an organisation, ‹ › around what is left open."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(_strip(row["marked"]) for row in rows)


def _strip(marked: str) -> GoldText:
    text, start = "", 0
    found: dict[str, set[tuple[int, int]]] = {"⟧": set(), "›": set()}
    for char in marked:
        if char in "⟦‹":
            start = len(text)
        elif char in found:
            found[char].add((start, len(text)))
        else:
            text += char
    return GoldText(text, frozenset(found["⟧"]), frozenset(found["›"]))


def hear(models: Path, texts: Sequence[GoldText]) -> Iterator[Heard]:
    """Ask rules and model about texts."""
    names = Names(load_words(models))
    model = load_character_model(models / f"ner/names-{VERSION}/names.onnx")
    for gold in texts:
        reading = names.read(Document("0" * 16, "gold", "text", gold.text, pages=(Page(1, 0, 0),)))
        bars = bar_words(reading.compact.text, reading.tokens, names.words)
        yield Heard(gold, reading, model.read(reading.compact, reading.tokens), bars)


def fit_scale(heard: Sequence[Heard]) -> Scale:
    """Fit the weights: logistic regression on every name that rules or model see."""
    from sklearn.linear_model import LogisticRegression

    rows = [row for one in heard for row in _rows(one)]
    model = LogisticRegression(C=1.0, max_iter=5000, tol=1e-8).fit([row[0] for row in rows], [row[1] for row in rows])
    weights = tuple(round(float(weight), 4) for weight in model.coef_[0])
    return Scale(round(float(model.intercept_[0]), 4), weights, LEAST, SURE, BARRED)


def _rows(heard: Heard) -> Iterator[tuple[tuple[float, ...], bool]]:
    for name, features in candidates(heard.reading.names, heard.opinion, heard.bars):
        span = _span(heard, name)
        if not _ignored(span, heard.gold):
            yield features, span in heard.gold.names


def _span(heard: Heard, name: Name) -> tuple[int, int]:
    span = heard.reading.compact.span(name.start, name.end)
    return span.start, span.end


def _ignored(span: tuple[int, int], gold: GoldText) -> bool:
    return any(span[0] < end and start < span[1] for start, end in gold.ignored)


def folds(heard: Sequence[Heard]) -> Iterator[tuple[list[Heard], list[Heard]]]:
    """Give what to fit on and what to look at, in turn."""
    order = list(range(len(heard)))
    random.Random(3).shuffle(order)
    for fold in range(FOLDS):
        held = {at for rank, at in enumerate(order) if rank % FOLDS == fold}
        yield [heard[at] for at in order if at not in held], [heard[at] for at in sorted(held)]


def count(heard: Sequence[Heard], names_of: Callable[[Heard], Sequence[Name]]) -> Tally:
    """Count exact spans."""
    total = Tally(0, 0, 0)
    for one in heard:
        spans = {span for name in names_of(one) if not _ignored(span := _span(one, name), one.gold)}
        right = len(spans & one.gold.names)
        total += Tally(right, len(spans) - right, len(one.gold.names) - right)
    return total


def by_rules(heard: Heard) -> Sequence[Name]:
    """Give the names of the rules alone."""
    return heard.reading.names


def by_model(heard: Heard) -> Sequence[Name]:
    """Give the names of the model alone."""
    return [Name(start, end, "model", 1.0) for start, end, kind in heard.opinion.names if kind == "organisation"]


def by_vote(scale: Scale) -> Callable[[Heard], Sequence[Name]]:
    """Give what asks both."""
    return lambda heard: vote(heard.reading.names, heard.opinion, scale, heard.bars)


def scale_to_json(scale: Scale) -> dict[str, Any]:
    """Give how the voices count as it stands in vote.json."""
    weights = dict(zip(FEATURES, scale.weights, strict=True))
    return {
        "bias": scale.bias,
        "weights": weights,
        "least": scale.least,
        "sure": scale.sure,
        "barred": scale.barred,
    }


def train_vote(models: Path, gold: Path) -> dict[str, Any]:
    """Fit on all lines, write vote.json and card.md, and give the figures taken crosswise.

    Raises:
        MissingModelError: the character model is not there.

    """
    heard = list(hear(models, read_marked(gold)))
    said: dict[str, Any] = {name: count(heard, voice).to_json() for name, voice in VOICES.items()}
    total = Tally()
    bins: list[list[Any]] = [[0, 0.0, 0] for _ in EDGES]
    for fitted, held in folds(heard):
        scale = fit_scale(fitted)
        total += count(held, by_vote(scale))
        _fill(bins, held, scale)
    said |= {"vote": total.to_json(), "reliability": [_bin(*one) for one in bins if one[0]]}
    folder = models / f"ner/names-{VERSION}"
    data = scale_to_json(fit_scale(heard))
    (folder / "vote.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    training = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    (folder / "card.md").write_text(_card(training, said, len(heard)), encoding="utf-8")
    return said


VOICES = {"rules": by_rules, "model": by_model}
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99)


def _fill(bins: list[list[Any]], held: Sequence[Heard], scale: Scale) -> None:
    """Add to each bin of chances: how many, their sum, how many were right."""
    for features, right in (row for one in held for row in _rows(one)):
        chance = scale.chance(features)
        one = bins[max(at for at, edge in enumerate(EDGES) if chance >= edge)]
        one[0], one[1], one[2] = one[0] + 1, one[1] + chance, one[2] + right


def _bin(number: int, total: float, right: int) -> dict[str, float]:
    return {"names": number, "said": round(total / number, 3), "right": round(right / number, 3)}


def _card(training: dict[str, Any], said: dict[str, Any], lines: int) -> str:
    rows = "\n".join(
        f"| {voice} | {said[voice]['precision']:.3f} | {said[voice]['recall']:.3f} | {said[voice]['f1']:.3f} |"
        for voice in ("rules", "model", "vote")
    )
    bins = "\n".join(f"| {one['names']} | {one['said']:.3f} | {one['right']:.3f} |" for one in said["reliability"])
    return f"""# names {training["version"]}

Tags the characters of names of organisations (机构) and regions (行政区划): the second voice beside the rules.

- What it is: embeddings of characters and of hashed pairs, signs from the lexicons, five dilated convolutions; BIES
  tags, read by constrained Viterbi. `names.onnx`, {training["bytes"]:,} bytes, weights in 8 bits,
  SHA-256 `{training["sha256"]}`.
- Learned from: {training["lines"]:,} lines composed by `models/ner/grammar.tsv` from the lexicons (MIT and by hand, see
  lexicons/README.md) and common words of jieba's dictionary (MIT), seed {training["seed"]}; and
  {training["sentences"]:,} sentences of statutes of the People's Republic (no copyright: 著作权法 art. 5), marked
  by the rules. No research corpus, no document of the corpus, no line of gold. {training["epochs"]} rounds,
  torch {training["torch"]}.
- Made by `python -m flows.train names --text FILE` (extra `train`; SHA-256 of the text used
  `{training["text_sha256"]}`), then `python -m flows.train vote`. The same seed, text, lexicons, torch and kind of
  processor give the same bytes; elsewhere the scores differ in the third decimal.
- Licence: as the project, AGPL-3.0-or-later.

## How the voices count
`vote.json`: a logistic regression over what rules and model say of a name, fitted on {lines} lines of
`corpus/gold/vote.jsonl`. They were written before either voice had seen them, and no rule, lexicon or template was
changed for them before these figures were taken. Exact spans, organisations, {FOLDS}-fold crosswise for the vote:

| | precision | recall | F1 |
|---|---|---|---|
{rows}

A name of the model alone below {LEAST} is left out, one of the rules below {BARRED}; what is below {SURE} is doubtful.

## Reliability
Every name that rules or model see, crosswise: how sure the vote says it is, and how often it is right.

| names | said | right |
|---|---|---|
{bins}
"""
