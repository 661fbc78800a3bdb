"""The nodes of other extensions are shown, or their content is, and none stops a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from .conftest import CONF, INDEX, Project
from .epub_reading import Epub, text
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Build

EXTENSIONS = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
THINGS = """\
from docutils import nodes
from docutils.parsers.rst import Directive


class plain(nodes.General, nodes.Element): "Has no visitor."
class unregistered(nodes.General, nodes.Element): "Docutils does not know it."
class for_html(nodes.General, nodes.Element): "Has a visitor for HTML."
class for_html_inline(nodes.Inline, nodes.TextElement): "Has a visitor for HTML."
class for_epub(nodes.General, nodes.Element): "Has visitors for HTML and for ePub."
class not_for_epub(nodes.General, nodes.Element): "Its visitor for ePub refuses it."
class bad_visit(nodes.General, nodes.Element): "Its visitor fails."
class bad_departure(nodes.General, nodes.Element): "Its departure fails."


KINDS = {
    kind.__name__: kind
    for kind in (plain, unregistered, for_html, for_epub, not_for_epub, bad_visit, bad_departure)
}


class Thing(Directive):
    has_content, required_arguments = True, 1

    def run(self):
        node = KINDS[self.arguments[0]]()
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        node.document = self.state.document
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def inline(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [for_html_inline(text, text)], []


def wrap(name):
    def visit(self, node):
        self.body.append(f'<div class="box"><p>{name} of {self.builder.format}</p>')

    def depart(self, node):
        self.body.append("</div>")

    return visit, depart


def fail(self, node):
    raise LookupError("no such thing")


def open_then_fail(self, node):
    self.body.append("<table><tr>")
    fail(self, node)


def refuse(self, node):
    raise nodes.SkipNode


def setup(app):
    app.add_node(plain)
    app.add_node(for_html, html=wrap("html"))
    app.add_node(
        for_html_inline,
        html=(
            lambda self, node: self.body.append("<b>"), lambda self, node: self.body.append("</b>")
        ),
    )
    app.add_node(for_epub, html=wrap("html"), epub=wrap("epub"))
    app.add_node(not_for_epub, html=wrap("html"), epub=(refuse, None))
    app.add_node(bad_visit, html=(open_then_fail, None))
    app.add_node(bad_departure, html=(wrap("html")[0], fail))
    app.add_directive("thing", Thing)
    app.add_role("shout", inline)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
KINDS = (
    "plain", "unregistered", "for_html", "for_epub", "not_for_epub", "bad_visit", "bad_departure",
)  # fmt: skip
POST = "---\ndate: 2014\n---\n# One\n\nA {shout}`loud` word.\n" + "".join(
    f"\n```{{thing}} {kind}\nThe *content* of {kind}.\n```\n"
    f"\n- ```{{thing}} {kind}\n  In a list.\n  ```\n"
    for kind in KINDS
)
POST += "\n```{only} html or epub\nFor HTML only.\n```\n"


SHOWN = {
    "html": {
        "for_html": "html of html",
        "for_epub": "html of html",
        "not_for_epub": "html of html",
    },
    "epub": {
        "for_html": "html of html",
        "for_epub": "epub of html",
        "not_for_epub": "html of html",
    },
}
"""What the visitors of each output write before the content."""
FAULTS = (
    "plain: {} has no visitor for this node",
    "unregistered: {} has no visitor for this node",
    "bad_visit: the {}visitor of this node fails (LookupError: no such thing)",
    "bad_departure: the {}visitor of this node fails (LookupError: no such thing)",
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Build]]:
    """Build the post in all outputs, from one doctree cache."""
    project = Project(tmp_path_factory.mktemp("things"), SphinxTestApp)
    conf = f"{CONF}extensions = {[*EXTENSIONS, 'things_of_others']}\n"
    project.write(
        {"conf.py": conf, "index.rst": INDEX, "things_of_others.py": THINGS, "posts/one.md": POST}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(project.folder))
        yield {builder: project.build(builder) for builder in ("html", "epub", "pdf")}


def paragraphs(builds: dict[str, Build], output: str) -> list[str]:
    """Return the paragraphs of the post, in HTML and ePub."""
    if output == "html":
        page: etree._Element = builds["html"].page("posts/one")
    else:
        page = Epub.in_folder(builds["epub"].outdir).xml("text/posts/one.xhtml")
    return [text(element) for element in page.iter("{*}p")]


