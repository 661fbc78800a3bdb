"""The tables of the guide: other extensions in all outputs; a row is a test in each output."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from .conftest import Project
from .epub_reading import Epub, text
from .extension_project import BASE, MAIN, OTHERS, Extension, write_project
from .feature_outputs import ALL, Chapters
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Build

# what other extensions use of Sphinx and docutils is theirs to mend
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

TABLE: dict[str, tuple[str, ...]] = {}
"""The cells of the tables in the guide for each extension: one for HTML, one for both books."""
NOTHING = "–"


def extension(name: str, html: str, books: str) -> Callable[..., Callable[..., None]]:
    """Enter a test into the table, and run it for each output, if the extension is installed."""
    (found,) = {e.module: e for e in (*MAIN, *OTHERS) if e.name == name}.values()

    def enter(test: Callable[..., None]) -> Callable[..., None]:
        TABLE[name] = html, books
        test = pytest.mark.parametrize("output", ALL)(test)
        reason = f"{name} is not installed"
        return pytest.mark.skipif(not found.is_installed, reason=reason)(test)

    return enter


@dataclass(frozen=True)
class Outputs:
    """One project in all outputs."""

    builds: dict[str, Build]

    @cached_property
    def epub(self) -> Epub:
        return Epub.in_folder(self.builds["epub"].outdir)

    @cached_property
    def pdf(self) -> ReadPdf:
        return ReadPdf(self.builds["pdf"].outdir / "notes.pdf")

    def page(self, output: str, name: str) -> etree._Element:
        """Return the page of a post, in HTML and ePub."""
        if output == "html":
            return self.builds["html"].page(f"posts/{name}")
        return self.epub.xml(f"text/posts/{name}.xhtml")

    def find(self, output: str, name: str, path: str) -> list[etree._Element]:
        """Return the elements of a page that an XPath without namespaces finds."""
        root = self.page(output, name)
        plain = etree.fromstring(etree.tostring(root), etree.XMLParser(recover=True))
        for element in plain.iter(etree.Element):
            element.tag = etree.QName(element).localname
        found = plain.xpath(path)
        assert isinstance(found, list)
        return [element for element in found if isinstance(element, etree._Element)]

    def shown(self, output: str, name: str, title: str) -> str:
        """Return the text of a post, from its heading on."""
        if output == "pdf":
            pages = Chapters(self.pdf.path).pages(title)
            return " ".join(self.pdf.pages[number] for number in pages)
        (heading,) = self.page(output, name).iter("{*}h1")
        section = heading.getparent()
        assert section is not None
        return text(section)

    def pictures(self, output: str, name: str) -> list[str]:
        """Return the text alternatives of pictures of a post; in the PDF, those of all posts."""
        if output == "pdf":
            return [str(e.get("/Alt", "")) for e in self.pdf.elements if e.S == "/Figure"]
        return [str(image.get("alt")) for image in self.find(output, name, "//section//img")]


def build_all(folder: Path, extensions: tuple[Extension, ...]) -> Outputs:
    """Build all outputs from one doctree cache, without any warning."""
    project = Project(folder, SphinxTestApp)
    write_project(project, extensions)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(project.folder))
        builds = {builder: project.build(builder) for builder in ALL}
    for build in builds.values():  # one of the projects has no program for Graphviz, as meant
        found = [line for line in build.warnings.splitlines() if "no-such-program" not in line]
        assert found == []
    return Outputs(builds)


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    return build_all(tmp_path_factory.mktemp("main"), MAIN)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    return build_all(tmp_path_factory.mktemp("others"), OTHERS)


# -- layout ----------------------------------------------------------------------------------------


@extension("sphinx-design", "as it is there", "tabs and dropdowns in full")
def test_sphinx_design(main: Outputs, output: str) -> None:
    shown = main.shown(output, "design", "Design")
    assert "Tab one Panel one. Tab two Panel two. Card title Card text." in shown
    assert "Drop title Drop text." in shown
    if output == "html":
        assert len(main.find("html", "design", "//input[@type='radio']")) == 2


@extension("sphinx-tabs", "tabs", "each panel below its title")
def test_sphinx_tabs(main: Outputs, output: str) -> None:
    shown = main.shown(output, "tabs", "Tabs")
    if output == "html":
        assert len(main.find("html", "tabs", "//button[@role='tab']")) == 2
        assert "Apples are green." in shown
    else:
        assert "Apples Apples are green. Pears Pears are soft." in shown


@extension("sphinx-inline-tabs", "tabs", "each panel below its title")
def test_sphinx_inline_tabs(others: Outputs, output: str) -> None:
    shown = others.shown(output, "inline", "Inline tabs")
    assert "Apples Apples are green. Pears Pears are soft. After." in shown
    if output == "html":
        assert len(others.find("html", "inline", "//input[@type='radio']")) == 2


@extension("sphinx-togglebutton", "buttons", "shown in full")
def test_sphinx_togglebutton(main: Outputs, output: str) -> None:
    shown = main.shown(output, "toggle", "Toggle")
    assert "Toggled text. Note Dropped note." in shown
    if output == "html":
        assert len(main.find("html", "toggle", "//*[contains(@class, 'toggle')]")) == 1


# -- numbered blocks -------------------------------------------------------------------------------


@extension("sphinx-proof", "numbered boxes", "numbered boxes")
def test_sphinx_proof(main: Outputs, output: str) -> None:
    shown = main.shown(output, "proof", "Proofs")
    assert "Theorem 1 (Pythagoras) Squares add up." in shown
    assert "Theorem Nothing else." in shown
    assert "Proof. It is trivial." in shown
    assert "See Theorem 1." in shown
    assert not re.search("_node|Admonition", shown, re.IGNORECASE)


@extension("sphinx-exercise", "numbered boxes", "numbered boxes")
def test_sphinx_exercise(main: Outputs, output: str) -> None:
    shown = main.shown(output, "exercise", "Exercises")
    assert "Exercise 1 (Count) Count to three." in shown
    assert "Solution to Exercise 1 (Count) One, two, three." in shown
    assert "See Exercise 1" in shown
    assert not re.search("_node|Admonition", shown, re.IGNORECASE)


# -- pictures and films ----------------------------------------------------------------------------


@extension("sphinxcontrib-mermaid", "drawn by its script", "picture, else source")
def test_sphinxcontrib_mermaid(main: Outputs, others: Outputs, output: str) -> None:
    shown = main.shown(output, "mermaid", "Mermaid")
    assert "graph TD Alpha" in shown
    assert "A chart" in shown
    if output == "html":
        assert len(main.find("html", "mermaid", "//pre[contains(@class, 'mermaid')]")) == 1
        assert len(others.find("html", "drawn", "//object[@type='image/svg+xml']")) == 1
    else:
        assert any("Alpha --> Beta" in alt for alt in others.pictures(output, "drawn"))
        assert "graph TD" not in others.shown(output, "drawn", "Mermaid")


@extension("sphinx.ext.graphviz", "picture, else source", "picture, else source")
def test_graphviz(main: Outputs, others: Outputs, output: str) -> None:
    assert "Two nodes" in main.pictures(output, "graphviz")
    if output == "epub":
        (picture,) = main.find("epub", "graphviz", "//img")
        address = str(picture.get("src"))
        assert address.endswith(".svg")
        assert "doctrees" not in address
    assert "digraph" not in main.shown(output, "graphviz", "Graphviz")
    assert "digraph { alpha -> beta }" in others.shown(output, "source", "Graphviz")
    if output != "pdf":
        assert len(others.find(output, "source", "//pre[@class='source']")) == 1


@extension("sphinx.ext.inheritance_diagram", "picture, else source", "picture, else source")
def test_inheritance_diagram(main: Outputs, output: str) -> None:
    assert "Inheritance diagram of documented.Derived" in main.pictures(output, "classes")
    assert "digraph" not in main.shown(output, "classes", "Classes")


@extension("matplotlib.sphinxext.plot_directive", "picture", "picture")
def test_plot_directive(others: Outputs, output: str) -> None:
    assert "A line" in others.shown(output, "plot", "Plots")
    assert "A rising line" in others.pictures(output, "plot")


@extension("sphinxcontrib-youtube", "player", "link")
def test_sphinxcontrib_youtube(main: Outputs, output: str) -> None:
    if output == "html":
        (frame,) = main.find("html", "youtube", "//iframe")
        assert str(frame.get("src")).endswith("/abcdefg")
    else:
        assert "https://youtu.be/abcdefg" in main.shown(output, "youtube", "YouTube")
    if output == "epub":
        (link,) = main.find("epub", "youtube", "//section//a")
        assert link.get("href") == "https://youtu.be/abcdefg"
    elif output == "pdf":
        assert "https://youtu.be/abcdefg" in main.pdf.addresses


@extension("sphinxcontrib-video", "player", "link with its title")
def test_sphinxcontrib_video(main: Outputs, output: str) -> None:
    address = "https://example.org/lake.mp4"
    shown = main.shown(output, "video", "Video")
    assert "A film of a lake" in shown
    assert "The lake" in shown
    if output == "html":
        (player,) = main.find("html", "video", "//video")
        assert player.get("title") == "A film of a lake"
    elif output == "epub":
        (link,) = main.find("epub", "video", "//section//a")
        assert (link.get("href"), link.text) == (address, "A film of a lake")
    else:
        assert address in main.pdf.addresses


# -- text ------------------------------------------------------------------------------------------


@extension("myst-nb", "outputs", "outputs, without scripts")
def test_myst_nb(others: Outputs, output: str) -> None:
    shown = others.shown(output, "notebook", "Notebook")
    assert "February 3, 2015" in shown
    assert "Tags: Data" in shown
    assert "Some text." in shown
    assert re.search("Head ?Body", shown)
    assert "plain table" not in shown
    assert "plain picture" not in shown
    assert "never_run()" in shown
    assert ("plain script" in shown) == (output != "html")
    assert ("Show code cell source" in shown) == (output == "html")
    if output == "pdf":
        assert len(others.pdf.pictures) == 1
    else:
        assert len(others.find(output, "notebook", "//td")) == 1
        assert len(others.pictures(output, "notebook")) == 1


@pytest.mark.skipif(
    not all(e.is_installed for e in OTHERS), reason="an extension that draws is not installed"
)
def test_pictures_are_found_wherever_the_output_is(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, others: Outputs
) -> None:
    project = Project(tmp_path / "source", SphinxTestApp)
    write_project(project, OTHERS)
    app = SphinxTestApp("epub", srcdir=project.folder, builddir=tmp_path_factory.mktemp("out"))
    app.build()
    app.cleanup()
    assert "not found" not in app.warning.getvalue()
    names = [
        [name for name in book.archive.namelist() if "_images/" in name]
        for book in (Epub.in_folder(app.outdir), others.epub)
    ]
    assert names[0] == names[1] != []


@extension("sphinx.ext.todo", "box", "box")
def test_todo(main: Outputs, output: str) -> None:
    assert "Todo Write more." in main.shown(output, "todo", "To do")


@extension("sphinx.ext.ifconfig", "yes", "yes")
def test_ifconfig(main: Outputs, output: str) -> None:
    shown = main.shown(output, "ifconfig", "Conditions")
    assert "Notes only." in shown
    assert "Others only." not in shown


@extension("sphinx.ext.autosectionlabel", "links", "links")
def test_autosectionlabel(main: Outputs, output: str) -> None:
    assert "See A section." in main.shown(output, "labels", "Labels")
    if output == "pdf":
        assert main.pdf.dangling == []
    else:
        (link,) = main.find(output, "labels", "//p/a[contains(@class, 'internal')]")
        assert link.get("href") == "#a-section"


@extension("sphinx.ext.autodoc", "yes", "yes")
def test_autodoc(main: Outputs, output: str) -> None:
    shown = main.shown(output, "autodoc", "Autodoc")
    assert "class documented.Base" in shown
    assert re.search(r"count\(limit: int\) → str ?¶? ?Count up\.", shown)


# -- scripts of the site, of which books have none -------------------------------------------------


def scripts(main: Outputs, name: str) -> str:
    """Return the scripts of a page of the site."""
    found = main.find("html", name, "//script")
    return " ".join(f"{script.get('src', '')} {script.text}" for script in found)


def has_no_scripts(outputs: Outputs) -> bool:
    """Return whether the ePub has no script, neither as a file nor in a page."""
    pages = outputs.epub.pages().values()
    names = outputs.epub.archive.namelist()
    return not any(name.endswith(".js") for name in names) and not any(
        True for page in pages for _ in page.iter("{*}script", "{*}button")
    )


@extension("sphinx-copybutton", "buttons", NOTHING)
def test_sphinx_copybutton(main: Outputs, output: str) -> None:
    assert "copied = 1" in main.shown(output, "copy", "Copy")
    if output == "html":
        assert "copybutton.js" in scripts(main, "copy")
    assert has_no_scripts(main)


@extension("sphinx-thebe", "buttons", "code")
def test_sphinx_thebe(main: Outputs, output: str) -> None:
    shown = main.shown(output, "thebe", "Thebe")
    assert "live = 1" in shown
    assert ("Live code" in shown) == (output == "html")
    assert has_no_scripts(main)


@extension("sphinx-tippy", "tips", "links")
def test_sphinx_tippy(main: Outputs, output: str) -> None:
    assert "See below. Below" in main.shown(output, "tippy", "Tippy").replace("¶", "")
    if output == "html":
        assert "tippy" in scripts(main, "tippy")
    assert has_no_scripts(main)


@extension("sphinx-comments", "comments", NOTHING)
def test_sphinx_comments(main: Outputs, output: str) -> None:
    assert "Discuss." in main.shown(output, "comments", "Comments")
    if output == "html":
        assert "hypothes.is" in scripts(main, "comments")
    assert has_no_scripts(main)


# -- the site --------------------------------------------------------------------------------------


@extension("sphinxext-opengraph", "its metadata in place of ours", NOTHING)
def test_sphinxext_opengraph(main: Outputs, output: str) -> None:
    assert "The first sentence." in main.shown(output, "opengraph", "Open Graph")
    if output == "html":
        found = main.find("html", "opengraph", "//meta[@property]")
        names = [str(meta.get("property")) for meta in found]
        assert sorted(names) == sorted(set(names))
        contents = {meta.get("property"): meta.get("content") for meta in found}
        assert contents["og:description"] == "The first sentence."
        assert contents["og:type"] == "article"
        assert contents["og:url"] == f"{BASE}posts/opengraph.html"
        assert len(main.find("html", "opengraph", "//meta[@name='description']")) == 1
        (data,) = main.find("html", "opengraph", "//script[@type='application/ld+json']")
        assert json.loads(data.text or "")["@graph"][0]["headline"] == "Open Graph"


@extension("sphinx-sitemap", "our sitemap", NOTHING)
def test_sphinx_sitemap(main: Outputs, output: str) -> None:
    assert "Listed." in main.shown(output, "sitemap", "Sitemap")
    found = [*main.builds[output].outdir.rglob("sitemap*")]
    if output == "html":
        assert [path.name for path in found if path.suffix == ".xml"] == ["sitemap.xml"]
        root = etree.parse(main.builds["html"].outdir / "sitemap.xml").getroot()
        addresses = {text(location) for location in root.iter("{*}loc")}
        assert f"{BASE}posts/sitemap.html" in addresses
        assert f"{BASE}archive/2014.html" in addresses
        assert not any("/en/" in address for address in addresses)
    else:
        assert found == []


@extension("sphinx.ext.githubpages", "its files", NOTHING)
def test_githubpages(main: Outputs, output: str) -> None:
    names = {path.name for path in main.builds[output].outdir.iterdir()}
    if output == "html":
        assert (main.builds[output].outdir / "CNAME").read_text("utf-8") == "blog.example.org"
    assert ({".nojekyll", "CNAME"} <= names) == (output == "html")
    assert not any("CNAME" in name for name in main.epub.archive.namelist())


# -- the guide -------------------------------------------------------------------------------------


def test_the_tables_of_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "guide" / "extensions.md").read_text("utf-8")
    of_sphinx, packages = re.findall(r"(?:^\|.+\n)+", guide, re.MULTILINE)
    short = {"matplotlib.sphinxext.plot_directive": "matplotlib"}
    for table, is_of_sphinx in ((of_sphinx, True), (packages, False)):
        lines = table.replace("\\_", "_").splitlines()
        _titles, _rule, *rows = (line.strip("| ").split(" | ") for line in lines)
        assert {name: tuple(cells) for name, *cells in rows} == {
            short.get(name, name.removeprefix("sphinx.ext.")): cells
            for name, cells in TABLE.items()
            if name.startswith("sphinx.ext.") == is_of_sphinx
        }
