"""Headings as printed in tables of many provinces, by the kind of their column."""

import json
from pathlib import Path

import pytest
from table_paper import MODELS

from extractors.tables.column import heading_to_kind, load_headings
from extractors.text import fold

GOLD = Path(__file__).parents[2] / "corpus/gold/table_columns.jsonl"
CASES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
LEXICON = load_headings(MODELS / "lexicons/table_columns.tsv")


@pytest.mark.parametrize("case", CASES, ids=[case["heading"] for case in CASES])
def test_the_kind_of_a_heading(case):
    assert heading_to_kind((fold(case["heading"]),), LEXICON) == case["kind"]
