"""Jupyter notebooks: their metadata, their first cell, and their validation.

https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

SUFFIX = ".ipynb"
"""The suffix of notebooks."""

_VERSION = 4
"""The newest version of the format."""
_MAPPINGS = ("kernelspec", "language_info", "mystnb")
"""Keys of the metadata whose values are mappings."""
_CELL_TYPES = frozenset({"code", "markdown", "raw"})


def notebook_problem(source: str) -> tuple[int, str] | None:
    """Return the line, from 1, and the mistake in an invalid notebook; None if it is valid.

    MyST-NB stops the build with an exception at an invalid one.
    """
    try:
        notebook = json.loads(source)
    except json.JSONDecodeError as error:
        return error.lineno, f"the notebook is not JSON ({error.msg}); save it again in Jupyter"
    except RecursionError:
        return 1, "the notebook is nested too deep; save it again in Jupyter"
    if fault := _fault(notebook):
        return 1, f"the notebook has {fault}; save it again in Jupyter"
    return None


def _fault(notebook: object) -> str:
    """Return the mistake in a notebook, to follow ``has``; empty if it is valid."""
    version = notebook.get("nbformat") if isinstance(notebook, dict) else None
    if not isinstance(notebook, dict) or not isinstance(version, int) or version > _VERSION:
        return f"no 'nbformat' up to {_VERSION}"
    if version < _VERSION:  # nbformat converts it
        return ""
    metadata, cells = notebook.get("metadata"), notebook.get("cells")
    if not isinstance(metadata, dict) or any(
        not isinstance(metadata.get(key, {}), dict) for key in _MAPPINGS
    ):
        return "no valid 'metadata'"
    if not isinstance(cells, list):
        return "no 'cells'"
    return "" if all(map(_is_cell, cells)) else "a cell that is not complete"


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict) or cell.get("cell_type") not in _CELL_TYPES:
        return False
    if not (_is_text(cell.get("source")) and isinstance(cell.get("metadata"), dict)):
        return False
    outputs = cell.get("outputs") if cell["cell_type"] == "code" else []
    return isinstance(outputs, list) and all(map(_is_output, outputs))


def _is_output(output: object) -> bool:
    if not isinstance(output, dict):
        return False
    kind = output.get("output_type")
    if kind == "stream":
        return _is_text(output.get("text")) and isinstance(output.get("name"), str)
    if kind == "error":
        return isinstance(output.get("traceback"), list)
    is_data = kind in {"display_data", "execute_result"}
    return not is_data or isinstance(output.get("data"), dict)


def _is_text(value: object) -> bool:
    is_lines = isinstance(value, list) and all(isinstance(line, str) for line in value)
    return isinstance(value, str) or is_lines


def notebook_metadata(source: str, keys: Container[str]) -> Iterator[tuple[int, str, Any]]:
    """Yield the lines, from 0, keys and values of a notebook's metadata; nothing if it is invalid.

    Args:
        source: The text of the file.
        keys: The keys to yield; notebooks also have those of the programs that edit them.
    """
    try:
        metadata = json.loads(source)["metadata"].items()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return
    for key, value in metadata:
        if key in keys:
            yield _line(source, source.rfind(f"{json.dumps(key)}:")), key, value


def first_cell(source: str) -> tuple[str, int]:
    """Return the text of the first cell and its line, from 1, unless it is code."""
    try:
        cell = json.loads(source)["cells"][0]
        text = cell["source"]
        if cell["cell_type"] == "code":
            return "", 1
        joined = text if isinstance(text, str) else "".join(map(str, text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "", 1
    return joined, _line(source, source.find('"source"')) + 1


def _line(source: str, position: int) -> int:
    return source.count("\n", 0, max(position, 0))
