"""Composed lines: the same each time, and their marks stand around the names."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extractors.errors import MissingModelError
from extractors.ner import load_rules_of_names
from flows.compose import MarkedLine, compose_lines, read_given
from flows.compose.grammar import read_grammar
from flows.compose.lines import strip_marks

MODELS = Path(__file__).parents[2] / "models"


def test_lines_are_the_same_each_time() -> None:
    first = list(compose_lines(MODELS, 5, 100))
    assert first == list(compose_lines(MODELS, 5, 100))
    assert first != list(compose_lines(MODELS, 6, 100))
    assert len({line.text for line in first}) > 80


def test_names_lie_apart_in_their_line() -> None:
    for line in compose_lines(MODELS, 7, 300):
        assert not set("{}⟦⟧‹›|*") & set(line.text), line.text
        ends = [0, *(at for start, end, _ in line.names for at in (start, end)), len(line.text)]
        assert ends == sorted(ends)
        assert all(end > start for start, end, _ in line.names)


def test_marks_become_spans() -> None:
    line = strip_marks("向⟦省财政厅⟧报送‹韶关市›的方案")
    assert line == MarkedLine("向省财政厅报送韶关市的方案", ((1, 5, "organisation"), (7, 10, "region")))


def test_every_symbol_of_the_grammar_is_known() -> None:
    grammar = read_grammar(MODELS / "ner/grammar.tsv", {})
    used = {piece for choice in grammar.choices.values() for row in choice.expansions for piece in row[1::2]}
    given = {"region", "chain", "unit", "stem", "dept", "partydept", "central", "generic", "known", "word"}
    assert used - grammar.choices.keys() == given


def test_a_symbol_without_a_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "grammar.tsv"
    path.write_text("symbol\texpansion\tweight\tsource\nline\t{nowhere}\t1\ttest\n", encoding="utf-8")
    with pytest.raises(MissingModelError, match=r"\{nowhere\}"):
        read_grammar(path, {}).expand("line", random.Random(1))


def test_given_text_is_marked_by_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_text("由广东省财政厅会同有关部门制定实施办法。\n本条例自公布之日起施行。\n", encoding="utf-8")
    lines = {line.text: line.names for line in read_given(path, load_rules_of_names(MODELS), 1, 10)}
    assert lines["由广东省财政厅会同有关部门制定实施办法。"] == ((1, 7, "organisation"),)
    assert lines["本条例自公布之日起施行。"] == ()
