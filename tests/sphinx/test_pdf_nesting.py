"""Blocks and styles that are nested deeper than Typst can lay out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .epub_reading import Epub
from .pdf_reading import built

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

    MakeApp = Callable[..., SphinxTestApp]

CONF = """
import random
from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

project = "Deep"
author = "N. N."
extensions = ["myst_parser", "sphinx_bindery"]
myst_enable_extensions = ["deflist"]

def paragraph(text):
    return nodes.paragraph(text, text)

def item(*children):
    return nodes.list_item("", *children)

def table(child, stub):
    specs = [nodes.colspec(colwidth=1, stub=stub), nodes.colspec(colwidth=1)]
    row = nodes.row("", nodes.entry("", paragraph("A")), nodes.entry("", child))
    head = nodes.row("", nodes.entry("", paragraph("H")), nodes.entry("", paragraph("I")))
    parts = [nodes.tbody("", row)] if stub else [nodes.thead("", head), nodes.tbody("", row)]
    group = nodes.tgroup("", *specs, *parts, cols=2)
    return nodes.table("", nodes.title("", "Caption"), group)

def options(child):
    group = nodes.option_group("", nodes.option("", nodes.option_string("", "-a")))
    return nodes.option_list("", nodes.option_list_item("", group, nodes.description("", child)))

def definitions(child):
    term = nodes.term("", "Term")
    content = nodes.definition("", paragraph("first"), child)
    return nodes.definition_list("", nodes.definition_list_item("", term, content))

def described(child):
    signature = addnodes.desc_signature("", "", addnodes.desc_name("", "name"))
    content = addnodes.desc_content("", paragraph("first"), child)
    return addnodes.desc("", signature, content, domain="py", objtype="class")

KINDS = {
    "quotation": lambda c: nodes.block_quote("", c, nodes.attribution("", "Who")),
    "epigraph": lambda c: nodes.block_quote("", c, classes=["epigraph"]),
    "list": lambda c: nodes.bullet_list("", item(paragraph("before"), c), item(paragraph("next"))),
    "numbered list": lambda c: nodes.enumerated_list("", item(c, paragraph("after"))),
    "definitions": definitions,
    "fields": lambda c: nodes.field_list(
        "", nodes.field("", nodes.field_name("", "name"), nodes.field_body("", c))
    ),
    "options": options,
    "note": lambda c: nodes.note("", c),
    "admonition": lambda c: nodes.admonition("", nodes.title("", "Title"), c),
    "topic": lambda c: nodes.topic("", nodes.title("", "Title"), c),
    "card": lambda c: nodes.container("", c, classes=["sd-card"]),
    "compound": lambda c: nodes.compound("", c),
    "table": lambda c: table(c, 0),
    "table with row headers": lambda c: table(c, 1),
    "figure": lambda c: nodes.figure(
        "", nodes.image(uri="dot.png", alt="dot"), nodes.caption("", "Caption"), nodes.legend("", c)
    ),
    "description": described,
    "version": lambda c: addnodes.versionmodified("", "", c, type="versionadded"),
}

class Deep(SphinxDirective):
    required_arguments = 2
    final_argument_whitespace = True
    has_content = True

    def run(self):
        levels, kinds = self.arguments
        names = kinds.split(", ")
        random.seed(f"{levels} {kinds}")
        inner = nodes.container("", *self.parse_content_to_nodes())
        for level in range(int(levels)):
            name = random.choice(list(KINDS)) if kinds == "random" else names[level % len(names)]
            inner = KINDS[name](inner)
        self.set_source_info(inner)
        return [inner]

def setup(app):
    app.add_directive("deep", Deep)
"""
INNER = """
    LEAF{number} *a* :sub:`b` |dot| `link <https://a.example>`_ ``code`` :math:`x`

    .. image:: dot.png
       :alt: dot
       :target: https://a.example

    .. code-block:: python
       :caption: Code
       :linenos:

       x = 1

    .. math:: x^2

    ====  ====
    Head  Head
    ====  ====
    cell  cell
    ====  ====
"""
ALONE = ("quotation", "epigraph", "list", "numbered list", "definitions", "fields", "options")
ALONE += ("note", "admonition", "topic", "card", "table", "table with row headers", "figure")
ALONE += ("description", "version")


@pytest.fixture
def make_project(make_app: MakeApp, tmp_path: Path) -> Callable[[str, str], SphinxTestApp]:
    """Return a function that makes the application of a book with one chapter."""

    def make(name: str, text: str, builder: str = "pdf") -> SphinxTestApp:
        dot = bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c"
            "63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
        )
        (tmp_path / "dot.png").write_bytes(dot)
        (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
        index = "Deep\n====\n\n.. toctree::\n\n   chapter\n"
        (tmp_path / "index.rst").write_text(index, encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
        return make_app(builder, srcdir=tmp_path)

    return make


def warnings(app: SphinxTestApp) -> list[str]:
    """Return the warnings, without colors and without the folder of the source."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    return plain.replace(f"{app.srcdir}/", "").splitlines()


