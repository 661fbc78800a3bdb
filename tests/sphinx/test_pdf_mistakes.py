"""Mistakes of users: a warning names the file and the line, and the PDF is still made."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typst

from sphinx_bindery.pdf.project import TEMPLATE
from sphinx_bindery.pdf.typst.compiler import TypstCompiler
from tests.core.test_image_format import PNG

from .pdf_reading import built

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    MakeApp = Callable[..., SphinxTestApp]

CONF = 'project = "Mistakes"\nauthor = "Ada Example"\nextensions = ["sphinx_bindery"]\n'
INDEX = "Root\n====\n\n.. toctree::\n\n   chapter\n"
TITLE = "Chapter\n=======\n\n"


@pytest.fixture
def book(make_app: MakeApp, tmp_path: Path) -> Callable[..., SphinxTestApp]:
    """Return a function that makes a book of one chapter with this text."""

    def make(text: str, conf: str = "", **options: object) -> SphinxTestApp:
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text(CONF + conf, encoding="utf-8")
        (source / "index.rst").write_text(INDEX, encoding="utf-8")
        (source / "chapter.rst").write_text(TITLE + text, encoding="utf-8")
        return make_app("pdf", srcdir=source, **options)

    return make


def warnings(app: SphinxTestApp) -> list[str]:
    """Return the warnings, without colors and without the folder of the source."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    return plain.replace(f"{app.srcdir}/", "").splitlines()


def test_a_bad_formula_keeps_its_source(book: MakeApp) -> None:
    app = book("A formula.\n\nBad :math:`\\undefinedmacro{x}` one.\n")
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("chapter.rst:6: WARNING: '\\\\undefinedmacro{x}': ")
    assert "the formula is printed as source" in warning
    assert warning.endswith("[bindery.pdf]")
    assert any(r"Bad \undefinedmacro{x} one." in page for page in pdf.pages)


OWN_FONTS = "bindery_system_fonts = False\n"


def test_a_character_without_a_font_is_reported_and_not_printed_as_a_box(book: MakeApp) -> None:
    app = book("Text.\n\nA sign: \N{CJK UNIFIED IDEOGRAPH-6F22}.\n", OWN_FONTS)
    pdf = built(app)
    (warning,) = warnings(app)
    sign = "'\N{CJK UNIFIED IDEOGRAPH-6F22}' (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)"
    assert warning.startswith(f"chapter.rst:6: WARNING: {sign}: no font of the PDF has")
    assert any("U+6F22" in page for page in pdf.pages)
    assert pdf.xmp["part"] == "1"


def test_missing_characters_are_reported_once_a_file_and_script(book: MakeApp) -> None:
    first = "One \u6f22\u5b57 and \U0001f600."
    text = f"{first}\n\nTwo \u6f22\u732b \ud55c\uad6d, \U0001f601 \U0001f602.\n"
    app = book(text, OWN_FONTS + 'project = "\u672c"\n')
    built(app)
    found = [
        re.sub(r"'.' \(U.*?\)", "…", line).partition(":  no font")[0] for line in warnings(app)
    ]
    assert [line.partition(": no font")[0] for line in found] == [
        "WARNING: …",
        "chapter.rst:4: WARNING: … and 2 more (CJK)",
        "chapter.rst:4: WARNING: … and 2 more (symbols)",
        "chapter.rst:6: WARNING: … and 1 more (HANGUL)",
    ]


def test_a_character_of_the_index_alone_is_reported(book: MakeApp) -> None:
    app = book("Text \u6f22.\n\n.. index:: \u0e44\u0e17\u0e22, \u6f22\n", OWN_FONTS)
    pdf = built(app)
    own, index = warnings(app)
    assert own.startswith("chapter.rst:4: WARNING: '\u6f22'")
    assert index.startswith("WARNING: '\u0e17' (U+0E17")
    assert "and 2 more (THAI)" in index
    assert pdf.xmp["part"] == "1"


