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


def kinds(folder: Path, *, recursive: bool = True) -> set[str]:
    """Return the subtypes of the warnings in the modules of a folder."""
    modules = folder.rglob("*.py") if recursive else folder.glob("*.py")
    return {
        kind
        for module in modules
        for kind in re.findall(r'subtype="(\w+)"', module.read_text(encoding="utf-8"))
    }


def test_every_kind_of_warning_is_named() -> None:
    bindery = REPOSITORY / "_ext" / "sphinx_bindery"
    general = (REPOSITORY / "guide" / "warnings.md").read_text(encoding="utf-8")
    here, elsewhere = (set(re.findall(r"`bindery\.(\w+)`", text)) for text in (GUIDE, general))
    of_epub = (
        kinds(bindery / "epub") | kinds(bindery / "formulas") | kinds(bindery, recursive=False)
    )
    assert of_epub | kinds(bindery / "common") <= here | elsewhere
    assert here <= kinds(bindery)
