"""The tests test this checkout, not another copy that happens to be installed."""

import os
from pathlib import Path

from hypothesis import settings

import extractors
import flows

ROOT = Path(__file__).resolve().parent
for package in (extractors, flows):
    found = Path(str(package.__file__)).resolve().parent
    assert found == ROOT / package.__name__, f"{package.__name__} comes from {found}, not from {ROOT}; run `make setup`"

# The same examples on every run; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
