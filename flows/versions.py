"""Who made an output: this program, by version."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def producer() -> dict[str, str]:
    """Give what stands as `producer` in every JSON file."""
    return {"name": "gongwen", "version": version_of("gongwen")}


def version_of(package: str) -> str:
    """Give the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
