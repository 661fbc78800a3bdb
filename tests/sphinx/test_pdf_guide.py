"""The examples of the guide's page on the PDF work, and its table is the list of options."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.pdf.options import OPTIONS

from .pdf_reading import built

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

PAGE = (Path(__file__).parents[2] / "guide" / "pdf.md").read_text(encoding="utf-8")


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def small_book(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> Callable[[str], SphinxTestApp]:
    """Return a function that builds the small book with lines added to its conf.py."""

    def make(conf: str) -> SphinxTestApp:
        source = tmp_path / "source"
        shutil.copytree(rootdir / "test-pdf-basic", source)
        with (source / "conf.py").open("a", encoding="utf-8") as file:
            file.write(conf)
        return make_app("pdf", srcdir=source)

    return make


def test_the_table_lists_all_options() -> None:
    rows = re.findall(r"^\| `(bindery_\w+)` \| `(.*?)` \|", PAGE, re.MULTILINE)
    written = {name: default.replace('"', "'") for name, default in rows}
    assert written == {option.name: repr(option.default) for option in OPTIONS}


def test_the_example_of_options(small_book: Callable[[str], SphinxTestApp]) -> None:
    options, _nodes = fences("python")
    app = small_book(options)
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert round(float(pdf.pdf.pages[0].mediabox[2])) == 420
    assert pdf.xmp["conformance"] == "A"


def test_the_example_of_a_node(
    small_book: Callable[[str], SphinxTestApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _options, example = fences("python")
    role = (
        "\n    def role(name, rawtext, text, lineno, inliner, options=None, content=None):"
        "\n        return [keyboard(rawtext, text)], []"
        '\n    app.add_role("keyboard", role)\n'
    )
    (tmp_path / "guide_example_of_a_node.py").write_text(example + role, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    app = small_book('extensions += ["guide_example_of_a_node"]\nbindery_keep_typst = True\n')
    Path(app.srcdir, "three.rst").write_text(
        "The third chapter\n=================\n\nPress :keyboard:`Enter`.\n", encoding="utf-8"
    )
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert any("Press Enter" in page for page in pdf.pages)
    kept = "".join(path.read_text(encoding="utf-8") for path in Path(app.outdir).rglob("*.typ"))
    assert "Press #smallcaps[Enter];" in kept


def test_the_example_of_a_template(small_book: Callable[[str], SphinxTestApp]) -> None:
    (example,) = fences("typst")
    app = small_book('bindery_template = "own.typ"\n')
    Path(app.srcdir, "own.typ").write_text(example, encoding="utf-8")
    pdf = built(app)
    assert app.warning.getvalue() == ""
    # Five titles of chapters and the word in a note; the contents repeat the titles.
    assert pdf.tags["Em"] == 5 + 1 + 5