def test_metadata_and_bookmarks_are_text(book: MakeApp) -> None:
    title = "A \u672c\n---------\n\nText.\n\n.. image:: a.png\n   :alt: A \u732b\n"
    app = book(title, OWN_FONTS + 'project = "\u79c1\u306e"\nauthor = "\u4f5c"\n')
    Path(app.srcdir, "a.png").write_bytes(PNG)
    pdf = built(app)
    assert str(pdf.pdf.docinfo["/Title"]) == pdf.xmp["title"] == "\u79c1\u306e"
    assert pdf.xmp["creator"] == ["\u4f5c"]
    assert ("Chapter", [("A \u672c", [])]) in pdf.outline
    assert [str(element["/Alt"]) for element in pdf.elements if "/Alt" in element] == ["A \u732b"]
    assert any("U+672C" in page for page in pdf.pages)


def test_fonts_of_the_machine_have_what_the_own_ones_lack(book: MakeApp) -> None:
    own = TypstCompiler(Path(), (), system_fonts=False)
    signs = list("\U0001f600\u2602\u263a\u0e01\u6f22\u3042\u0915\u10d0\u0531\u1200")
    found = own.missing_glyphs(signs) - replace(own, system_fonts=True).missing_glyphs(signs)
    if not found:
        pytest.skip("this machine has no fonts beyond those of Typst")
    sign = min(found)
    app = book(f"A sign: {sign}.\n")
    pdf = built(app)
    assert warnings(app) == []
    assert any(f"A sign: {sign}." in page for page in pdf.pages)
    (line,) = [line for line in app.status.getvalue().splitlines() if line.startswith("fonts: ")]
    assert line.endswith("copy them to a folder of bindery_font_paths")


