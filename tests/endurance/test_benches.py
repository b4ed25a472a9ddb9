"""The benchmarks of scans run, on a small page; what they measure is for a quiet machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "scans" / "samples"

pytestmark = pytest.mark.endurance


def run(name: str, *arguments: str | Path) -> str:
    command = [sys.executable, ROOT / "tests" / "bench" / name, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_cost_of_recognition_is_measured() -> None:
    said = run("bench_ocr.py", SAMPLES / "coarse.pdf", "--pages", "1", "--rounds", "1")
    shares = [float(share) for share in regex.findall(r"([\d.]+) times RapidOCR alone", said)]
    assert len(shares) == 3 and shares[0] == 1 and all(share > 0.5 for share in shares)
    assert regex.search(r"peak memory of a worker: \d+ MiB", said) and "times the pages a minute" in said


def test_scans_of_any_file_are_compared(tmp_path: Path) -> None:
    kept = tmp_path / "found.json"
    said = run(
        "bench_scans.py", SAMPLES / "text layer.pdf", tmp_path / "absent.pdf",
        "--grades", "coarse", "--workers", "1", "--cache", tmp_path / "cache", "--json", kept, "--slips", "5",
    )  # fmt: skip
    assert "Scans: points lost" in said
    found = json.loads(kept.read_text(encoding="utf-8"))["text layer coarse"]
    assert found["amounts"]["right"] == 3 and found["kinds"]["doc_number"]["right"] == 2
