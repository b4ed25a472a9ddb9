"""Train the classifier of document types (文种) on texts composed from phrases; score it on texts written by hand.

Deterministic: one seed, no clock. Writes model.json and card.md. `python -m flows.train` does it for this repository.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.lexicon import read_rows
from extractors.linear import LinearModel, load_linear
from extractors.reading.parts.kind import LEAST, SURE, VERSION
from extractors.words import text_to_words
from flows.train_names import Amounts, train_names
from flows.train_roles import train_roles
from flows.train_vote import train_vote

SEED = 20200228
TEXTS = 160  # composed a type
WORDS = 1400
NEUTRAL = "-"
_SLOTS: Mapping[str, Sequence[str]] = {
    "年": ("2016", "2018", "2019", "2020", "2021", "2022", "2023", "2024"),
    "月": tuple(str(month) for month in range(1, 13)),
    "日": tuple(str(day) for day in range(1, 29)),
    "局": (
        "市财政局",
        "省教育厅",
        "县水利局",
        "区市场监督管理局",
        "市科学技术局",
        "省农业农村厅",
        "市自然资源局",
        "发展改革委",
    ),
    "地": ("市", "县", "省", "区", "各县区", "自治区", "全市"),
    "事项": (
        "农田水利建设",
        "老旧小区改造",
        "知识产权保护",
        "安全生产",
        "义务教育",
        "污染防治",
        "乡村振兴",
        "招商引资",
        "养老服务",
    ),
    "资金": ("专项资金", "补助资金", "水利发展资金", "教育经费", "衔接推进乡村振兴补助资金", "就业补助资金"),
    "办法": ("《管理办法》", "《实施方案》", "《实施细则》", "《暂行规定》"),
    "会议": ("专题会议", "常务会议", "工作推进会", "协调会"),
    "机构": ("管理委员会", "服务中心", "基金会", "检测中心"),
    "企业": ("某某科技有限公司", "某某建设集团", "某某食品厂", "某某咨询有限公司"),
    "人名": ("张某", "李某某", "王某", "赵某某", "陈某"),
    "金额": ("12.5", "86", "350", "1200", "4630.28", "25000"),
    "数": ("3", "12", "56", "92.5", "98", "230"),
    "电话": ("8321456", "87654321"),
    "编号": ("CG2022-018", "ZB-2021-77"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its type, `-` for none of them."""

    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model does on texts that it was not trained on; `sure` counts the answers without a doubt."""

    right: int
    wrong: int
    silent: int
    sure: int
    sure_wrong: int

    @property
    def total(self) -> int:
        """The number of texts."""
        return self.right + self.wrong + self.silent


def read_phrases(path: Path) -> dict[str, tuple[str, ...]]:
    """Give the phrases of each type, in the order of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(path):
        found[row["type"]].append(row["phrase"])
    return {name: tuple(phrases) for name, phrases in found.items()}


def read_held_out(path: Path) -> tuple[Sample, ...]:
    """Give the texts written by hand."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return tuple(Sample(line["text"], line["type"] or NEUTRAL) for line in lines)


def compose(phrases: Mapping[str, Sequence[str]], seed: int, count: int) -> tuple[Sample, ...]:
    """Compose texts: a few phrases of the type, some of any other, so that one word alone does not decide."""
    dice = random.Random(seed)
    everything = [phrase for own in phrases.values() for phrase in own]
    samples: list[Sample] = []
    for name, own in phrases.items():
        for _ in range(count):
            chosen = dice.sample(list(own), dice.randint(2, min(5, len(own)))) + dice.choices(
                everything, k=dice.randint(0, 2)
            )
            dice.shuffle(chosen)
            samples.append(Sample("。".join(_fill(phrase, dice) for phrase in chosen), name))
    return tuple(samples)


def _fill(phrase: str, dice: random.Random) -> str:
    for name, choices in _SLOTS.items():
        while f"{{{name}}}" in phrase:
            phrase = phrase.replace(f"{{{name}}}", dice.choice(choices), 1)
    return phrase


def fit(samples: Sequence[Sample]) -> dict[str, Any]:
    """Fit the weights and give them as they are written to model.json."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(analyzer=text_to_words, max_features=WORDS, sublinear_tf=True)
    matrix = vectors.fit_transform([sample.text for sample in samples])
    model = LogisticRegression(C=8.0, max_iter=2000, tol=1e-6)
    model.fit(matrix, [sample.type for sample in samples])
    words = vectors.get_feature_names_out()
    rows = zip(words, vectors.idf_, model.coef_.T, strict=True)
    return {
        "version": VERSION,
        "classes": [str(name) for name in model.classes_],
        "biases": [round(float(bias), 3) for bias in model.intercept_],
        "sharpness": 1.0,
        "weights": {
            word: [round(float(value), 2) for value in (idf, *row)] for word, idf, row in sorted(rows, key=_word)
        },
    }


def _word(row: tuple[str, Any, Any]) -> str:
    return row[0]


def calibrate(data: dict[str, Any], samples: Sequence[Sample]) -> float:
    """Give the sharpness under which the probabilities fit these texts best (least log loss)."""
    from math import log

    words = [(text_to_words(sample.text), sample.type) for sample in samples]

    def loss(sharpness: float) -> float:
        model = as_model({**data, "sharpness": sharpness})
        total = 0.0
        for text, name in words:
            value, score, _ = model.predict(text)
            total -= log(max(score if value == name else 1 - score, 1e-6))
        return total

    return min((round(0.3 + 0.1 * step, 1) for step in range(28)), key=loss)


