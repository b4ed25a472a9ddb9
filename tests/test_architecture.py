"""The house stays as it is drawn: a module a kind, a gold file a kind, imports one way, no Prefect in the library."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from extractors import rules
from extractors.mention import MENTION_KINDS

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "extractors"
SOURCES = sorted(LIBRARY.rglob("*.py"))


def _rule_modules() -> list[ModuleType]:
    names = sorted(path.stem for path in (LIBRARY / "rules").glob("*.py") if path.stem != "__init__")
    modules = [import_module(f"extractors.rules.{name}") for name in names]
    return [module for module in modules if hasattr(module, "extract")]


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_every_rule_stands_in_rules() -> None:
    assert {rule.kind for rule in rules.RULES} == {module.kind for module in _rule_modules()}


def test_kind_is_module_name_and_kind_of_mention() -> None:
    for module in _rule_modules():
        assert module.kind == module.__name__.rsplit(".", 1)[-1]
        assert module.kind in MENTION_KINDS


@pytest.mark.parametrize("kind", [rule.kind for rule in rules.RULES])
def test_every_rule_has_gold(kind: str) -> None:
    assert (ROOT / "corpus" / "gold" / f"{kind}.jsonl").stat().st_size > 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_library_knows_no_prefect_and_no_environment(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(path)}
    assert not roots & {"prefect", "flows", "typer", "rich"}
    assert "environ" not in path.read_text(encoding="utf-8")


def test_library_never_prints() -> None:
    for path in SOURCES:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        assert "print" not in names, path


def test_data_folders_hold_no_python() -> None:
    for folder in ("models", "corpus"):
        assert not list((ROOT / folder).rglob("*.py"))


def test_imports_point_one_way() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
