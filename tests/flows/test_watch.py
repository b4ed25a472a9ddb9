"""A watched folder: what is half-written waits, what is whole is taken in once, and the archive is that of one run."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
import pytest
from archives import LETTER, NOTICE, make_pdf

from flows.archive import finish
from flows.batch import Order, process
from flows.settings import UsageError, read_settings
from flows.state import list_states
from flows.uploads.hooks import Hooks, tell
from flows.uploads.intake import UPLOADS, open_desk, take_in
from flows.uploads.publishing import publish
from flows.uploads.settling import BROKEN, QUIET, Settling, Upload, is_upload, read_stamp, walk
from flows.uploads.watch import WatchWish, watch
from flows.versions import read_versions
from flows.work import Job, do_one

MODELS = str(read_settings({}).models)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def job(tmp_path):
    return Job(MODELS, str(tmp_path / "out"), versions=read_versions(MODELS))


def uploads_in(folder):
    return [Upload(path, read_stamp(path)) for path in walk(folder)]


def take(job, uploads, **options):
    with open_desk(job) as desk:
        return take_in(uploads, desk, lambda files: (do_one(file, job) for file in files), **options)


def published(job, name="graph.json"):
    publish(Path(job.out))
    return (Path(job.out) / name).read_bytes()


def of_one_run(job, tmp_path, *texts):
    """Give graph.json as a run over these texts writes it."""
    folder, other = tmp_path / "same", Job(MODELS, str(tmp_path / "run"), versions=job.versions)
    folder.mkdir(exist_ok=True)
    for name, text in texts:
        (folder / name).write_text(text, encoding="utf-8")
    take(other, uploads_in(folder))
    finish(Path(other.out))
    return (Path(other.out) / "graph.json").read_bytes()


class TestSettling:
    def test_a_file_that_grows_is_left_alone(self, inbox):
        settling, path = Settling(), inbox / "a.pdf"
        for step in range(10):
            path.write_bytes(b"%PDF-1.7" + b"x" * step + b"%%EOF")
            settling.note(str(path), step * QUIET * 0.9)
            assert settling.take(step * QUIET * 0.9, 9) == []
        assert [each.path for each in settling.take(10 * QUIET, 9)] == [str(path)]
        assert settling.take(99.0, 9) == []

    def test_a_change_that_nobody_told_of_is_seen(self, inbox):
        settling, path = Settling(), inbox / "a.txt"
        path.write_text("first")
        settling.note(str(path), 0.0)
        path.write_text("first and more")
        assert settling.take(5.0, 9) == []
        assert [each.stamp.size for each in settling.take(7.1, 9)] == [14]

    @pytest.mark.parametrize("name", ["a.pdf", "a.zip", "a.png", "a.jpg"])
    def test_a_file_without_its_end_waits_long_but_not_for_ever(self, inbox, name):
        settling, path = Settling(), inbox / name
        path.write_bytes(b"%PDF-1.7 half of a file")
        settling.note(str(path), 0.0)
        assert settling.take(BROKEN - 0.1, 9) == []
        assert len(settling.take(BROKEN, 9)) == 1

    def test_what_went_away_is_forgotten(self, inbox):
        settling, path = Settling(), inbox / "a.txt"
        path.write_text("x")
        settling.note(str(path), 0.0)
        path.unlink()
        assert settling.take(10.0, 9) == [] and not settling.seen

    @pytest.mark.parametrize("name", [".a.pdf", "a.pdf.part", "~$a.docx", "a.pdf~", ".hidden/a.pdf", "a.crdownload"])
    def test_halves_and_hidden_files_are_no_uploads(self, inbox, name):
        assert not is_upload(f"{inbox}/{name}", inbox)
        assert is_upload(
            f"{inbox}/{name.lstrip('.')}".replace(".part", "").replace("~", "").replace("$", ""), inbox
        ) or (name == "a.crdownload")


class TestIntake:
    def test_each_upload_gets_a_receipt_and_the_graph_is_that_of_one_run(self, inbox, job, tmp_path):
        (inbox / "notice.txt").write_text(NOTICE, encoding="utf-8")
        (first,) = take(job, uploads_in(inbox))
        assert (first.status, first.kept) == ("done", False)
        (inbox / "letter.txt").write_text(LETTER, encoding="utf-8")
        take(job, uploads_in(inbox)[:1])
        assert (Path(job.out) / first.document).is_file()
        assert published(job) == of_one_run(job, tmp_path, ("notice.txt", NOTICE), ("letter.txt", LETTER))
        lines = [orjson.loads(line) for line in (Path(job.out) / UPLOADS).read_bytes().splitlines()]
        assert [Path(line["path"]).name for line in lines] == ["notice.txt", "letter.txt"]

    def test_a_copy_is_known_and_both_names_are_kept(self, inbox, job):
        (inbox / "a.txt").write_text(NOTICE, encoding="utf-8")
        take(job, uploads_in(inbox))
        (inbox / "b.txt").write_text(NOTICE, encoding="utf-8")
        (second,) = take(job, uploads_in(inbox)[1:])
        assert second.kept
        (source,) = orjson.loads(published(job))["sources"]
        assert source["names"] == ["a.txt", "b.txt"]

    def test_what_is_written_over_takes_the_place_of_what_was(self, inbox, job, tmp_path):
        path = inbox / "notice.txt"
        path.write_text(NOTICE[: len(NOTICE) // 2], encoding="utf-8")
        (half,) = take(job, uploads_in(inbox))
        path.write_text(NOTICE, encoding="utf-8")
        (whole,) = take(job, uploads_in(inbox))
        assert list(list_states(Path(job.out))) == [whole.source]
        assert not (Path(job.out) / half.document).exists()
        assert published(job) == of_one_run(job, tmp_path, ("notice.txt", NOTICE))

    def test_what_is_written_over_stays_where_it_lies_elsewhere_too(self, inbox, job):
        for name in ("a.txt", "b.txt"):
            (inbox / name).write_text(NOTICE, encoding="utf-8")
        take(job, uploads_in(inbox))
        (inbox / "a.txt").write_text(LETTER, encoding="utf-8")
        take(job, uploads_in(inbox)[:1])
        names = {tuple(source["names"]) for source in orjson.loads(published(job))["sources"]}
        assert names == {("a.txt",), ("b.txt",)}

    def test_a_bad_file_costs_itself(self, inbox, job):
        (inbox / "a.txt").write_text(NOTICE, encoding="utf-8")
        make_pdf(inbox / "b.pdf", NOTICE)
        (inbox / "b.pdf").write_bytes((inbox / "b.pdf").read_bytes()[:400])
        (inbox / "c.bin").write_bytes(b"\0\1")
        good, bad, other = take(job, uploads_in(inbox))
        assert (good.status, bad.status, other.status) == ("done", "failed", "ignored")
        assert bad.problem and bad.advice
        assert len(orjson.loads(published(job))["sources"]) == 1

    def test_who_is_to_be_told_is_kept_until_he_was(self, inbox, job):
        (inbox / "a.txt").write_text(NOTICE, encoding="utf-8")
        take(job, uploads_in(inbox), told=True)
        with open_desk(job) as desk:
            (receipt,) = desk.inbox.untold()
            assert orjson.loads(receipt)["status"] == "done"
            desk.inbox.forget_told(receipt)
            assert desk.inbox.untold() == []

    def test_the_folder_of_a_run_is_refused(self, job):
        Path(job.out).mkdir()
        (Path(job.out) / "run.json").write_text("{}")
        with pytest.raises(UsageError, match="gongwen link"), open_desk(job):
            pass

    def test_a_run_leaves_the_folder_of_an_inbox_alone(self, inbox, job):
        (inbox / "a.txt").write_text(NOTICE, encoding="utf-8")
        take(job, uploads_in(inbox))
        with pytest.raises(UsageError, match="gongwen link"):
            process(Order((str(inbox),), job), lambda _step: None)


class TestHooks:
    def test_a_command_reads_the_receipt(self, tmp_path):
        command = f"{sys.executable} -c \"import sys; open(r'{tmp_path}/said', 'w').write(sys.stdin.read())\""
        assert tell(Hooks(command), b'{"status":"done"}\n') == ""
        assert (tmp_path / "said").read_text() == '{"status":"done"}\n'

    def test_a_command_that_fails_or_is_not_there_is_named(self):
        assert "exit code 3" in tell(Hooks(f'{sys.executable} -c "raise SystemExit(3)"'), b"{}")
        assert "no-such-command" in tell(Hooks("no-such-command"), b"{}")

    def test_a_url_gets_the_receipt(self):
        got = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                got.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.handle_request)
            thread.start()
            assert tell(Hooks(url=f"http://127.0.0.1:{server.server_port}/"), b'{"status":"done"}\n') == ""
            thread.join()
        assert got == [b'{"status":"done"}\n']

    def test_a_url_that_does_not_answer_is_named(self):
        assert "http://127.0.0.1:9/" in tell(Hooks(url="http://127.0.0.1:9/"), b"{}")


class TestWatch:
    def test_the_output_may_not_lie_in_the_inbox(self, inbox):
        with pytest.raises(UsageError, match="lies in the folder"):
            watch(WatchWish(inbox, inbox / "out", prefect=False), read_settings({}))

    def test_a_folder_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(UsageError, match="no such folder"):
            watch(WatchWish(tmp_path / "none", tmp_path / "out", prefect=False), read_settings({}))

    def test_uploads_as_they_come_slow_copied_moved_and_a_burst(self, inbox, job, tmp_path):
        (inbox / "backlog.txt").write_text(NOTICE, encoding="utf-8")
        with Watched(inbox, job.out) as receipts:
            assert receipts.take() == {"backlog.txt": "done"}
            make_pdf(tmp_path / "letter.pdf", LETTER)
            data = (tmp_path / "letter.pdf").read_bytes()
            slow = ThreadPoolExecutor(1).submit(_write_slowly, inbox / "slow.pdf", data)
            assert receipts.take() == {"slow.pdf": "done"}
            slow.result()
            (tmp_path / "moved.txt").write_text(LETTER, encoding="utf-8")
            (tmp_path / "moved.txt").rename(inbox / "moved.txt")
            (inbox / "deep").mkdir()
            (inbox / "deep" / "copy.txt").write_text(NOTICE, encoding="utf-8")
            assert receipts.take(2) == {"moved.txt": "done", "copy.txt": "done"}
            for number in range(25):
                (inbox / f"burst {number}.txt").write_text(f"{NOTICE}\n附：第{number}件\n", encoding="utf-8")
            assert len(receipts.take(25)) == 25
        lines = (Path(job.out) / UPLOADS).read_bytes().splitlines()
        assert len(lines) == len({orjson.loads(line)["path"] for line in lines}) == 29
        assert len(orjson.loads((Path(job.out) / "graph.json").read_bytes())["sources"]) == 28
        with Watched(inbox, job.out, "--once") as receipts:
            assert receipts.take(0) == {}


def _write_slowly(path, data):
    half = len(data) // 2
    with path.open("wb") as file:
        for piece in (data[:half], data[half:]):
            file.write(piece)
            file.flush()
            time.sleep(QUIET * 2)


class Watched:
    """A watch as a user starts it; stopped as a user does."""

    def __init__(self, inbox, out, *options):
        self.command = [sys.executable, "-m", "flows.cli", "watch", str(inbox), "-o", str(out), "--json"]
        self.command += ["--no-prefect", "--workers", "1", *options]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, env={**os.environ, "GONGWEN_CACHE": "off"}
        )
        return self

    def take(self, count=1):
        lines = [orjson.loads(self.process.stdout.readline()) for _ in range(count)]
        return {Path(line["path"]).name: line["status"] for line in lines}

    def __exit__(self, *_):
        if "--once" not in self.command:
            self.process.send_signal(signal.SIGINT)
        assert self.process.wait(60) == (0 if "--once" in self.command else 130)
        self.process.stdout.close()
