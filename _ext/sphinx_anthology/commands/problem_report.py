"""Reports of problems of posts as text, JSON and SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sphinx_anthology.core.frontmatter.problem import Problem

    Found: TypeAlias = Sequence[tuple[Path, Problem]]


def _text(found: Found) -> str:
    """Return a line ``file:line: message [anthology.kind]`` for each problem."""
    return "".join(
        f"{path}:{problem.line}: {problem.message} [anthology.{problem.kind}]\n"
        for path, problem in found
    )


def _json(found: Found) -> str:
    """Return the problems as a JSON array."""
    return _dumped(
        [
            {
                "file": path.as_posix(),
                "line": problem.line,
                "kind": f"anthology.{problem.kind}",
                "message": problem.message,
            }
            for path, problem in found
        ]
    )


def _sarif(found: Found) -> str:
    """Return the problems as a log of SARIF 2.1.0 with one run (sections 3.13, 3.14 and 3.27)."""
    rules = sorted({f"anthology.{problem.kind}" for _path, problem in found})
    driver = {"name": "sphinx-anthology", "rules": [{"id": rule} for rule in rules]}
    results = [
        {
            "ruleId": f"anthology.{problem.kind}",
            "ruleIndex": rules.index(f"anthology.{problem.kind}"),
            "level": "warning",
            "message": {"text": problem.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _address(path)},
                        "region": {"startLine": max(problem.line, 1)},
                    }
                }
            ],
        }
        for path, problem in found
    ]
    return _dumped(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            "sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
    )


def _address(path: Path) -> str:
    """Return a URI reference; relative paths stay relative, as code hosts require."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Found], str]] = {"text": _text, "json": _json, "sarif": _sarif}
"""The functions that return a report, by the name of its format."""
