"""What visitors of other extensions write is completed for books; nothing is lost silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from .conftest import CONF, INDEX, Project
from .epub_reading import Epub, text
from .feature_outputs import ALL
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build

LEAVES = """\
from docutils import nodes
from docutils.parsers.rst import Directive


class scripted(nodes.General, nodes.Element): "A script draws it."
class refused(nodes.General, nodes.Element): "Its program is missing, so that nothing is written."
class bare(nodes.General, nodes.Element): "Its source is written as text."
class needy(nodes.General, nodes.Element): "Its visitor reads what is kept in the builder."
class folded(nodes.General, nodes.Element): "A checkbox unfolds it."
class player(nodes.General, nodes.Element): "A film with a text alternative."
class stripped(nodes.General, nodes.Element): "Lacks the attributes of all nodes."
class typeset(nodes.General, nodes.Element): "Has a visitor for Typst, which fails."
class worded(nodes.General, nodes.Element): "Has a visitor for plain text only."
class formula(nodes.General, nodes.Element): "Has a visitor for LaTeX only, which writes a formula."
class lettered(nodes.General, nodes.Element): "Has a visitor for LaTeX only, which writes text."
class linked(nodes.General, nodes.Element): "Its visitor for ePub writes a link only."
class boxed(nodes.block_quote): "Its visitor writes a word; its departure is that of its base."
class drawn(nodes.General, nodes.Element): "Its visitor writes an image file."


KINDS = {
    kind.__name__: kind
    for kind in (
        scripted, refused, bare, needy, folded, player, stripped, typeset, drawn, worded, formula,
        lettered, linked, boxed,
    )
}


class Leaf(Directive):
    has_content, required_arguments = True, 1

    def run(self):
        name = self.arguments[0]
        if name == "prompt":
            return [nodes.raw("ls -l", "<pre><style>x{}</style>ls -l</pre>", format="html")]
        node = KINDS[name](alt=f"alternative of {name}")
        if name in {"refused", "bare"}:
            node["code"] = f"source of {name}"
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        if name == "stripped":
            node.attributes.clear()
        if name in {"typeset", "boxed"}:
            self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def write(markup, skips=True):
    def visit(self, node):
        self.body.append(markup.format(**node.attributes))
        if skips:
            raise nodes.SkipNode

    return visit, lambda self, node: None


def keep(app):
    app.builder.kept = "kept in the builder"


def fail(self, node):
    self.body.append("#unclosed[")
    raise LookupError("no such thing")


def draw(self, node):
    path = self.builder.outdir / self.builder.imagedir / "drawn.svg"
    path.parent.mkdir(exist_ok=True)
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    self.body.append(f'<img src="{self.builder.imgpath}/drawn.svg" alt="A drawing">')
    raise nodes.SkipNode


def read_kept(self, node):
    self.body.append(f"<p>{self.builder.kept}</p>")
    raise nodes.SkipNode


def say(self, node):
    self.new_state()
    self.add_text("in words")
    self.end_state()
    raise nodes.SkipNode


def in_latex(text):
    return (lambda self, node: self.body.append(text)), None


def setup(app):
    app.connect("builder-inited", keep)
    app.add_node(scripted, html=write("<script src='x.js'></script>", skips=False))
    app.add_node(refused, html=write(""))
    app.add_node(bare, html=write("{code}"))
    app.add_node(needy, html=(read_kept, None))
    app.add_node(folded, html=write("<input type='checkbox' id='a'><label for='a'>Fold</label>"))
    app.add_node(player, html=write("<video src='https://example.org/a.mp4'></video>"))
    app.add_node(stripped, html=write("<p>stripped</p>"))
    app.add_node(typeset, html=write("<div>", skips=False), typst=(fail, None))
    app.add_node(drawn, html=(draw, None))
    link = write("<a href='https://example.org/'>\\nLink</a>", skips=False)
    app.add_node(linked, html=write("<p>Frame</p>"), epub=link)
    app.add_node(boxed, html=(write("<blockquote>Word", skips=False)[0], None))
    app.add_node(worded, text=(say, None))
    app.add_node(formula, latex=in_latex(r"\\[ x^2 + y \\]"))
    app.add_node(lettered, latex=in_latex(r"\\label{a}\\textbf{Bold} \\& {\\small plain}"))
    app.add_directive("leaf", Leaf)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
POST = ":date: 2014\n\nOne\n===\n" + "".join(
    f"\n.. leaf:: {kind}\n\n   Content of {kind}.\n\nAfter {kind}.\n"
    for kind in ("scripted", "refused", "bare", "needy", "folded", "player", "stripped", "typeset",
                 "drawn", "prompt", "worded", "formula", "lettered", "linked", "boxed")
)  # fmt: skip


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    project = Project(tmp_path_factory.mktemp("leaves"), SphinxTestApp)
    conf = f"{CONF}extensions = ['sphinx_anthology', 'sphinx_bindery', 'leaves_of_others']\n"
    project.write(
        {"conf.py": conf, "index.rst": INDEX, "leaves_of_others.py": LEAVES, "posts/one.rst": POST}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(project.folder))
        return {builder: project.build(builder) for builder in ALL}