def calibrate_across(phrases: Mapping[str, Sequence[str]]) -> float:
    """Give the sharpness for texts of phrases not seen in training: fit on two thirds of them, look at the third."""
    seen = {name: [one for at, one in enumerate(own) if at % 3] for name, own in phrases.items()}
    unseen = {name: own[::3] for name, own in phrases.items()}
    return calibrate(fit(compose(seen, SEED + 1, TEXTS // 2)), compose(unseen, SEED + 2, TEXTS // 4))


def as_model(data: Mapping[str, Any]) -> LinearModel:
    """Give the model of what stands in model.json."""
    weights = {word: tuple(row) for word, row in data["weights"].items()}
    return LinearModel(data["version"], tuple(data["classes"]), tuple(data["biases"]), weights, data["sharpness"])


def score(model: LinearModel, samples: Sequence[Sample]) -> Scores:
    """Count what the model says about texts; silent is an answer below the threshold, or none of the types."""
    right = wrong = silent = sure = sure_wrong = 0
    for sample in samples:
        value, chance, _ = model.predict(text_to_words(sample.text))
        said = value if chance >= LEAST else NEUTRAL
        right += said == sample.type
        silent += said == NEUTRAL != sample.type
        wrong += said not in (NEUTRAL, sample.type)
        sure += said != NEUTRAL and chance >= SURE
        sure_wrong += said not in (NEUTRAL, sample.type) and chance >= SURE
    return Scores(right, wrong, silent, sure, sure_wrong)


def train(models: Path, gold: Path) -> Scores:
    """Train, write models/document_type/<version>/model.json and card.md, and give the scores on the texts by hand."""
    phrases = read_phrases(models / "document_type/phrases.tsv")
    data = fit(compose(phrases, SEED, TEXTS))
    data["sharpness"] = calibrate_across(phrases)
    folder = models / "document_type" / VERSION
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.json"
    path.write_text(_dump(data), encoding="utf-8")
    load_linear.cache_clear()
    held_out = read_held_out(gold)
    scores = score(load_linear(path), held_out)
    (folder / "card.md").write_text(_card(data, phrases, scores), encoding="utf-8")
    return scores


def _dump(data: Mapping[str, Any]) -> str:
    """Write one word a line, so that a change of the model can be read as a difference."""
    head = {name: value for name, value in data.items() if name != "weights"}
    rows = (f'"{word}":{json.dumps(row, separators=(",", ":"))}' for word, row in data["weights"].items())
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "weights": {\n' + ",\n".join(rows) + "\n}}\n"


def _card(data: Mapping[str, Any], phrases: Mapping[str, Sequence[str]], scores: Scores) -> str:
    count = sum(len(own) for own in phrases.values())
    return f"""# document_type {VERSION}

Tells the type (文种) of a document whose title and mark do not: linear, over jieba words, tf-idf.

- Types: {"、".join(name for name in data["classes"] if name != NEUTRAL)}; `-` stands for none of them.
- Trained on {TEXTS} texts a type, composed from {count} phrases of ours (phrases.tsv) with seed {SEED};
  {len(data["weights"])} words; scikit-learn LogisticRegression, C=8. No document of the corpus is in it.
- Sharpness {data["sharpness"]}, fitted so that a model of two thirds of the phrases is calibrated on texts of the rest.
- An answer below {LEAST} is not given; one below {SURE} is marked doubtful.
- Scored on {scores.total} texts written by hand (corpus/gold/document_type.jsonl), in other words than the phrases,
  though formulae such as 此复 stand in both: right {scores.right}, wrong {scores.wrong}, silent {scores.silent};
  of {scores.sure} answers with {SURE} or more, {scores.sure_wrong} wrong.
- The texts by hand were written by the same hand as the phrases, so expect less on real archives.
- Made by `python -m flows.train`. Licence: as the project, AGPL-3.0-or-later.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and print the scores: the small models, or with `names` and `vote` those of names.

    `names [--text FILE]` needs the extra `train`; FILE holds further sentences, plain or .xz.
    """
    root = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(prog="python -m flows.train", description=main.__doc__)
    parser.add_argument("what", nargs="?", choices=("small", "names", "vote"), default="small")
    parser.add_argument("--text", type=Path, help="further sentences to learn from, marked by the rules")
    parser.add_argument("--lines", type=int, default=Amounts.lines, help="lines to compose for names")
    parser.add_argument("--sentences", type=int, default=Amounts.sentences, help="sentences to draw from the text")
    parser.add_argument("--epochs", type=int, default=Amounts.epochs, help="rounds over all of them")
    asked = parser.parse_args(arguments)
    if asked.what == "names":
        print(train_names(root / "models", asked.text, Amounts(asked.lines, asked.sentences, asked.epochs)))
        return
    if asked.what == "vote":
        print(train_vote(root / "models", root / "corpus/gold"))
        return
    print(train(root / "models", root / "corpus/gold/document_type.jsonl"))
    print(train_roles(root / "models", root / "corpus/gold/table_role.jsonl"))


if __name__ == "__main__":
    main()
