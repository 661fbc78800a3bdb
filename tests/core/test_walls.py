"""Imports run one way: the core knows no Sphinx, and the two extensions not each other."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[2] / "_ext"
CORE = sorted((EXTENSIONS / "anthology" / "core").glob("*.py"))


def imported(source: str, package: str) -> set[str]:
    """Return the full names of what a module of ``package`` imports, relatively or not."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            relative = "." * node.level + (node.module or "")
            module = importlib.util.resolve_name(relative, package)
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def imports_of(file: Path) -> set[str]:
    package = ".".join(file.parent.relative_to(EXTENSIONS).parts)
    return imported(file.read_text(encoding="utf-8"), package)


def outside(names: set[str], package: str) -> set[str]:
    """Return the names that belong to our extensions, and not to ``package``."""
    return {
        name
        for name in names
        if name.partition(".")[0] in {"anthology", "bindery"}
        and not f"{name}.".startswith(f"{package}.")
    }


@pytest.mark.parametrize(
    "source",
    [
        "from ..scan import Scan",
        "from .. import scan",
        "from anthology.scan import Scan",
        "from anthology import scan",
        "import anthology.scan",
        "import anthology",
        "def f():\n    from bindery.dates import clock",
        "if TYPE_CHECKING:\n    from ..corelike import a",
    ],
)
def test_an_import_that_leaves_the_core_is_seen(source: str) -> None:
    assert outside(imported(source, "anthology.core"), "anthology.core")


def test_imports_that_stay_in_the_core_are_none_of_these() -> None:
    source = "import re\nimport yaml\nfrom .post import Post\nfrom ..core import post\n"
    assert outside(imported(source, "anthology.core"), "anthology.core") == set()


def test_the_core_imports_nothing_of_ours_but_itself() -> None:
    left = {file.name: outside(imports_of(file), "anthology.core") for file in CORE}
    assert len(left) > 10
    assert {name: found for name, found in left.items() if found} == {}


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


@pytest.mark.parametrize("extension", ["anthology", "bindery"])
def test_the_extensions_do_not_import_each_other(extension: str) -> None:
    files = sorted((EXTENSIONS / extension).rglob("*.py"))
    assert files
    assert [file.name for file in files if outside(imports_of(file), extension)] == []


def test_no_file_outgrows_its_idea() -> None:
    sizes = {
        str(file.relative_to(EXTENSIONS)): len(file.read_text(encoding="utf-8").splitlines())
        for file in EXTENSIONS.rglob("*.py")
    }
    assert {name: lines for name, lines in sizes.items() if lines > 320} == {}
