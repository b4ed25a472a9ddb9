"""How rules and character model count together: fitted on open gold, scored crosswise.

`corpus/gold/vote.jsonl` holds lines that the rules were not made for, `organisation.jsonl` those that they were.
`python -m flows.train vote` writes vote.json and card.md beside the model.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractors.document import Document, Page
from extractors.ner import VERSION
from extractors.ner.ballot import FEATURES, Scale, Sight, candidates, vote
from extractors.ner.charmodel import Opinion, load_character_model
from extractors.ner.found import Name
from extractors.ner.organisation import Names, Reading
from extractors.ner.tokens import load_words
from flows.tally import Tally

FOLDS = 5
TUNED = 0.5  # the weight of a line that the rules were made for
TOP = 0.95
BLIND = "vote_blind.jsonl"  # never fitted on
LEAST, SURE, BARRED = 0.6, 0.8, 0.0
Spans = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with the spans of its organisations, and spans that count neither as right nor as wrong.

    `weight` is how much it counts in fitting.
    """

    text: str
    names: Spans
    ignored: Spans
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A gold text with what the rules and the model say of it, and what the lexicons bar."""

    gold: GoldText
    reading: Reading
    opinion: Opinion
    sight: Sight


def read_marked(path: Path) -> tuple[GoldText, ...]:
    """Give the lines of a file of marked texts: ⟦ ⟧ stand around an organisation, ‹ › around what is left open."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(_strip(row["marked"]) for row in rows)