HOSTILE = {
    "unknown": ("#no-such-function()", "unknown variable: no-such-function"),
    "unclosed": ("#[ #strong[open", "unclosed delimiter"),
    "deep": (
        "#let f(n) = if n == 0 [x] else { block(f(n - 1)) }\n#f(200)",
        "maximum function call depth exceeded",
    ),
    "no alternative text": ("$x$", "PDF/UA-1 error: missing alt text"),
    "no place": ("#heading(level: 2)[]", "PDF/UA-1 error: heading title is empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_block_that_typst_refuses_is_printed_as_text(book: MakeApp, name: str) -> None:
    source, message = HOSTILE[name]
    raw = source.replace("\n", "\n   ")
    app = book(
        f"Before.\n\n.. _here:\n\n.. raw:: typst\n\n   {raw}\n\nAfter, see :ref:`it <here>`.\n\n"
        "Part\n----\n\nThe end.\n"
    )
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith(f"chapter.rst:8: WARNING: Typst: {message}")
    assert warning.endswith("; the block is printed as plain text [bindery.pdf]")
    text = " ".join(pdf.pages)
    for expected in ("Before.", *source.splitlines(), "After, see it.", "Part The end."):
        assert expected in text
    assert pdf.xmp["part"] == "1"


def test_an_error_in_a_template_names_it_and_leaves_the_earlier_pdf(book: MakeApp) -> None:
    app = book("Text.\n", 'bindery_template = "own.typ"')
    Path(app.srcdir, "own.typ").write_text("#let chapter(..it) = no-such-function()\n", "utf-8")
    Path(app.outdir, "mistakes.pdf").write_bytes(b"of an earlier build")
    app.build()
    *_errors, earlier = warnings(app)
    assert "unknown variable: no-such-function" in app.warning.getvalue()
    assert earlier.endswith("mistakes.pdf: this PDF is of an earlier build; correct the errors")
    assert app.statuscode == 1
    assert Path(app.outdir, "mistakes.pdf").read_bytes() == b"of an earlier build"


def test_an_unreadable_image_is_reported_and_replaced_by_its_alternative_text(
    book: MakeApp,
) -> None:
    app = book("Text.\n\n.. image:: broken.png\n   :alt: What it shows\n")
    Path(app.srcdir, "broken.png").write_bytes(b"no picture")
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("chapter.rst:6: WARNING: broken.png: Typst cannot read this image")
    assert "failed to decode" in warning
    assert any("What it shows" in page for page in pdf.pages)
    assert pdf.xmp["part"] == "1"


def test_a_warning_about_a_drawing_names_it(book: MakeApp) -> None:
    app = book("Text.\n\n.. image:: a.svg\n   :alt: A\n\n.. image:: b.svg\n   :alt: B\n")
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    foreign = "<foreignObject width='9' height='9'><p>x</p></foreignObject>"
    Path(app.srcdir, "a.svg").write_text(f"{head}<rect width='5' height='5'/></svg>", "utf-8")
    Path(app.srcdir, "b.svg").write_text(f"{head}{foreign}</svg>", "utf-8")
    built(app)
    (warning,) = [line for line in warnings(app) if "foreign object" in line]
    assert warning.startswith("chapter.rst:9: WARNING: b.svg: image contains foreign object")


def test_standards_that_exclude_each_other(book: MakeApp) -> None:
    app = book("Text.\n", 'bindery_pdf_standard = ["ua-1", "a-4", "a-2a"]')
    pdf = built(app)
    (warning,) = warnings(app)
    assert "bindery_pdf_standard: 'a-4' is left out: PDF/A-4 and PDF/UA-1 are mutually" in warning
    assert pdf.xmp["part"] in {"1", "2"}


CUSTOM = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

class plain(nodes.General, nodes.Element): pass
class shown(nodes.General, nodes.Element): pass
class subtle(nodes.inline): pass

class Make(SphinxDirective):
    has_content = True
    required_arguments = 1
    def run(self):
        node = {"plain": plain, "shown": shown, "subtle": subtle}[self.arguments[0]]()
        if isinstance(node, subtle):
            node += nodes.Text("The text.")
            node = nodes.paragraph("", "", node)
        else:
            node += nodes.paragraph("", "The text.")
        self.set_source_info(node)
        return [node]

def visit_shown(self, node):
    self.body.append("#align(right)[Shown: ")

def depart_shown(self, node):
    self.body.append("];")

def setup(app):
    app.add_node(plain)
    app.add_node(subtle)
    app.add_node(shown, typst=(visit_shown, depart_shown))
    app.add_directive("make", Make)
"""


@pytest.fixture
def custom_nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the line of conf.py that adds an extension with custom nodes."""
    name = "custom_nodes_of_a_test"
    (tmp_path / f"{name}.py").write_text(CUSTOM, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return f"extensions += [{name!r}]"


@pytest.mark.parametrize(
    ("kind", "warned", "text"),
    [
        (
            "plain",
            ["chapter.rst:4: WARNING: plain: the PDF has no visitor for this node"],
            "The text.",
        ),
        ("shown", [], "Shown: The text."),
        ("subtle", [], "The text."),
    ],
)
def test_custom_nodes(
    book: MakeApp, custom_nodes: str, kind: str, warned: list[str], text: str
) -> None:
    app = book(f".. make:: {kind}\n", custom_nodes)
    pdf = built(app)
    assert [line.partition(",")[0] for line in warnings(app)] == warned
    assert any(text in page for page in pdf.pages)


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        (
            'bindery_paper = "a3"',
            "bindery_paper: 'a3' is unknown; write the name of a trim size, such as 'a5' or",
        ),
        ('bindery_paper = "6x9"', "bindery_paper: '6x9' has no unit; write '6x9in'"),
        (
            'bindery_bleed = "3"',
            "bindery_bleed: '3' is not a length; write it with mm, cm, in or pt",
        ),
        (
            'bindery_print_shop = "lula"',
            "bindery_print_shop: 'lula' is unknown; write 'kdp', 'lulu', 'ingramspark' or ''",
        ),
        (
            'bindery_margins = {"left": "2cm"}',
            "bindery_margins: 'left' is not a margin; write lengths of 'inner', 'outer', 'top' and",
        ),
        (
            'bindery_margins = {"inner": "12cm"}',
            "bindery_margins: they leave 33 mm of the width for text; write smaller ones",
        ),
        (
            'bindery_system_fonts = "some"',
            "bindery_system_fonts: 'some' is unknown; write 'fallback', 'True' or 'False'",
        ),
        (
            'bindery_sides = "both"',
            "bindery_sides: 'both' is unknown; write 'auto', 'one' or 'two'",
        ),
        (
            'bindery_pdf_standard = ["ua-9"]',
            "bindery_pdf_standard: 'ua-9' is unknown; write '1.4', ",
        ),
        (
            'bindery_colors = {"links": "#000000"}',
            "bindery_colors['links']: this color is unknown; write 'link', 'reference' or 'accent'",
        ),
        (
            'bindery_colors = {"link": "blue"}',
            "bindery_colors['link']: 'blue' is not a color; write it like '#1a4b84'",
        ),
        (
            'bindery_colors = {"link": "#999999"}',
            "has a contrast of 2.8 to white; write a darker color, of 4.5 or more",
        ),
        ('bindery_font_paths = ["none"]', "bindery_font_paths: "),
        ('bindery_template = "none.typ"', "bindery_template: "),
        ('bindery_fonts = {"text": "No Such"}', "Typst: unknown font family: no such"),
    ],
)
def test_a_wrong_option_is_reported_and_the_pdf_is_made(
    book: MakeApp, conf: str, expected: str
) -> None:
    app = book("Text.\n", conf)
    pdf = built(app)
    (warning,) = warnings(app)
    assert expected in warning
    assert warning.endswith("[bindery.pdf]")
    assert any("Text." in page for page in pdf.pages)


STUBS = """
.. list-table::
   :stub-columns: 1

   * - Row
     - 1
"""


def test_row_headers_that_are_not_found_in_the_pdf_are_reported(
    book: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template"
    shutil.copytree(TEMPLATE, template)
    tables = template / "tables.typ"
    marked = tables.read_text(encoding="utf-8")
    tables.write_text(marked.replace("stroke: 0pt + ink", "stroke: none"), encoding="utf-8")
    monkeypatch.setattr("sphinx_bindery.pdf.project.TEMPLATE", template)
    app = book(STUBS)
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("WARNING: row headers: Typst's PDF is not structured as expected")
    assert warning.endswith("[bindery.pdf]")
    assert [str(element.S) for element in pdf.elements if "/S" in element].count("/TH") == 0


def test_row_headers_are_tagged_without_a_warning(book: MakeApp) -> None:
    app = book(STUBS)
    pdf = built(app)
    assert warnings(app) == []
    assert [str(element.S) for element in pdf.elements if "/S" in element].count("/TH") == 1


def test_a_picture_that_is_a_pdf_does_not_cost_the_standard(book: MakeApp) -> None:
    app = book(".. figure:: drawing.pdf\n   :alt: A drawing\n\n.. image:: broken.pdf\n   :alt: B\n")
    drawing = typst.compile(b"#set page(width: 90pt, height: 90pt)\n#rect()")
    (Path(app.srcdir) / "drawing.pdf").write_bytes(drawing)
    (Path(app.srcdir) / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("chapter.rst:7: WARNING: broken.pdf: Typst cannot read this image")
    assert pdf.xmp["part"] == "1"
    assert [str(e.Alt) for e in pdf.elements if e.S == "/Figure"] == ["A drawing"]


def test_a_heading_that_typst_refuses_is_printed_as_plain_text(book: MakeApp) -> None:
    roles = 'rst_prolog = ".. role:: typ(raw)\\n   :format: typst\\n"\n'
    text = (
        "Section :typ:`#nope()` one\n--------------------------\n\nFirst.\n\n"
        ".. rubric:: Rubric :typ:`#panic()` two\n\nSecond, `one <#x>`__.\n\n.. _x:\n\n"
        f"{'W' * 5000}\n{'-' * 5000}\n\nThird.\n"
    )
    app = book(text, roles)
    pdf = built(app)
    found = [line.partition(": WARNING: Typst: ")[::2] for line in warnings(app)]
    places = {place.partition(":")[0]: message for place, message in found}
    assert [*places] == ["chapter.rst"]
    assert all(message.endswith("printed as plain text [bindery.pdf]") for _, message in found)
    whole = " ".join(pdf.pages)
    assert "Section #nope() one" in whole
    assert "Rubric #panic() two" in whole
    assert whole.index("First.") < whole.index("Second, one.") < whole.index("Third.")
    assert pdf.xmp["part"] == "1"


def test_the_title_of_a_chapter_that_typst_refuses_is_printed_as_plain_text(
    make_app: MakeApp, tmp_path: Path
) -> None:
    role = ".. role:: typ(raw)\n   :format: typst\n\n"
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.rst").write_text(INDEX, encoding="utf-8")
    title = f"{role}Title :typ:`#nope()` one\n========================\n\nText.\n"
    (tmp_path / "chapter.rst").write_text(title, encoding="utf-8")
    app = make_app("pdf", srcdir=tmp_path)
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("chapter.rst:5: WARNING: Typst: unknown variable: nope; the block")
    assert "Title #nope() one" in [title for title, _below in pdf.outline][-1]
    assert any("Title #nope() one Text." in page for page in pdf.pages)


def test_a_warning_beside_an_error_replaces_no_block(book: MakeApp) -> None:
    text = (
        "Labels.\n\n.. raw:: typst\n\n   #box[a] <b> <c>\n\nBoth.\n\n.. raw:: typst\n\n   #nope()\n"
    )
    app = book(text)
    pdf = built(app)
    found = warnings(app)
    (replaced,) = (line for line in found if "plain text" in line)
    assert replaced.startswith("chapter.rst:12: WARNING: Typst: unknown variable: nope; ")
    assert any("a Both. #nope()" in page for page in pdf.pages)


def test_a_typst_comment_hides_no_other_text(book: MakeApp) -> None:
    roles = 'rst_prolog = ".. role:: typ(raw)\\n   :format: typst\\n"\n'
    text = (
        "Before :typ:`#emph[in] // a comment` between.\n\n"
        ".. raw:: typst\n\n   #strong[a] /* no end\n\nAfter.\n\n"
        '.. raw:: typst\n\n   #link("https://a.example/") /* a /* b */ c */ `/*` \\/\\* end\n\n'
        "Last.\n"
    )
    app = book(text, roles)
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("chapter.rst:6: WARNING: Typst: the comment has no end; the block is")
    whole = " ".join(pdf.pages)
    assert "Before in between." in whole
    assert "#strong[a] /* no end After." in whole
    assert "/* end Last." in whole


def test_each_block_has_its_own_message(book: MakeApp) -> None:
    text = (
        ".. raw:: typst\n\n   #let f(n) = if n == 0 [x] else { block(f(n - 1)) }; #f(200)\n\n"
        "Good.\n\n"
        ".. raw:: typst\n\n   #context { assert(false) }\n\n"
        ".. raw:: typst\n\n   = Heading\n   ===== Deep\n"
    )
    app = book(text)
    built(app)
    found = {line.partition(" WARNING: ")[0]: line for line in warnings(app)}
    assert [*found] == ["chapter.rst:4:", "chapter.rst:10:", "chapter.rst:14:"]
    assert "depth exceeded" in found["chapter.rst:4:"]
    assert "assertion failed" in found["chapter.rst:10:"]
    assert "heading" in found["chapter.rst:14:"]


def test_a_character_of_a_tag_is_reported_at_its_post_alone(
    make_app: MakeApp, tmp_path: Path
) -> None:
    conf = CONF.replace('["sphinx_bindery"]', '["sphinx_anthology", "sphinx_bindery"]') + OWN_FONTS
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "index.rst").write_text("Root\n====\n\n.. anthology::\n", encoding="utf-8")
    post = ":date: 2014\n:tags: \N{CJK UNIFIED IDEOGRAPH-6F22}\n\nPost\n====\n\nText.\n"
    (tmp_path / "posts" / "a.rst").write_text(post, encoding="utf-8")
    app = make_app("pdf", srcdir=tmp_path)
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("posts/a.rst:")
    assert "\N{CJK UNIFIED IDEOGRAPH-6F22}" in str(pdf.pdf.docinfo["/Keywords"])
