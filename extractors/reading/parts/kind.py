"""文种: the type, from mark and title by rule, and from the words by a classifier where these are silent."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import regex

from extractors.document import Block, Part
from extractors.lexicon import read_rows
from extractors.linear import load_linear
from extractors.text import fold, squeeze

VERSION = "1"
_SUFFIX = regex.compile(r"(?:\([^()]{1,40}\)|[第之]?[一二三四五六七八九十\d]{1,3}[号期稿]?|20\d\d年(?:度|版)?)$")
_NESTED = regex.compile(r"(?P<verb>印发|转发|批转|发布|公布|下达|颁布).{0,4}《.+》$")
_ORDER = regex.compile(r"[(]?(?:命令|令)[)]?$")
_MARK = regex.compile(r"(?P<kind>公告|通告|公报|纪要)$")
_LONGEST = 4000
_FEWEST = 12
LEAST = 0.5
SURE = 0.9


def find_type(text: str, blocks: tuple[Block, ...], parts: tuple[Part, ...], models: Path | None) -> Part | None:
    """Give the type; None where neither rule nor classifier tells it."""
    named = {part.name: part for part in reversed(parts)}
    if models is None:
        return None
    mark, title = named.get("issuer_mark"), named.get("title")
    return (
        _by_order(mark)
        or _by_mark(mark)
        or (title and _by_title(title, models))
        or (_by_words(text, blocks, models) if title is None else None)
    )


def _by_order(mark: Part | None) -> Part | None:
    """Say that a 令 is an order, whatever it publishes."""
    if mark is None or not _ORDER.search(fold(mark.value)):
        return None
    return Part("type", "命令（令）", mark.span, "document_type:mark", 0.98)


def _by_mark(mark: Part | None) -> Part | None:
    match = _MARK.search(mark.value) if mark else None
    return Part("type", match["kind"], mark.span, "document_type:mark", 0.95) if mark and match else None


def _by_title(title: Part, models: Path) -> Part | None:
    """Read the ending of the title, its longest in the lexicon; 印发《…》 without an ending is a notice, in doubt."""
    plain = squeeze(fold(title.value))
    while (match := _SUFFIX.search(plain)) and match.start() > 2:
        plain = plain[: match.start()].rstrip(" -")
    if _NESTED.search(plain):
        return Part("type", "通知", title.span, "document_type:title", 0.7, "the title ends before its type")
    if plain.startswith("《") and plain.endswith("》") and plain.count("《") == 1:
        plain = plain[1:-1]
    value = title_ending(plain, models / "lexicons/document_types.tsv")
    return Part("type", value, title.span, "document_type:title", 0.97) if value else None


def title_ending(plain: str, lexicon: Path) -> str | None:
    """Give the type of the longest ending that the lexicon has; `*` in an ending stands for up to 20 characters."""
    whole, patterns = _endings(lexicon)
    for pattern, value in patterns:
        if pattern.search(plain):
            return value
    longest = max((len(ending) for ending in whole), default=0)
    found = (whole.get(plain[-length:]) for length in range(min(longest, len(plain)), 0, -1))
    return next((value for value in found if value), None)


@lru_cache(maxsize=4)
def _endings(lexicon: Path) -> tuple[dict[str, str], tuple[tuple[regex.Pattern[str], str], ...]]:
    rows = read_rows(lexicon)
    whole = {row["ending"]: row["type"] for row in rows if "*" not in row["ending"]}
    gaps = [(row["ending"].split("*"), row["type"]) for row in rows if "*" in row["ending"]]
    return whole, tuple(
        (regex.compile(rf"{regex.escape(first)}[^《》]{{0,20}}{regex.escape(last)}$"), value)
        for (first, last), value in gaps
    )


def _by_words(text: str, blocks: tuple[Block, ...], models: Path) -> Part | None:
    """Read how the text names itself (本办法), or ask the classifier; neither has a span, for it is concluded."""
    body = body_text(text, blocks)
    named = _by_itself(body)
    if named or len(body) < 40:
        return named
    # jieba takes a second to load
    from extractors.words import text_to_words

    value, score, known = load_linear(models / f"document_type/{VERSION}/model.json").predict(text_to_words(body))
    if value == "-" or score < LEAST or known < _FEWEST or (_is_law(body) and value not in _LAWS):
        return None
    # a regulation that never says 本办法 may be of another name
    sure = score >= SURE and value not in _LAWS
    doubt = None if sure else "told by a classifier from the words of the text"
    return Part("type", value, None, f"document_type:words@{VERSION}", round(score, 4), doubt)


_ITSELF = regex.compile(
    r"(?<![日基根资版])本(?P<name>办法|条例|规定|细则|规则|章程|预案|方案|规划|通知|意见|法)(?![人律定庭院官])"
)


def _by_itself(body: str) -> Part | None:
    """Count how the text names itself; two times at least, and twice as often as any other way."""
    counts = Counter(match["name"] for match in _ITSELF.finditer(body)).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    value = "法律" if counts[0][0] == "法" else counts[0][0]
    return Part("type", value, None, "document_type:itself", 0.85, "told by how the text names itself")


_ARTICLE = regex.compile(r"^第[一二三四五六七八九十百\d]{1,6}条", regex.MULTILINE)
_LAWS = ("办法",)


def _is_law(body: str) -> bool:
    """Say whether the text runs in articles: such a text is a regulation, whatever its words are about."""
    return len(_ARTICLE.findall(body)) > 2


def body_text(text: str, blocks: tuple[Block, ...]) -> str:
    """Give the beginning of the running text, tables and furniture left out."""
    pieces: list[str] = []
    length = 0
    for block in blocks:
        if block.role in ("paragraph", "heading", "signature", "title"):
            pieces.append(squeeze(text[block.span.start : block.span.end]))
            length += len(pieces[-1])
        if length > _LONGEST:
            break
    return "\n".join(pieces)[:_LONGEST]
