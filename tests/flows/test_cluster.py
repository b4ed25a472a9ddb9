"""Workers of a Dask scheduler give the bytes of one process; one that is killed loses nothing; inputs may lie in S3."""

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from archives import NOTICE, make_archive, make_broken

from flows import cluster
from flows.batch import Order, process
from flows.gather import Found, Ignored, Unreadable, find_items, gather
from flows.remote import is_url, list_urls, read_url, to_path
from flows.settings import UsageError, read_settings
from flows.state import Parcel, document_of, pack, place_of, unpack
from flows.work import Job

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
MODELS = str(read_settings({}).models)


@contextmanager
def started(*command):
    """Have a process of its own, and what it says line by line."""
    environ = {**os.environ, "GONGWEN_CACHE": "off", "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True, env=environ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def scheduler():
    with started("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard") as own:
        for line in own.stderr:
            if found := re.search(r"tcp://127\.0\.0\.1:\d+", line):
                threading.Thread(target=own.stderr.read, daemon=True).start()
                yield found[0]
                return


@contextmanager
def worker(address):
    with started("-m", "flows.cli", "worker", address) as own:
        threading.Thread(target=own.stderr.read, daemon=True).start()
        yield own


def run(out, *inputs, address=""):
    steps = []
    process(Order(tuple(map(str, inputs)), Job(MODELS, str(out), workers=1), address=address), steps.append)
    return (out / "graph.json").read_bytes()


def test_two_workers_give_the_bytes_of_one_process_though_one_is_killed(tmp_path, monkeypatch):
    make_archive(tmp_path / "in")
    make_broken(tmp_path / "in")
    for number in range(12):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{NOTICE}\n附：第{number}件\n", encoding="utf-8")
    alone = run(tmp_path / "alone", tmp_path / "in")
    monkeypatch.setattr(cluster, "_BATCH", 1)
    taken, take = [], cluster._take

    with scheduler() as address, worker(address) as one, worker(address):

        def take_and_kill(*what):
            taken.append(what)
            if len(taken) == 4:
                one.send_signal(signal.SIGKILL)
            yield from take(*what)

        monkeypatch.setattr(cluster, "_take", take_and_kill)
        assert run(tmp_path / "shared", tmp_path / "in", address=address) == alone
    names = {path.name for path in (tmp_path / "alone" / "documents").iterdir()}
    assert {path.name for path in (tmp_path / "shared" / "documents").iterdir()} == names
    for name in ("amounts.csv", "checks.csv", "documents.csv"):
        assert (tmp_path / "shared" / "tables" / name).read_bytes() == (
            tmp_path / "alone" / "tables" / name
        ).read_bytes()


def test_an_address_without_a_scheduler_is_named(tmp_path):
    make_archive(tmp_path / "in")
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        run(tmp_path / "out", tmp_path / "in", address="tcp://127.0.0.1:9")


def test_a_parcel_goes_from_folder_to_folder(tmp_path):
    source = "00" * 8
    parcel = Parcel(source, b"{}\nstate", b"document")
    (tmp_path / "a" / "documents").mkdir(parents=True)
    unpack(tmp_path / "a", parcel)
    assert (place_of(tmp_path / "a", source).read_bytes(), document_of(tmp_path / "a", source).read_bytes()) == (
        b"{}\nstate",
        b"document",
    )
    assert pack(tmp_path / "a", source) == parcel
    assert pack(tmp_path / "a", source) is None


class TestUrls:
    def test_what_is_a_url(self):
        assert is_url("s3://bucket/in") and is_url("memory://in")
        assert not is_url("file:///in") and not is_url("in/s3") and to_path("file:///in") == "/in"

    def test_a_file_url_is_a_path(self, tmp_path):
        (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
        (file,) = gather([f"file://{tmp_path}"]).files
        assert file.path == f"{tmp_path}/notice.txt"

    def test_a_place_that_is_not_there_is_named(self):
        with pytest.raises(UsageError, match="memory://nowhere"):
            list(list_urls("memory://nowhere"))

    def test_a_system_that_nobody_knows_is_named(self):
        with pytest.raises(UsageError, match="nosuch://x"):
            list(find_items(["nosuch://x"]))


@pytest.fixture(scope="module")
def bucket():
    moto = pytest.importorskip("moto.server", reason="moto is not installed")
    s3fs = pytest.importorskip("s3fs", reason="the extra `cluster` is not installed")
    server = moto.ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        files = s3fs.S3FileSystem()
        files.mkdir("archive")
        files.pipe_file("archive/in/notice.txt", NOTICE.encode())
        files.pipe_file("archive/in/deep/notice copy.txt", NOTICE.encode())
        files.pipe_file("archive/in/notes.bin", b"\0")
        files.pipe_file("archive/in/old.zip", b"PK\x03\x04")
        yield "s3://archive"
    server.stop()


class TestS3:
    def test_what_is_in_a_bucket_is_found_and_read(self, bucket):
        found = {type(item): item for item in find_items([f"{bucket}/in"])}
        assert found.keys() == {Found, Ignored, Unreadable}
        assert "fetch it" in found[Unreadable].advice
        assert read_url(f"{bucket}/in/notice.txt") == NOTICE.encode()
        (file,) = gather([f"{bucket}/in/*.txt", f"{bucket}/in/deep"]).files
        assert file.names == ("notice copy.txt", "notice.txt")

    def test_an_archive_in_a_bucket_gives_the_bytes_of_one_in_a_folder(self, bucket, tmp_path):
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "notice.txt").write_text(NOTICE, encoding="utf-8")
        assert run(tmp_path / "s3", f"{bucket}/in/notice.txt") == run(tmp_path / "local", tmp_path / "in")

    def test_a_bucket_that_is_not_there_is_named(self, bucket):
        with pytest.raises(UsageError, match="s3://nowhere"):
            list(list_urls("s3://nowhere/in"))
