"""The mutation score of ``sphinx_anthology/core``: how many small faults the tests in core notice.

A random sample of mutants is tried in a copy of the project: first with the test files that import
the mutated module, and, if these pass, with all tests in ``tests/core``. Tools such as mutmut and
cosmic-ray run one command for all modules and all mutants, which takes many times as long.

Usage: ``python -m benchmarks.mutation_score [number of mutants] [seed]``
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CORE = Path("_ext/sphinx_anthology/core")
TESTS = Path("tests/core")
SECONDS = 90
"""A test run that takes longer counts as one that failed."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one expression.

    Attributes:
        module: The path of the module in the project.
        line: The line of the expression.
        before: The expression.
        after: The changed expression.
        source: The text of the whole module with the change.
    """

    module: Path
    line: int
    before: str
    after: str
    source: str


def changes(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the changed forms of an expression: operators, truth values, numbers, negations."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARED:
            changed = copy.deepcopy(node)
            changed.ops = [_COMPARED[type(operator)]()]
            yield changed
        case ast.BoolOp():
            changed_test = copy.deepcopy(node)
            changed_test.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield changed_test
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            changed_sum = copy.deepcopy(node)
            changed_sum.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield changed_sum
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.IfExp():
            yield ast.IfExp(node.test, node.orelse, node.body)


def mutants(module: Path) -> Iterator[Mutant]:
    """Yield the mutants of a module."""
    source = (ROOT / module).read_text("utf-8")
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.expr) or node.end_lineno is None or node.end_col_offset is None:
            continue
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        data = source.encode()
        for changed in changes(node):
            after = f"({ast.unparse(changed)})"
            text = data[:begin] + after.encode() + data[end:]
            yield Mutant(module, node.lineno, data[begin:end].decode(), after, text.decode())


def tests_of(module: Path) -> list[str]:
    """Return the test files that import a module; all of them if none does."""
    name = ".".join(module.with_suffix("").parts[1:])
    parent, _, last = name.rpartition(".")
    imports = (name, f"from {parent} import {last}")
    files = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / TESTS).glob("test_*.py"))
        if any(text in path.read_text("utf-8") for text in imports)
    ]
    return files or [TESTS.as_posix()]


def passes(folder: Path, tests: list[str]) -> bool:
    """Return whether tests pass in a copy of the project."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        run = subprocess.run(
            command,
            cwd=folder,
            check=False,
            capture_output=True,
            timeout=SECONDS,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def survives(folder: Path, mutant: Mutant) -> bool:
    """Return whether all tests pass with a mutant."""
    file = folder / mutant.module
    original = file.read_bytes()
    file.write_text(mutant.source, encoding="utf-8")
    try:
        return passes(folder, tests_of(mutant.module)) and passes(folder, [TESTS.as_posix()])
    finally:
        file.write_bytes(original)


def main() -> None:
    """Try a sample of mutants, and print those that survive, and the score."""
    number, seed = (int(text) for text in (sys.argv[1:] + ["100", "1"][len(sys.argv) - 1 :]))
    modules = sorted(path.relative_to(ROOT) for path in (ROOT / CORE).rglob("*.py"))
    everything = [mutant for module in modules for mutant in mutants(module)]
    chosen = random.Random(seed).sample(everything, min(number, len(everything)))
    survivors = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ignored = shutil.ignore_patterns(".*", "__pycache__", "_build", "node_modules")
        shutil.copytree(ROOT, folder, ignore=ignored, dirs_exist_ok=True)
        if not passes(folder, [TESTS.as_posix()]):
            sys.exit("the tests fail without a mutant; run them first: pytest tests/core")
        for tried, mutant in enumerate(chosen, 1):
            if survives(folder, mutant):
                survivors += 1
                print(f"{mutant.module}:{mutant.line}: {mutant.before} -> {mutant.after}")
            print(f"{tried - survivors} of {tried} noticed", flush=True)
    print(f"{len(everything)} mutants, {len(chosen)} tried, seed {seed}")


if __name__ == "__main__":
    main()
