"""Imports run one way: the core knows no Sphinx, and the two extensions not each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[2] / "_ext"
CORE = sorted((EXTENSIONS / "anthology" / "core").glob("*.py"))


def imported(file: Path) -> set[str]:
    """Return the top-level packages that a file imports by absolute name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_the_core_imports_where_sphinx_and_docutils_are_not() -> None:
    blocked = ["sphinx", "docutils", "myst_parser", "bindery"]
    program = (
        "import importlib, sys, types\n"
        f"sys.modules.update(dict.fromkeys({blocked}))\n"
        "package = sys.modules['anthology'] = types.ModuleType('anthology')\n"
        f"package.__path__ = [{str(EXTENSIONS / 'anthology')!r}]\n"
        f"for name in {[file.stem for file in CORE]}:\n"
        "    importlib.import_module('anthology.core.' + name)\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(("here", "there"), [("anthology", "bindery"), ("bindery", "anthology")])
def test_the_extensions_do_not_import_each_other(here: str, there: str) -> None:
    files = sorted((EXTENSIONS / here).rglob("*.py"))
    assert files
    assert [file.name for file in files if there in imported(file)] == []


def test_no_file_outgrows_its_idea() -> None:
    sizes = {
        str(file.relative_to(EXTENSIONS)): len(file.read_text(encoding="utf-8").splitlines())
        for file in EXTENSIONS.rglob("*.py")
    }
    assert {name: lines for name, lines in sizes.items() if lines > 320} == {}
