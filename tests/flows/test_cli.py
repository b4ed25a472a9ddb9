"""What people type, and what they get."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from archives import NOTICE, make_archive, make_broken, make_pdf

ROOT = Path(__file__).parents[2]


def gongwen(*arguments: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as from another folder."""
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", "flows.cli", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "GONGWEN_"))}
    return subprocess.run(command, env=kept | environ, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return str(tmp_path_factory.mktemp("home"))


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_help_and_version_import_nothing_heavy():
    heavy = ("prefect", "pymupdf", "extractors.graph", "rich")
    code = f"import sys, flows.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert gongwen("--version").stdout.startswith("gongwen 0.")
    assert "extract" in gongwen("--help").stdout


def test_wrong_usage_is_two():
    assert gongwen("run").returncode == 2
    assert gongwen("dance").returncode == 2
    assert gongwen("schema", "dance").returncode == 2


@pytest.mark.parametrize("command", [("run", "nowhere/a.pdf", "--out", "{out}"), ("extract", "nowhere/a.pdf")])
def test_an_input_that_is_not_there_is_wrong_usage(tmp_path, command):
    done = gongwen(*[word.format(out=tmp_path / "out") for word in command])
    assert done.returncode == 2
    assert len(lines_of(done.stderr)) == 1
    assert "nowhere/a.pdf: no such file" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_documents_is_one_line(tmp_path):
    (tmp_path / "in").mkdir()
    done = gongwen("run", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert lines_of(done.stderr) == [
        f"gongwen: {tmp_path / 'in'}: an empty folder; give PDF or text files, or a folder that holds some"
    ]


@pytest.mark.parametrize("out", ["file/below", "file"])
def test_an_output_folder_that_cannot_be_written_is_one_line(tmp_path, out):
    (tmp_path / "file").write_text("x")
    (tmp_path / "in.txt").write_text(NOTICE, encoding="utf-8")
    done = gongwen("run", tmp_path / "in.txt", "--out", tmp_path / out)
    assert done.returncode == 1
    (line,) = lines_of(done.stderr)
    assert str(tmp_path / "file") in line


def test_models_that_are_not_there_are_one_line(tmp_path):
    (tmp_path / "in.txt").write_text(NOTICE, encoding="utf-8")
    done = gongwen("extract", tmp_path / "in.txt", GONGWEN_MODELS=str(tmp_path))
    assert done.returncode == 2
    assert "set GONGWEN_MODELS" in done.stderr
    assert len(lines_of(done.stderr)) == 1


def test_extract_prints_one_document(tmp_path):
    make_pdf(tmp_path / "in.pdf", NOTICE)
    done = gongwen("extract", tmp_path / "in.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    document = orjson.loads(done.stdout)
    assert document["source"]["name"] == "in.pdf"
    assert "粤财工〔2020〕228号" in document["text"]


@pytest.mark.parametrize("name", ["empty.pdf", "noise.pdf", "page.pdf", "cut.pdf", "locked.pdf"])
def test_extract_of_a_broken_file_is_one_line(tmp_path, name):
    make_broken(tmp_path)
    done = gongwen("extract", tmp_path / name)
    assert done.returncode == 3
    assert done.stdout == ""
    (line,) = lines_of(done.stderr)
    assert line.startswith("gongwen: ")
    assert name in line
    assert ";" in line


def test_a_batch_with_broken_files_is_done_without_them(tmp_path, home):
    make_archive(tmp_path / "in")
    make_broken(tmp_path / "in")
    (tmp_path / "none").mkdir()
    done = gongwen("run", tmp_path / "in", tmp_path / "none", "--out", tmp_path / "out", "--workers", 2, HOME=home)
    assert done.returncode == 3
    lines = lines_of(done.stderr)
    for name in ("empty.pdf", "noise.pdf", "page.pdf", "cut.pdf", "locked.pdf", "none"):
        assert len([line for line in lines if f"{name}: " in line and ";" in line]) == 1, name
    assert len(lines) == 6
    assert "inputs that failed" in done.stdout
    run = orjson.loads((tmp_path / "out" / "run.json").read_bytes())
    assert (run["counts"]["documents"], run["counts"]["failures"]) == (3, 6)
    assert {failure["class"] for failure in run["failures"]} == {"ReadError"}
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 3


@pytest.mark.parametrize("name", ["graph", "document"])
def test_schema_prints_a_schema(name):
    done = gongwen("schema", name)
    assert orjson.loads(done.stdout)["$schema"].endswith("2020-12/schema")


def test_broken_gold_is_named_by_file_and_line(tmp_path):
    (tmp_path / "amount.jsonl").write_text('{"text": "7万元", "mentions": []}\n{"text": \n', encoding="utf-8")
    done = gongwen("score", tmp_path)
    assert done.returncode == 1
    (line,) = lines_of(done.stderr)
    assert "amount.jsonl:2" in line


def test_score_counts_what_is_right_and_what_is_missed(tmp_path):
    gold = [
        {"text": "下达资金7万元。", "mentions": [["7万元", {"cny": "70000.00"}]]},
        {"text": "没有数字。", "mentions": []},
        {"text": "下达资金8万元。", "mentions": [["8万元", {"cny": "1.00"}]]},
    ]
    (tmp_path / "amount.jsonl").write_bytes(b"\n".join(map(orjson.dumps, gold)))
    done = gongwen("score", tmp_path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    scores = orjson.loads(done.stdout)
    amount = scores["kinds"]["lines"]["amount"]
    assert amount["verbatim"]["f1"] == 1.0
    assert (amount["normalised"]["right"], amount["normalised"]["missed"]) == (1, 1)
    assert scores["silent_errors"] == 1
