import os
from pathlib import Path

import pytest

from flows.engine import prepare
from flows.settings import Settings, UsageError, read_settings


def test_an_empty_environment_is_enough():
    settings = read_settings({})
    assert settings.models == Path(__file__).parents[2] / "models"
    assert settings.workers == os.cpu_count()


def test_the_environment_decides(tmp_path):
    (tmp_path / "lexicons").mkdir()
    environ = {"GONGWEN_MODELS": str(tmp_path), "GONGWEN_WORKERS": "3", "GONGWEN_TIMEOUT": "9", "GONGWEN_BATCH": "5"}
    assert read_settings(environ) == Settings(tmp_path, 3, 9, 5)


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", "²"])
def test_a_number_that_is_none_is_named(text):
    with pytest.raises(UsageError, match="GONGWEN_WORKERS="):
        read_settings({"GONGWEN_WORKERS": text})


def test_a_models_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match="set GONGWEN_MODELS"):
        read_settings({"GONGWEN_MODELS": str(tmp_path)})


def test_prefect_is_kept_quiet_and_at_home(tmp_path):
    environ = {"HOME": str(tmp_path), "PREFECT_LOGGING_LEVEL": "DEBUG"}
    assert prepare(environ, tmp_path / "out", verbose=False) is None
    assert environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert "PREFECT_HOME" not in environ


@pytest.mark.parametrize("name", ["HOME", "PREFECT_HOME"])
@pytest.mark.parametrize("place", ["/proc/nonexistent", "file", "file/below"])
def test_a_home_that_cannot_be_written_gives_one_notice(tmp_path, name, place):
    (tmp_path / "file").write_text("x")
    environ = {name: str(tmp_path / place)}
    notice = prepare(environ, tmp_path, verbose=False)
    assert notice is not None
    assert "cannot be written" in notice
    assert "\n" not in notice
    assert environ["PREFECT_HOME"] == str(tmp_path / ".prefect")


def test_where_scans_are_kept(tmp_path):
    assert read_settings({}).cache is None
    assert read_settings({"HOME": "/home/a"}).cache == Path("/home/a/.cache/gongwen/ocr")
    assert read_settings({"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}).cache == Path("/c/gongwen/ocr")
    assert read_settings({"HOME": "/home/a", "GONGWEN_CACHE": "off"}).cache is None
    assert read_settings({"GONGWEN_CACHE": str(tmp_path)}).cache == tmp_path
