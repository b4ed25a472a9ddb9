"""What people ask of an archive on the command line, and what they get."""

import orjson
import pytest
from archives import make_archive
from test_cli import gongwen, lines_of

from flows.archive import finish
from flows.gather import gather
from flows.settings import read_settings
from flows.work import Job, do_one
from flows.write import make_folders


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    make_archive(folder / "in")
    make_folders(folder / "out")
    job = Job(str(read_settings({}).models), str(folder / "out"))
    finish(folder / "out", [do_one(file, job).file.source for file in gather([str(folder / "in")]).files])
    return folder / "out"


@pytest.mark.parametrize("command", ["show", "cites", "flow"])
def test_a_number_in_another_printing_finds_its_document(out, command):
    done = gongwen(command, "粤财工(2020) 228号", "--in", out)
    assert done.returncode == 0, done.stderr
    assert "粤财工〔2020〕228号" in done.stdout
    found = orjson.loads(gongwen(command, "粤财工[2020]228号", "--in", out, "--json").stdout)
    assert (found.get("document") or found)["id"] == "doc:粤财工〔2020〕228号"


def test_cites_says_what_and_where(out):
    shown = gongwen("cites", "粤财工〔2020〕228号", "--in", out).stdout
    assert "粤市监财函〔2020〕1309号" in shown
    assert "notice.txt p. 1" in shown
    assert "report.txt p. 1" in shown


def test_a_name_in_short_is_the_body_meant(out):
    assert "广东省财政厅" in gongwen("show", "广东省财政厅", "--in", out).stdout


def test_an_unknown_number_is_said_with_near_ones(out):
    done = gongwen("flow", "粤财工〔2020〕229号", "--in", out)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "粤财工〔2020〕228号" in done.stderr
    assert "not in" in lines_of(done.stderr)[0]


def test_dangling_ones(out):
    rows = orjson.loads(gongwen("cites", "--dangling", "--in", out, "--json").stdout)
    assert {"doc:粤市监财函〔2020〕1309号", "doc:粤府令第258号"} <= {row["id"] for row in rows}
    assert "not in the archive" in gongwen("cites", "--dangling", "--in", out).stdout


@pytest.mark.parametrize("words", [("cites",), ("cites", "甲〔2020〕1号", "--dangling"), ("show",)])
def test_wrong_usage(out, words):
    assert gongwen(*words, "--in", out).returncode == 2


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    for words in (("show", "甲"), ("cites", "甲"), ("flow", "甲")):
        done = gongwen(*words, "--in", tmp_path / "none")
        assert done.returncode == 2
        assert len(lines_of(done.stderr)) == 1
