"""Notebooks as bloggers have them: broken ones, and notebooks in Markdown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

pytest.importorskip("myst_nb", reason="myst-nb comes with tests/requirements.txt")

KERNEL = "file_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n"
CELL = '```{code-cell} python\nprint("a code")\n```\n'
CELLS = [{"cell_type": "markdown", "metadata": {}, "source": "# Whole\n\nA text."}]
WHOLE = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
OUTPUT = {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": 1}}
CODE = {"cell_type": "code", "metadata": {}, "source": "a code", "execution_count": 1}
FILES = {
    # a date that JSON cannot hold
    "posts/dated.md": f"---\ndate: 2014-07-07\n{KERNEL}---\n\n# Dated\n\n{CELL}",
    "posts/options.md": (
        f"---\n{KERNEL}---\n\n# Options\n\nBefore.\n\n"
        "```{code-cell} python\n---\ntags: [a\n---\na code\n```\n\nAfter.\n"
    ),
    "posts/loaded.md": (
        f"---\n{KERNEL}---\n\n# Loaded\n\n```{{code-cell}} python\n:load: gone.py\n```\n\nAfter.\n"
    ),
    "posts/plain.md": f"# Plain\n\n{CELL}",
    "posts/conflict.ipynb": "{\n<<<<<<< HEAD\n",
    "posts/output.ipynb": json.dumps({**WHOLE, "cells": [*CELLS, {**CODE, "outputs": [OUTPUT]}]}),
    "posts/whole.ipynb": json.dumps(WHOLE),
}
TEXTS = {
    "dated": ["Dated", "a code"],
    "options": ["Options", "Before.", "a code", "After."],
    "loaded": ["Loaded", "After."],
    "plain": ["Plain", "a code"],
    "output": ["Whole", "A text.", "a code"],
    "whole": ["Whole", "A text."],
}
WARNINGS = {
    "conflict.ipynb:2": "the notebook is not JSON",
    "loaded.md:1": "notebook: MyST-NB cannot read it",
    "options.md:10": "notebook: MyST-NB cannot read it",
    "output.ipynb:1": "notebook: MyST-NB cannot read it",
    "plain.md:3": "Found an unexpected `code-cell`",
}


@pytest.mark.parametrize("output", ["html", "pdf", "epub"])
def test_no_notebook_ends_a_build(project: Project, output: str) -> None:
    project.write(FILES)
    extensions = ["myst_nb", "sphinx_anthology", "sphinx_bindery"]
    # Sphinx shares the default suffixes between builds of one process, and parsers remove some
    suffixes = {".rst": "restructuredtext", ".md": "myst-nb", ".ipynb": "myst-nb"}
    options = {"extensions": extensions, "nb_execution_mode": "off", "source_suffix": suffixes}
    build = project.build(output, confoverrides=options)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", build.warnings)
    found = dict(re.findall(r"posts/([\w.]+:\d+): WARNING: (.*)", plain))
    assert {
        place: message for place, message in found.items() if "lexer" not in message
    }.keys() == (WARNINGS.keys())
    assert all(found[place].startswith(message) for place, message in WARNINGS.items())
    if output == "html":
        for name, texts in TEXTS.items():
            shown = " ".join(build.page(f"posts/{name}").text_content().split())
            assert all(text in shown for text in texts), name
        assert not (build.outdir / "posts" / "conflict.html").exists()
    else:
        whole = b"".join(content for _name, content in build.texts()).decode(errors="replace")
        assert all(text in whole for texts in TEXTS.values() for text in texts[:1])
