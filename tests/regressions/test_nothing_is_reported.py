"""onnxruntime 1.29 and later keep a device id in the home and report to their maker on import; ours must not."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_engine_leaves_nothing_in_the_home(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "ORT_DISABLE_TELEMETRY"}}
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", "import onnxruntime; print(onnxruntime.__version__)"],
        env=kept | homes,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() and not done.stderr
    assert not list(tmp_path.iterdir())
