"""The tests test this checkout, not another copy that happens to be installed."""

from pathlib import Path

import extractors
import flows

ROOT = Path(__file__).resolve().parent
for package in (extractors, flows):
    found = Path(str(package.__file__)).resolve().parent
    assert found == ROOT / package.__name__, f"{package.__name__} comes from {found}, not from {ROOT}; run `make setup`"