@pytest.fixture(params=ALL)
def output(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def shown(builds: dict[str, Build], output: str) -> str:
    """Return the text of the post."""
    if output == "pdf":
        return " ".join(ReadPdf(builds["pdf"].outdir / "notes.pdf").pages)
    page = (
        builds["html"].page("posts/one")
        if output == "html"
        else Epub.in_folder(builds["epub"].outdir).xml("text/posts/one.xhtml")
    )
    (heading,) = page.iter("{*}h1")
    section = heading.getparent()
    assert section is not None
    return text(section)


def between(shown: str, before: str, kind: str) -> str:
    """Return the text between two paragraphs."""
    found = re.search(f"After {before}\\.(.*)After {kind}\\.", shown)
    assert found
    return found[1].strip()


def test_a_source_is_shown_where_nothing_is_drawn(shown: str) -> None:
    assert between(shown, "scripted", "refused") == "source of refused"
    assert between(shown, "refused", "bare") == "source of bare"


def test_what_extensions_keep_in_the_builder_is_there(shown: str) -> None:
    assert between(shown, "bare", "needy") == "kept in the builder"


def test_a_checkbox_that_unfolds_is_no_task(shown: str) -> None:
    assert between(shown, "needy", "folded") == "Fold"


def test_a_film_has_its_text_alternative(builds: dict[str, Build], shown: str, output: str) -> None:
    if output == "html":
        (player,) = builds["html"].page("posts/one").iter("video")
        assert player.get("title") == "alternative of player"
    else:
        assert between(shown, "folded", "player") == "alternative of player"


def test_a_node_without_attributes_is_written_and_indexed(shown: str) -> None:
    assert between(shown, "player", "stripped") == "stripped"


def test_the_content_of_a_node_whose_typst_visitor_fails_is_printed(shown: str) -> None:
    assert between(shown, "stripped", "typeset") == "Content of typeset."


def test_a_drawing_that_a_visitor_writes_is_in_the_book(
    builds: dict[str, Build], output: str
) -> None:
    if output == "html":
        assert (builds["html"].outdir / "_images" / "drawn.svg").is_file()
    elif output == "epub":
        page = Epub.in_folder(builds["epub"].outdir).xml("text/posts/one.xhtml")
        assert [image.get("alt") for image in page.iter("{*}img")] == ["A drawing"]
    else:
        pdf = ReadPdf(builds["pdf"].outdir / "notes.pdf")
        assert [str(e.Alt) for e in pdf.elements if e.S == "/Figure"] == ["A drawing"]


def test_raw_html_that_an_extension_has_made_is_shown(shown: str) -> None:
    assert between(shown, "drawn", "prompt").removeprefix("x{}") == "ls -l"


def test_a_departure_that_an_extension_leaves_to_the_base_class(
    shown: str, builds: dict[str, Build], output: str
) -> None:
    word = "" if output == "pdf" else "Word ?"
    page_break = r"( \d+ Posts of 2014 One)?" if output == "pdf" else ""
    assert re.search(rf"{word}Content of boxed\.{page_break}$", between(shown, "linked", "boxed"))
    if output == "html":
        page = builds["html"].page("posts/one")
        (quote,) = page.iter("blockquote")
        assert [text(paragraph) for paragraph in quote.iter("p")] == ["Content of boxed."]


def test_a_link_in_place_of_a_block_is_a_paragraph(builds: dict[str, Build]) -> None:
    page = Epub.in_folder(builds["epub"].outdir).xml("text/posts/one.xhtml")
    (link,) = (link for link in page.iter("{*}a") if text(link) == "Link")
    parent = link.getparent()
    assert parent is not None
    assert parent.tag.endswith("}p")


def test_visitors_for_other_outputs_are_read_before_a_node_is_given_up(
    shown: str, builds: dict[str, Build], output: str
) -> None:
    assert between(shown, "prompt", "worded") == "in words"
    assert between(shown, "formula", "lettered") == "Bold & plain"
    if output == "epub":
        page = Epub.in_folder(builds["epub"].outdir).xml("text/posts/one.xhtml")
        assert [formula.get("alttext") for formula in page.iter("{*}math")] == ["x^2 + y"]
    elif output == "pdf":
        assert between(shown, "worded", "formula") == "𝑥2 + 𝑦"


SCRIPTED = "6: WARNING: scripted: a script draws this node, so a book shows nothing of it"
FAILED = (
    "48: WARNING: typeset: the visitor of this node fails (LookupError: no such thing), so only "
)
FAILED += "its content is shown"


def test_warnings(builds: dict[str, Build], output: str) -> None:
    warnings = re.sub(r"\x1b\[[0-9;]*m", "", builds[output].warnings).splitlines()
    found = [re.sub(r"^.*?one\.rst:", "", warning).partition(";")[0] for warning in warnings]
    expected = {"html": [], "epub": [SCRIPTED], "pdf": [SCRIPTED, FAILED]}[output]
    name = "the PDF" if output == "pdf" else "HTML"
    verb = "printed" if output == "pdf" else "shown"
    assert found == [
        *expected,
        *(
            f"{line}: WARNING: {kind}: {name} has no visitor for this node, so only its content is "
            f"{verb}"
            for line, kind in ((66, "worded"), (72, "formula"), (78, "lettered"))
        ),
    ]