@pytest.mark.parametrize("output", ["html", "epub"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_content_of_a_node_is_shown(builds: dict[str, Build], output: str, kind: str) -> None:
    found = paragraphs(builds, output)
    place = found.index(f"The content of {kind}.")
    visitor = SHOWN[output].get(kind)
    assert (found[place - 1] == visitor) == (visitor is not None)
    in_list = found.index("In a list.", place)
    assert (found[in_list - 1] == visitor) == (visitor is not None)


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_an_inline_node_of_html_is_inline_in_all_outputs(
    builds: dict[str, Build], output: str
) -> None:
    if output == "pdf":
        (pages,) = builds["pdf"].outdir.glob("*.pdf")
        assert any("A loud word." in page for page in ReadPdf(pages).pages)
    else:
        assert "A loud word." in paragraphs(builds, output)


def test_the_pdf_uses_visitors_for_html(builds: dict[str, Build]) -> None:
    (file,) = builds["pdf"].outdir.glob("*.pdf")
    shown = " ".join(ReadPdf(file).pages)
    for kind in KINDS:
        visitor = {"for_html": "html of html", "for_epub": "epub of html"}.get(kind, "")
        visitor = "html of html" if kind == "not_for_epub" else visitor
        assert f"{visitor} The content of {kind}.".strip() in shown
    assert shown.count("of html The content of") == len(SHOWN["epub"])
    assert shown.count("In a list.") == len(KINDS)


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_conditions_stay_those_of_the_output(builds: dict[str, Build], output: str) -> None:
    tags = builds[output].app.tags
    assert ("html" in tags, "epub" in tags) == (output != "pdf", output == "epub")
    if output != "pdf":
        assert "For HTML only." in paragraphs(builds, output)


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_each_fault_is_one_warning_at_its_line(builds: dict[str, Build], output: str) -> None:
    lines = POST.splitlines()
    expected = []
    for number, line in enumerate(lines, 1):
        expected += [
            (number, fault)
            for fault in FAULTS
            if "{thing}" in line and line.endswith(fault.partition(":")[0].rpartition(" ")[2])
        ]
    # the first warnings belong to the build that has read the post
    found = re.findall(
        r"one\.md:(\d+): WARNING: (.*) \[bindery\.(?:node|pdf)\]", plain(builds[output].warnings)
    )
    found.sort(key=lambda warning: int(warning[0]))
    assert [int(line) for line, _ in found] == [line for line, _ in expected]
    name, prefix = ("the PDF", "HTML ") if output == "pdf" else ("HTML", "")
    for (_, message), (_, fault) in zip(found, expected, strict=True):
        filler = name if "has no" in fault else prefix
        assert message.startswith(fault.format(filler))
    assert len(found) == builds[output].warnings.count("WARNING")


def plain(warnings: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", warnings)


def test_dates_are_time_elements_beside_visitors_for_epub(builds: dict[str, Build]) -> None:
    page = Epub.in_folder(builds["epub"].outdir).xml("text/posts/one.xhtml")
    assert [time.get("datetime") for time in page.iter("{*}time")] == ["2014"]


def test_visitors_for_html_are_kept_beside_those_for_one_page(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(project.folder))
    conf = f"{CONF}extensions = {[*EXTENSIONS, 'things_for_one_page']}\n"
    things = THINGS.replace("epub=wrap", "singlehtml=wrap")
    project.write({"conf.py": conf, "things_for_one_page.py": things, "posts/one.md": POST})
    build = project.build("singlehtml")
    shown = [text(element) for element in build.page("index").iter("p")]
    for kind in KINDS:
        assert f"The content of {kind}." in shown
    assert shown.count("html of html") == 4
    assert shown.count("epub of html") == 2


def test_dates_are_time_elements_in_the_epub_of_sphinx(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(project.folder))
    extensions = ["myst_parser", "sphinx_anthology", "things_of_others"]
    conf = f"{CONF}extensions = {extensions}\nepub_copyright = 'N. N.'\nversion = '1'\n"
    project.write({"conf.py": conf, "things_of_others.py": THINGS})
    project.write({"posts/one.md": "---\ndate: 2014\n---\n# One\n\nText.\n"})
    book = Epub.in_folder(project.build("epub").outdir)
    page = etree.fromstring(book.archive.read("posts/one.xhtml"))
    assert [time.get("datetime") for time in page.iter("{*}time")] == ["2014"]
