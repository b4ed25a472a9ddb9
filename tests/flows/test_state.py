"""What is done is not done again, unless something that it depends on changed."""

from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from archives import LETTER, NOTICE, make_pdf

from flows import work
from flows.failure import died
from flows.gather import File, gather
from flows.settings import read_settings
from flows.state import document_of, list_states, place_of, read_record, read_result
from flows.versions import read_versions
from flows.work import Job, Limits, do_one, fail
from flows.write import make_folders

MODELS = str(read_settings({}).models)


@pytest.fixture
def job(tmp_path):
    make_folders(tmp_path / "out")
    return Job(MODELS, str(tmp_path / "out"), versions=read_versions(MODELS))


def file_in(folder: Path, name: str = "notice.txt", text: str = NOTICE) -> File:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (file,) = gather([str(folder)]).files
    return file


def bytes_of(job: Job) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(job.out).rglob("*") if path.is_file()}


def test_the_second_time_nothing_is_done(tmp_path, job, monkeypatch):
    file = file_in(tmp_path / "in")
    first = do_one(file, job)
    before = bytes_of(job)
    monkeypatch.setattr(work, "_analyse", None)
    assert do_one(file, job) == replace(first, kept=True)
    assert bytes_of(job) == before
    assert list(list_states(tmp_path / "out")) == [file.source]


@pytest.mark.parametrize("part", ["code", "models"])
def test_other_code_and_other_models_make_it_anew(tmp_path, job, part, monkeypatch):
    file = file_in(tmp_path / "in")
    do_one(file, job)
    other = replace(job.versions, **{part: "other"})
    monkeypatch.setattr(work, "read_versions", lambda models: other)
    assert not do_one(file, replace(job, versions=other)).kept
    assert read_record(tmp_path / "out", file.source).versions == other


def test_another_reader_concerns_scans_alone(tmp_path, job):
    file = file_in(tmp_path / "in")
    do_one(file, job)
    assert do_one(file, replace(job, versions=replace(job.versions, reader="other"))).kept


def test_other_limits_concern_those_alone_who_broke_them(tmp_path, job):
    done, late = file_in(tmp_path / "a"), file_in(tmp_path / "b", text="locked")
    more = replace(job, limits=Limits(seconds=999))
    do_one(done, job)
    fail(late, job, died(-9, 3))
    assert do_one(done, more).kept
    assert do_one(late, job).failure.kind == "crash"
    assert do_one(late, more).failure is None


def test_a_failure_is_kept_until_somebody_asks(tmp_path, job):
    (tmp_path / "in").mkdir()
    make_pdf(tmp_path / "in" / "a.pdf", LETTER, password="secret")
    (file,) = gather([str(tmp_path / "in")]).files
    assert (do_one(file, job).kept, do_one(file, job).kept) == (False, True)
    assert not do_one(file, replace(job, retry=True)).kept
    assert read_result(tmp_path / "out", file.source) is None


@pytest.mark.parametrize("name", ["a.txt", '"«\\».txt', "公文.txt"])
def test_another_name_is_written_wherever_names_stand(tmp_path, job, name, monkeypatch):
    do_one(file_in(tmp_path / "in"), job)
    fresh = replace(job, out=str(tmp_path / "fresh"))
    make_folders(tmp_path / "fresh")
    renamed = file_in(tmp_path / "other", name)
    do_one(renamed, fresh)
    kept = do_one(renamed, job)
    assert kept.kept
    assert read_result(tmp_path / "out", renamed.source) == read_result(tmp_path / "fresh", renamed.source)
    (one, other) = (document_of(tmp_path / place, renamed.source).read_bytes() for place in ("out", "fresh"))
    assert one == other


def test_a_name_that_got_into_the_result_makes_it_anew(tmp_path, job):
    file = file_in(tmp_path / "in", "228号.txt")  # which stands in the number too, to be on the safe side
    do_one(replace(file, names=("228号",)), job)
    assert read_record(tmp_path / "out", file.source).named
    assert not do_one(file, job).kept


def test_a_document_that_went_comes_back(tmp_path, job, monkeypatch):
    file = file_in(tmp_path / "in")
    do_one(file, job)
    before = bytes_of(job)
    document_of(tmp_path / "out", file.source).unlink()
    monkeypatch.setattr(work, "_analyse", None)
    assert do_one(file, job).kept
    assert bytes_of(job) == before


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:50], lambda data: b"{}\n", lambda data: b"[1]"]
)
def test_a_damaged_state_is_none(tmp_path, job, damage):
    file = file_in(tmp_path / "in")
    do_one(file, job)
    place = place_of(tmp_path / "out", file.source)
    before = place.read_bytes()
    place.write_bytes(damage(before))
    assert not do_one(file, job).kept
    assert read_result(tmp_path / "out", file.source)


def test_a_file_that_changes_meanwhile_is_named_and_not_kept(tmp_path, job):
    file = file_in(tmp_path / "in")
    (tmp_path / "in" / "notice.txt").write_text("other", encoding="utf-8")
    assert do_one(file, job).failure.kind == "changed"
    assert read_record(tmp_path / "out", file.source) is None


def test_a_state_is_json_that_others_can_read(tmp_path, job):
    file = file_in(tmp_path / "in")
    do_one(file, job)
    head = orjson.loads(place_of(tmp_path / "out", file.source).read_bytes().partition(b"\n")[0])
    assert (head["digest"], head["names"]) == (file.digest, ["notice.txt"])
