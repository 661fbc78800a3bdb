"""The guide names every option and every warning of the ePub."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_bindery.epub import OPTIONS

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "guide" / "epub.md").read_text(encoding="utf-8")


def test_the_table_names_every_option_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(.*?)` \|", GUIDE, re.MULTILINE)
    told = dict(rows)
    expected = {
        option.name: '""' if option.default == "" else repr(option.default) for option in OPTIONS
    }
    assert told == expected


def test_every_kind_of_warning_is_named() -> None:
    modules = [
        *(REPOSITORY / "_ext" / "sphinx_bindery" / "epub").rglob("*.py"),
        *(REPOSITORY / "_ext" / "sphinx_bindery").glob("*.py"),
    ]
    kinds = {
        kind
        for module in modules
        for kind in re.findall(r'subtype="(\w+)"', module.read_text(encoding="utf-8"))
    }
    assert kinds == set(re.findall(r"`bindery\.(\w+)`", GUIDE))