def read_found(path: Path) -> tuple[GoldText, ...]:
    """Give the lines of a gold file of mentions, each mention at its next place in the text."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(GoldText(row["text"], frozenset(_places(row)), frozenset(), TUNED) for row in rows)


def _places(row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    at = 0
    for said, *_ in row["mentions"]:
        start = row["text"].find(said, at)
        start = start if start >= 0 else row["text"].index(said)
        at = start + len(said)
        yield start, at


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
        sight = Sight(reading.compact.text, reading.tokens, names.words)
        yield Heard(gold, reading, model.read(reading.compact, reading.tokens), sight)


def fit_scale(heard: Sequence[Heard]) -> Scale:
    """Fit the weights: logistic regression on every name that rules or model see."""
    from sklearn.linear_model import LogisticRegression

    rows = [(*row, one.gold.weight) for one in heard for row in _rows(one)]
    features, right, weight = zip(*rows, strict=True)
    model = LogisticRegression(C=1.0, max_iter=5000, tol=1e-8).fit(features, right, weight)
    weights = tuple(round(float(weight), 4) for weight in model.coef_[0])
    scale = Scale(round(float(model.intercept_[0]), 4), weights, LEAST, SURE, BARRED)
    return replace(scale, most=_most(scale, heard))


def _most(scale: Scale, heard: Sequence[Heard]) -> float:
    """Give the share that is right of the surest names on lines that no rule was made for (one more counted wrong)."""
    rows = [row for one in heard if one.gold.weight == 1 for row in _rows(one)]
    surest = [right for features, right in rows if scale.chance(features) >= TOP]
    return round((sum(surest) + 1) / (len(surest) + 2), 4)


def _rows(heard: Heard) -> Iterator[tuple[tuple[float, ...], bool]]:
    for name, features in candidates(heard.reading.names, heard.opinion, heard.sight):
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
    return lambda heard: vote(heard.reading.names, heard.opinion, scale, heard.sight)


def scale_to_json(scale: Scale) -> dict[str, Any]:
    """Give how the voices count as it stands in vote.json."""
    weights = dict(zip(FEATURES, scale.weights, strict=True))
    return {
        "bias": scale.bias,
        "weights": weights,
        "least": scale.least,
        "sure": scale.sure,
        "barred": scale.barred,
        "most": scale.most,
    }


def train_vote(models: Path, gold: Path) -> dict[str, Any]:
    """Fit on all lines, write vote.json and card.md, and give the figures, those of the vote taken crosswise.

    Raises:
        MissingModelError: the character model is not there.

    """
    heard = {
        "vote.jsonl": list(hear(models, read_marked(gold / "vote.jsonl"))),
        "organisation.jsonl": list(hear(models, read_found(gold / "organisation.jsonl"))),
    }
    everything = [one for part in heard.values() for one in part]
    said: dict[str, Any] = {
        file: {name: count(part, voice).to_json() for name, voice in VOICES.items()}
        | {"lines": len(part), "vote": Tally()}
        for file, part in heard.items()
    }
    bins: list[list[Any]] = [[0, 0.0, 0] for _ in EDGES]
    for fitted, held in folds(everything):
        scale = fit_scale(fitted)
        _fill(bins, [one for one in held if one.gold.weight == 1], scale)
        for file, part in heard.items():
            own = [one for one in held if any(one is other for other in part)]
            said[file]["vote"] += count(own, by_vote(scale))
    for figures in said.values():
        figures["vote"] = figures["vote"].to_json()
    scale = fit_scale(everything)
    blind = list(hear(models, read_marked(gold / BLIND)))
    voices = VOICES | {"vote": by_vote(scale)}
    said[BLIND] = {name: count(blind, voice).to_json() for name, voice in voices.items()} | {"lines": len(blind)}
    bare = {"files": said, "reliability": [_bin(*one) for one in bins if one[0]]}
    folder = models / f"ner/names-{VERSION}"
    data = scale_to_json(scale)
    (folder / "vote.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    training = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    (folder / "card.md").write_text(_card(training, bare), encoding="utf-8")
    return bare


VOICES = {"rules": by_rules, "model": by_model}
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95)


def _fill(bins: list[list[Any]], held: Sequence[Heard], scale: Scale) -> None:
    """Add to each bin of chances: how many, their sum, how many were right."""
    for features, right in (row for one in held for row in _rows(one)):
        chance = scale.chance(features)
        one = bins[max(at for at, edge in enumerate(EDGES) if chance >= edge)]
        one[0], one[1], one[2] = one[0] + 1, one[1] + chance, one[2] + right


def _bin(number: int, total: float, right: int) -> dict[str, float]:
    return {"names": number, "said": round(total / number, 3), "right": round(right / number, 3)}


def _card(training: dict[str, Any], said: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {file}, {figures['lines']} lines | {voice} | {figures[voice]['precision']:.3f} "
        f"| {figures[voice]['recall']:.3f} | {figures[voice]['f1']:.3f} |"
        for file, figures in said["files"].items()
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
  by the rules. No research corpus, no document of the corpus, no line of gold. {training["epochs"]} round(s),
  torch {training["torch"]}; the lexicons as they stood then.
- Made by `python -m flows.train names --text FILE` (extra `train`; SHA-256 of the text used
  `{training["text_sha256"]}`), then
  `python -m flows.train vote`. The same seed, text, lexicons and torch give the same bytes on one machine (tested
  in the small); on other processors the last bits of the weights may differ.
- Licence: as the project, AGPL-3.0-or-later.

## How the voices count
`vote.json`: a logistic regression over what rules and model say of a name, fitted on open gold. The lines of vote.jsonl
were written before either voice had seen them, and no rule was changed for them; some templates of the grammar were
added after a first look at them, so that the figures of the model on them flatter it a little. Those of
organisation.jsonl are what the rules are tuned on: their figures there say nothing of unseen texts. vote_blind.jsonl
was written last, and neither rules, grammar nor scale have seen it. Exact spans of organisations; the vote crosswise in
{FOLDS} parts where it was fitted:

| gold | voice | precision | recall | F1 |
|---|---|---|---|---|
{rows}

A name of the model alone below {LEAST} is left out, one of the rules below {BARRED}; what is below {SURE} is doubtful.

## Reliability
Every name that rules or model see in vote.jsonl, crosswise: how sure the vote is, and how often it is right.

| names | said | right |
|---|---|---|
{bins}
"""
