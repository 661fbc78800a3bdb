"""The architecture: imports run one way, without circles, and files stay small.

Imports under ``TYPE_CHECKING`` count too.
"""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[2] / "_ext"
PACKAGES = ("sphinx_anthology", "sphinx_bindery")
CORE = "sphinx_anthology.core"
IMPORTING = "sphinx_anthology.importing"
COMMON = "sphinx_bindery.common"

ANTHOLOGY_LAYERS = (
    ("core",),
    (
        "options",
        "warnings",
        "build_cache",
        "build_catalogue",
        "documents",
        "message_catalogues",
        "page_languages",
        "source_suffixes",
    ),
    ("nodes",),
    ("directives",),
    ("domain",),
    ("reading",),
    ("rendering",),
    ("incremental",),
    ("site",),
    ("ablog",),
    ("importing",),
    ("commands",),
    ("__main__",),
)
"""The parts of ``sphinx_anthology``, lowest layer first; a module imports its own and lower ones.

The package itself (``setup()``) is above all of them.
"""

BINDERY_LAYERS = (
    ("common",),
    (
        "options",
        "metadata",
        "book",
        "book_file",
        "full_disk",
        "formulas",
        "pdf_pages",
        "pictures",
        "raw_html",
        "ruby",
        "sphinx_options",
        "other_extensions",
    ),
    ("pdf", "epub", "html", "latex", "print"),
    ("speedups",),
    ("live",),
)

MAX_LINES = 320


def module_files() -> dict[str, Path]:
    """Return the files of both extensions by the full names of their modules."""
    found = {}
    for package in PACKAGES:
        for file in sorted((EXTENSIONS / package).rglob("*.py")):
            name = ".".join(file.relative_to(EXTENSIONS).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = file
    return found


FILES = module_files()


def imported(source: str, package: str, known: set[str]) -> set[str]:
    """Return the names of the known modules that a source text of ``package`` imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            relative = "." * node.level + (node.module or "")
            module = importlib.util.resolve_name(relative, package)
            for alias in node.names:
                name = f"{module}.{alias.name}"
                names.add(name if name in known else module)
    return names & known


def import_graph() -> dict[str, set[str]]:
    """Return for each module of both extensions the modules of theirs that it imports."""
    known = set(FILES)
    graph = {}
    for name, file in FILES.items():
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        graph[name] = imported(file.read_text(encoding="utf-8"), package, known) - {name}
    return graph


GRAPH = import_graph()


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the strongly connected components of more than one module (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            position = stack.index(name)
            if len(component := stack[position:]) > 1:
                found.append(sorted(component))
            del stack[position:]

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found


def layer_of(module: str, layers: tuple[tuple[str, ...], ...]) -> int:
    """Return the number of the layer that a module belongs to."""
    _package, _dot, rest = module.partition(".")
    if not rest:
        return len(layers)
    part = rest.partition(".")[0]
    return next(number for number, parts in enumerate(layers) if part in parts)


@pytest.mark.parametrize(
    "source",
    [
        "from ..scan import Scan",
        "from .. import scan",
        "from top.scan import Scan",
        "from top import scan",
        "import top.scan",
        "def f():\n    from top.scan import Scan",
        "if TYPE_CHECKING:\n    from ..scan import Scan",
    ],
)
def test_every_form_of_import_is_found(source: str) -> None:
    assert imported(source, "top.core", {"top.scan", "top.core"}) == {"top.scan"}


def test_a_circle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"a"}}
    assert circles(graph) == [["a", "b", "c"]]


@pytest.mark.parametrize(
    "package",
    [
        "sphinx_anthology",
        "sphinx_bindery",
    ],
)
def test_no_circle_of_imports(package: str) -> None:
    assert [circle for circle in circles(GRAPH) if circle[0].startswith(package)] == []


@pytest.mark.parametrize(
    ("package", "layers"),
    [
        ("sphinx_anthology", ANTHOLOGY_LAYERS),
        ("sphinx_bindery", BINDERY_LAYERS),
    ],
)
def test_imports_run_from_higher_layers_to_lower_ones(
    package: str, layers: tuple[tuple[str, ...], ...]
) -> None:
    modules = {
        name: others for name, others in GRAPH.items() if f"{name}.".startswith(f"{package}.")
    }
    assert len(modules) > 50
    against = {
        f"{name} -> {other}"
        for name, others in modules.items()
        for other in others
        if other.startswith(f"{package}.") and layer_of(other, layers) > layer_of(name, layers)
    }
    assert against == set()


def test_bindery_does_not_import_anthology() -> None:
    assert not [
        f"{name} -> {other}"
        for name, others in GRAPH.items()
        for other in others
        if name.startswith("sphinx_bindery") and other.startswith("sphinx_anthology")
    ]


def test_anthology_imports_only_the_common_part_of_bindery() -> None:
    assert not [
        f"{name} -> {other}"
        for name, others in GRAPH.items()
        for other in others
        if name.startswith("sphinx_anthology")
        and other.startswith("sphinx_bindery")
        and not f"{other}.".startswith(f"{COMMON}.")
    ]


def test_the_core_runs_without_sphinx_and_docutils() -> None:
    core = [name for name in FILES if f"{name}.".startswith((f"{CORE}.", f"{IMPORTING}."))]
    assert len(core) > 40
    blocked = ["sphinx", "docutils", "myst_parser"]
    program = (
        "import importlib, sys, types\n"
        f"sys.modules.update(dict.fromkeys({blocked}))\n"
        f"for name in {PACKAGES}:\n"
        "    package = sys.modules[name] = types.ModuleType(name)\n"
        f"    package.__path__ = [{str(EXTENSIONS)!r} + '/' + name]\n"
        f"for name in {core}:\n"
        "    importlib.import_module(name)\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_no_file_is_too_long() -> None:
    sizes = {
        name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in FILES.items()
    }
    assert {name: lines for name, lines in sizes.items() if lines > MAX_LINES} == {}


def test_no_folder_is_too_full() -> None:
    folders: dict[Path, int] = {}
    for file in FILES.values():
        folders[file.parent] = folders.get(file.parent, 0) + 1
    assert {str(folder): count for folder, count in folders.items() if count > 16} == {}
