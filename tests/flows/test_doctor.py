"""What a machine lacks is named, with what to do."""

import orjson
import pytest
from test_cli import gongwen

from flows import doctor
from flows.doctor import examine, show
from flows.settings import read_settings


def test_a_sound_machine_reads_a_page_as_text_and_as_a_scan(tmp_path):
    done = gongwen("doctor", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stdout
    found = {finding["name"]: finding for finding in orjson.loads(done.stdout)}
    assert found["self-test, text"]["said"].startswith("粤财工〔2020〕228号 and 750万元 found")
    assert found["self-test, scan"]["said"].startswith("粤财工〔2020〕228号 and 750万元 found")
    assert {"pymupdf", "models", "fonts", "memory", "disk", "cache", "PP-OCRv6_rec_small.onnx"} <= set(found)


def test_what_is_not_there_is_bad_and_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(doctor, "_read", lambda settings, scanned: 1 / 0)
    monkeypatch.setattr(doctor, "version_of", lambda name: "unknown")
    assert not show(examine(read_settings({}), tmp_path), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert "FAIL  pymupdf: not installed; install gongwen again with constraints.txt" in lines
    assert any(line.startswith("FAIL  self-test, scan: ZeroDivisionError") for line in lines)


@pytest.mark.parametrize(("free", "state"), [(1, "doubtful"), (1 << 40, "good")])
def test_a_full_disk_is_said(tmp_path, monkeypatch, free, state):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda place: type("Usage", (), {"free": free << 20})())
    (found,) = [item for item in examine_quickly(tmp_path, monkeypatch) if item.name == "disk"]
    assert found.state == state


def examine_quickly(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "_read", lambda settings, scanned: "read")
    return list(examine(read_settings({}), tmp_path / "not" / "there"))
