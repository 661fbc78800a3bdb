"""The guide's page on print names every trim size, and its margins and words are right."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from sphinx_bindery.print.gutters import SHOP_MARGINS
from sphinx_bindery.print.hyphenation import hyphenation
from sphinx_bindery.print.lengths import MILLIMETRES
from sphinx_bindery.print.margins import margins_error
from sphinx_bindery.print.trim_sizes import TRIM_SIZES, trim_size_error

PAGE = (Path(__file__).parents[2] / "guide" / "print.md").read_text(encoding="utf-8")


def settings() -> dict[str, object]:
    """Return the values of the options in the page's examples of conf.py."""
    found: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE):
        for statement in ast.parse(block).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                found[statement.targets[0].id] = ast.literal_eval(statement.value)
    return found


def test_the_table_names_every_trim_size() -> None:
    section = PAGE.partition("## Choose a trim size")[2].partition("\n## ")[0]
    names = set(re.findall(r'`"([\w.-]+)"`', section))
    assert names == set(TRIM_SIZES)


def test_the_examples_are_valid() -> None:
    found = settings()
    assert trim_size_error(found["bindery_paper"]) == ""
    assert margins_error(found["bindery_margins"]) == ""
    words = found["bindery_hyphenation"]
    assert isinstance(words, list)
    assert hyphenation(words)[1] == []


def test_the_table_of_gutters_is_that_of_the_code() -> None:
    for shop in ("kdp", "lulu"):
        (row,) = re.findall(rf'^\| `"{shop}"` \| ([^|]+) \| [^|]+\|$', PAGE, re.MULTILINE)
        inches = [float(number) for number in re.findall(r"([\d.]+) in", row)]
        millimetres = [gutter.inner for gutter in SHOP_MARGINS[shop].gutters]
        assert [round(it * MILLIMETRES["in"], 2) for it in inches] == [
            round(it, 2) for it in millimetres
        ]
