"""Train the classifier of table roles on headings and titles composed from phrases; score it on tables by hand.

Deterministic: one seed, no clock. Writes model.json and card.md. `python -m flows.train_roles` does it for this
repository, `python -m flows.train` for all models.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.lexicon import read_rows
from extractors.linear import LinearModel, load_linear
from extractors.tables.column import heading_to_kind, load_headings
from extractors.tables.rolemodel import LEAST, VERSION, table_to_words

SEED = 20210228
TABLES = 120  # composed a role
WORDS = 1200
_YEARS = tuple(str(year) for year in range(2014, 2026))
_FUNDS = ("专项资金", "补助资金", "奖补资金", "衔接推进乡村振兴补助资金", "水利发展资金", "就业补助资金", "教育经费")


@dataclass(frozen=True, slots=True)
class Head:
    """The title and the headings of a table, with its role."""

    title: str
    headings: tuple[str, ...]
    role: str


def read_phrases(path: Path) -> tuple[Head, ...]:
    """Give the tables to compose from, in the order of the file."""
    return tuple(Head(row["title"], tuple(row["headings"].split("|")), row["role"]) for row in read_rows(path))


def read_held_out(path: Path) -> tuple[Head, ...]:
    """Give the tables written by hand."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(Head(line["title"], tuple(line["headings"]), line["role"]) for line in lines)


def compose(phrases: Sequence[Head], seed: int, count: int) -> tuple[Head, ...]:
    """Compose tables: headings of a role, some left out, some from another table of it; the title may be missing."""
    dice = random.Random(seed)
    roles: dict[str, list[Head]] = {}
    for phrase in phrases:
        roles.setdefault(phrase.role, []).append(phrase)
    found = []
    for role, own in roles.items():
        for _ in range(count):
            first, second = dice.choice(own), dice.choice(own)
            headings = [heading for heading in first.headings if dice.random() > 0.15]
            headings += dice.sample(second.headings, dice.randint(0, 2))
            title = "" if dice.random() < 0.25 else _fill(dice.choice((first, second)).title, dice)
            found.append(Head(title, tuple(dict.fromkeys(headings)), role))
    return tuple(found)


def _fill(title: str, dice: random.Random) -> str:
    return (
        title.replace("{年}", dice.choice(_YEARS))
        .replace("{资金}", dice.choice(_FUNDS))
        .replace("{月}", str(dice.randint(1, 12)))
    )


def head_to_words(head: Head, models: Path) -> tuple[str, ...]:
    """Give the features of a table of which only the head is known."""
    lexicon = load_headings(models / "lexicons/table_columns.tsv")
    return table_to_words(
        head.title, head.headings, [heading_to_kind((text,), lexicon) or "text" for text in head.headings]
    )


def fit(heads: Sequence[Head], models: Path) -> dict[str, Any]:
    """Fit the weights and give them as they are written to model.json."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(analyzer=_same, max_features=WORDS, sublinear_tf=True)
    matrix = vectors.fit_transform([head_to_words(head, models) for head in heads])
    model = LogisticRegression(C=6.0, max_iter=2000, tol=1e-6)
    model.fit(matrix, [head.role for head in heads])
    rows = zip(vectors.get_feature_names_out(), vectors.idf_, model.coef_.T, strict=True)
    weights = {str(word): [round(float(value), 2) for value in (idf, *row)] for word, idf, row in rows}
    return {
        "version": VERSION,
        "classes": [str(name) for name in model.classes_],
        "biases": [round(float(bias), 3) for bias in model.intercept_],
        "sharpness": 1.0,
        "weights": dict(sorted(weights.items())),
    }


def _same(words: Sequence[str]) -> Sequence[str]:
    return words


def as_model(data: Mapping[str, Any]) -> LinearModel:
    """Give the model of what stands in model.json."""
    weights = {word: tuple(row) for word, row in data["weights"].items()}
    return LinearModel(data["version"], tuple(data["classes"]), tuple(data["biases"]), weights, data["sharpness"])


def score(model: LinearModel, heads: Sequence[Head], models: Path) -> tuple[int, int, int]:
    """Count right, wrong and silent answers."""
    said = [(model.predict(head_to_words(head, models)), head.role) for head in heads]
    right = sum(answer[0] == role and answer[1] >= LEAST for answer, role in said)
    silent = sum(answer[1] < LEAST for answer, _ in said)
    return right, len(said) - right - silent, silent


def train_roles(models: Path, gold: Path) -> tuple[int, int, int]:
    """Train, write models/table_role/<version>/model.json and card.md, and give the scores on the tables by hand."""
    phrases = read_phrases(models / "table_role/phrases.tsv")
    data = fit(compose(phrases, SEED, TABLES), models)
    folder = models / "table_role" / VERSION
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").write_text(_dump(data), encoding="utf-8")
    load_linear.cache_clear()
    held_out = read_held_out(gold)
    scores = score(as_model(data), held_out, models)
    (folder / "card.md").write_text(_card(data, phrases, scores, len(held_out)), encoding="utf-8")
    return scores


def _dump(data: Mapping[str, Any]) -> str:
    """Write one feature a line, so that a change of the model can be read as a difference."""
    head = {name: value for name, value in data.items() if name != "weights"}
    rows = (
        f"{json.dumps(word, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for word, row in data["weights"].items()
    )
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "weights": {\n' + ",\n".join(rows) + "\n}}\n"


def _card(data: Mapping[str, Any], phrases: Sequence[Head], scores: tuple[int, int, int], total: int) -> str:
    right, wrong, silent = scores
    return f"""# table_role {VERSION}

Tells what a table is for where the rules (extractors/tables/role.py) are silent: linear, over pairs of characters of
headings and title and the kinds of columns, tf-idf.

- Roles: {", ".join(data["classes"])}. A form is told by rule only.
- Trained on {TABLES} tables a role, composed from {len(phrases)} heads of ours (phrases.tsv) with seed {SEED};
  {len(data["weights"])} features; scikit-learn LogisticRegression, C=6. No table of the corpus is in it.
- An answer below {LEAST} is not given: the role is then `other`.
- Scored on {total} heads written by hand (corpus/gold/table_role.jsonl): right {right}, wrong {wrong}, silent {silent}.
- They were written by the same hand as the phrases, so expect less on real archives.
- Made by `python -m flows.train_roles`. Licence: as the project, AGPL-3.0-or-later.
"""


def main() -> None:
    """Train for this repository and print the scores."""
    root = Path(__file__).parents[1]
    print(train_roles(root / "models", root / "corpus/gold/table_role.jsonl"))


if __name__ == "__main__":
    main()