def test_any_blocks_can_be_nested_at_any_depth(make_project: MakeApp) -> None:
    cases = [(100 if kind in {"quotation", "table"} else 30, kind) for kind in ALONE]
    cases += [(levels, "random") for levels in (11, 16, 30, 100)]
    text = "Chapter\n=======\n\n.. |dot| image:: dot.png\n"
    for number, (levels, kinds) in enumerate(cases):
        text += f"\n.. deep:: {levels} {kinds}\n{INNER.format(number=number)}\n"
    app = make_project("chapter.rst", text)
    pdf = built(app)
    found = warnings(app)
    assert all(
        re.match(r"chapter\.rst:\d+: WARNING: nesting: .* is nested too deep for the PDF", line)
        for line in found
    ), found
    assert len(found) > len(ALONE)
    shown = " ".join(pdf.pages).replace(" ", "")
    assert [number for number in range(len(cases)) if f"LEAF{number}a" not in shown] == []


def test_a_few_levels_are_as_written(make_project: MakeApp) -> None:
    text = "\n".join(f".. deep:: 4 {kind}\n\n   text\n" for kind in ALONE)
    app = make_project("chapter.rst", f"Chapter\n=======\n\n{text}")
    pdf = built(app)
    assert warnings(app) == []
    assert pdf.tags["BlockQuote"] == 8


def test_nested_lists_share_the_last_level(make_project: MakeApp) -> None:
    levels = "".join(f"{'  ' * level}- item {level}\n" for level in range(100))
    app = make_project("chapter.md", f"# Chapter\n\n{levels}\nThe end.\n")
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("chapter.md:18: WARNING: nesting: bullet list is nested too deep")
    text = " ".join(pdf.pages)
    assert [int(found) for found in re.findall(r"item (\d+)", text)] == [*range(100)]
    assert "The end." in text
    assert pdf.tags["LI"] == 100
    assert pdf.tags["L"] == 15


def test_nested_styles(make_project: MakeApp) -> None:
    tags = "<b><i>x " * 60 + "inner" + "</i></b>" * 60
    nested = "".join(f"*{'*' * (level % 2)}x{level} " for level in range(40))
    markdown = nested + "".join(f" y{'*' * (1 + level % 2)}" for level in reversed(range(40)))
    app = make_project("chapter.md", f"# Chapter\n\na {tags} b\n\nc {markdown} d\n\nThe end.\n")
    pdf = built(app)
    found = warnings(app)
    assert found
    assert all("chapter.md:3: WARNING: <" in line and "nested too deep" in line for line in found)
    text = " ".join(pdf.pages)
    assert "inner b" in text
    assert "x39" in text
    assert "The end." in text


def test_chained_notes_and_formulas(make_project: MakeApp) -> None:
    notes = "".join(f"[^{n}]: note{n}.[^{n + 1}]\n\n" for n in range(1, 100))
    formulas = "".join(f"$${opening * 60}x{'}' * 60}$$\n\n" for opening in ("{", "\\sqrt{", "x^{"))
    app = make_project("chapter.md", f"# Chapter\n\na[^1]\n\n{formulas}{notes}[^100]: last\n")
    pdf = built(app)
    text = " ".join(pdf.pages)
    assert [n for n in range(1, 100) if f"note{n}." not in text] == []
    assert "last" in text
    assert [w for w in warnings(app) if "footnote" not in w] == []
    assert "chapter.md:25" in warnings(app)[0]


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_other_outputs_keep_all_levels(make_project: MakeApp, builder: str, tmp_path: Path) -> None:
    levels = "".join(f"{'  ' * level}- item {level}\n" for level in range(100))
    tables = "<table><tr><td>" * 100 + "innermost" + "</td></tr></table>" * 100
    quotes = f"{'>' * 100} quoted"
    text = f"# Chapter\n\n{levels}\n\nThe end.\n\n{tables}\n\n{quotes}\n"
    app = make_project("chapter.md", text, builder)
    app.build()
    shown = _text_of(app, tmp_path)
    for expected in ("item 99", "The end.", "quoted"):
        assert expected in shown
    if builder == "html":
        assert warnings(app) == []
        assert "innermost" in shown
    else:
        (warning,) = warnings(app)
        assert warning.startswith("chapter.md:107: WARNING: raw HTML: it is nested too deep")
        assert "innermost" in shown


def test_markdown_that_is_nested_too_deep_is_reported(make_project: MakeApp) -> None:
    levels = "".join(f"{'  ' * level}- item {level}\n" for level in range(200))
    app = make_project("chapter.md", f"# Chapter\n\n{levels}", "html")
    app.build()
    (warning,) = warnings(app)
    assert re.match(r"chapter\.md:\d+: WARNING: nesting: blocks are nested more than 150", warning)
    assert warning.endswith("[bindery.nesting]")


def _text_of(app: SphinxTestApp, folder: Path) -> str:
    """Return the text of the chapter in the site or the ePub."""
    if app.builder.name == "html":
        page = (folder / "_build" / "html" / "chapter.html").read_text(encoding="utf-8")
        return re.sub("<[^>]*>", "", page)
    return "".join(
        map(str, Epub.in_folder(folder / "_build" / "epub").xml("text/chapter.xhtml").itertext())
    )
