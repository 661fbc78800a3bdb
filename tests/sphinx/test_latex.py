"""The LaTeX source that Sphinx's LaTeX builder writes; TeX is not run."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.speedups import run_module

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

    from .conftest import Project

HEADING = re.compile(
    r"^\\(bindery(?:front|body|back)matter|binderypart|chapter|section)\b(?:{(.+)})?"
)
CITING = """\
# Citing

Words {cite}`words`.

```{bibliography}
```

## After the bibliography
"""


def source(app: SphinxTestApp) -> str:
    """Build the book, and return its LaTeX."""
    app.build(force_all=True)
    (file,) = Path(app.outdir).glob("*.tex")
    return file.read_text(encoding="utf-8")


def headings(text: str) -> list[tuple[str, str]]:
    """Return the divisions, parts, chapters and sections in document order."""
    found = (HEADING.match(line) for line in text.splitlines())
    return [(match[1], match[2] or "") for match in found if match]


def dangling(text: str) -> set[str]:
    """Return the labels that are referenced but not defined."""
    targets = set(re.findall(r"\\(?:hyperref\[|pageref{)\\detokenize{(.+?)}", text))
    assert targets
    return targets - set(re.findall(r"\\label{\\detokenize{(.+?)}}", text))


@pytest.mark.sphinx("latex", testroot="pdf-basic")
class TestBook:
    def test_it_has_front_matter_parts_chapters_and_back_matter(self, app: SphinxTestApp) -> None:
        assert headings(source(app)) == [
            ("binderyfrontmatter", ""),
            ("chapter", "Preface"),
            ("binderybodymatter", ""),
            ("binderypart", "First part"),
            ("chapter", "The first chapter"),
            ("section", "A section"),
            ("chapter", "The second chapter"),
            ("section", "There"),
            ("binderypart", "Second part"),
            ("chapter", r"The third chapter"),
            ("binderybackmatter", ""),
            ("chapter", "Colophon"),
        ]
        assert app.warning.getvalue() == ""

    def test_the_text_of_the_root_document_is_not_printed(self, app: SphinxTestApp) -> None:
        assert "text of the root document" not in source(app)

    def test_it_is_named_after_the_project_and_brings_its_style(self, app: SphinxTestApp) -> None:
        source(app)
        names = {path.name for path in Path(app.outdir).iterdir()}
        assert {"a-small-book.tex", "bindery.sty", "binderyfonts.sty"} <= names

    def test_it_is_for_lualatex_on_the_books_paper(self, app: SphinxTestApp) -> None:
        text = source(app)
        assert r"\documentclass[a4paper,11pt,english,oneside,openany]{sphinxmanual}" in text
        assert re.search(
            r"\$pdflatex = 'lualatex", Path(app.outdir, "latexmkrc").read_text("utf-8")
        )

    @pytest.mark.sphinx(
        "latex",
        testroot="pdf-basic",
        confoverrides={
            "bindery_paper": "a5",
            "bindery_sides": "two",
            "bindery_recto_openings": True,
            "bindery_contents_depth": 2,
            "bindery_fonts": {"text": ["Charis"]},
        },
    )
    def test_the_options_of_the_pdf_hold(self, app: SphinxTestApp) -> None:
        text = source(app)
        assert r"\documentclass[a5paper,10pt,english,twoside,openright]{sphinxmanual}" in text
        assert r"\setcounter{tocdepth}{1}" in text
        assert r"\def\binderytextfonts{Charis,Libertinus Serif," in text

    @pytest.mark.sphinx(
        "latex",
        testroot="pdf-basic",
        srcdir="latex-of-a-trim-size",
        confoverrides={"bindery_paper": ["150mm", "220mm"], "bindery_margins": {"top": "2cm"}},
    )
    def test_the_trim_size_of_the_pdf_holds(self, app: SphinxTestApp) -> None:
        text = source(app)
        assert r"\PassOptionsToPackage{paperwidth=150mm,paperheight=220mm}{geometry}" in text
        assert re.search(r"hmargin=\{[\d.]+mm,[\d.]+mm\},vmargin=\{20mm,", text)

    @pytest.mark.sphinx(
        "latex",
        testroot="pdf-basic",
        srcdir="latex-of-the-user",
        confoverrides={
            "latex_engine": "pdflatex",
            "latex_elements": {"papersize": "letterpaper", "preamble": r"\def\mine{}"},
            "latex_documents": [("index", "mine.tex", "Mine", "Me", "howto")],
        },
    )
    def test_what_conf_py_says_of_latex_holds(self, app: SphinxTestApp) -> None:
        text = source(app)
        assert Path(app.outdir, "mine.tex").is_file()
        assert re.search(r"\\documentclass\[letterpaper,.*]{sphinxhowto}", text)
        assert text.index(r"\def\binderytitle") < text.index(r"\def\mine{}")
        assert r"\title{Mine}" in text
        assert "binderyfonts" not in text


@pytest.mark.sphinx("latex", testroot="pdf-torture")
class TestTorture:
    def test_every_reference_leads_somewhere(self, app: SphinxTestApp) -> None:
        assert dangling(source(app)) == set()

    def test_headings_have_numbers_where_the_toctree_asks(self, app: SphinxTestApp) -> None:
        text = source(app)
        (depth,) = map(int, re.findall(r"\\binderynumbering{(\d+)}", text))
        assert depth >= 2

    def test_hostile_titles_are_text(self, app: SphinxTestApp) -> None:
        assert r"\def\binderytitle{A Torture Chapter: <\&> “quotes” \#1}" in source(app)

    def test_html_and_check_boxes_of_markdown_are_in_it(self, app: SphinxTestApp) -> None:
        text = source(app)
        assert re.findall(r"\\bindery((?:un)?checked){}", text) == [
            "unchecked",
            "checked",
            "unchecked",
        ]
        assert r"\sphinxstylestrong{raw} HTML\newline{}here" in text

    def test_pictures_are_what_latex_reads_and_none_is_fetched(self, app: SphinxTestApp) -> None:
        text = source(app)
        names = re.findall(r"\\sphinxincludegraphics(?:\[.*?])?{{(.+?)}(\.\w+)}", text)
        assert {("drawing", ".pdf"), ("photo", ".pdf"), ("small", ".png")} <= set(names)
        for name in names:
            assert Path(app.outdir, "".join(name)).is_file()
        assert re.search(r"\\sphinxhref{https://[^}]+}{remote}", text)

    @pytest.mark.sphinx(
        "latex", testroot="pdf-torture", confoverrides={"bindery_font_paths": ["."]}
    )
    def test_a_drawing_keeps_its_size_and_is_the_same_each_time(self, app: SphinxTestApp) -> None:
        source(app)
        first = Path(app.outdir, "drawing.pdf").read_bytes()
        source(app)
        assert Path(app.outdir, "drawing.pdf").read_bytes() == first
        with pikepdf.open(Path(app.outdir, "drawing.pdf")) as pdf:
            (page,) = pdf.pages
            _left, _bottom, width, height = map(float, page.mediabox)
        assert width > height > 0


BOTH = """\
project = "Notes"
author = "N. N."
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["books.bib"]
bindery_basename = "notes"
bindery_backmatter = ["lists"]
"""
BOOKS = "@book{words, author = {Ann Author}, title = {Words}, year = 2014, publisher = {House}}\n"
INDEX = "Notes\n=====\n\n.. anthology::\n   :by: year\n\n.. toctree::\n\n   lists\n"
LISTS = "# Lists\n\n```{timeline}\n```\n\n```{tag-index}\n```\n"
POST = "---\ndate: {date}\ntags: [Nova]\n---\n\n# {title}\n\nText.\n"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "conf.py": BOTH,
            "books.bib": BOOKS,
            "index.rst": INDEX,
            "lists.md": LISTS,
            "posts/one.md": POST.format(date="2014-11", title="One"),
            "posts/two.md": CITING.replace("# Citing", "---\ndate: 2015\n---\n\n# Citing", 1),
        }
    )
    return project


def test_each_group_of_posts_is_a_part(posts: Project) -> None:
    build = posts.build("latex")
    assert build.warnings == ""
    assert headings((build.outdir / "notes.tex").read_text("utf-8")) == [
        ("binderybodymatter", ""),
        ("binderypart", "Posts of 2014"),
        ("chapter", "One"),
        ("binderypart", "Posts of 2015"),
        ("chapter", "Citing"),
        ("section", "After the bibliography"),
        ("binderybackmatter", ""),
        ("chapter", "Lists"),
    ]


def test_title_pages_print_the_metadata_of_the_posts(posts: Project) -> None:
    text = (posts.build("latex").outdir / "notes.tex").read_text("utf-8")
    macros = dict(re.findall(r"^\\def\\bindery(\w+){(.*)}$", text, re.MULTILINE))
    assert (macros["title"], macros["authors"], macros["published"]) == ("Notes", "N. N.", "2015")
    assert macros["keywords"] == "Nova"
    assert r"\date{2015}" in text


def test_an_index_of_terms_has_page_numbers(posts: Project) -> None:
    text = (posts.build("latex").outdir / "notes.tex").read_text("utf-8")
    entry = r"{One}}}}, \pageref{\detokenize{posts/one::doc}}"
    assert text.count(r"\pageref") == 1
    assert entry in text
    assert dangling(text) == set()


def test_a_bibliography_stays_in_its_chapter(posts: Project) -> None:
    text = (posts.build("latex").outdir / "notes.tex").read_text("utf-8")
    places = [
        text.index(part)
        for part in (
            r"\chapter{Citing}",
            r"\begin{sphinxthebibliography}",
            r"\bibitem",
            r"\end{sphinxthebibliography}",
            r"\section{After the bibliography}",
        )
    ]
    assert places == sorted(places)
    assert text.count(r"\begin{sphinxthebibliography}") == 1


@pytest.mark.parametrize("extensions", [["sphinx_bindery"], []], ids=["with bindery", "alone"])
def test_a_timeline_is_an_image_if_it_can_be_converted(
    posts: Project, extensions: list[str]
) -> None:
    loaded = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_anthology", *extensions]
    documents = [("index", "notes.tex", "Notes", "N. N.", "manual")]
    overrides = {"extensions": loaded, "latex_documents": documents}
    if not extensions:
        posts.write({"conf.py": BOTH.partition("bindery_basename")[0]})
    build = posts.build("latex", confoverrides=overrides)
    assert build.warnings == ""
    text = (build.outdir / "notes.tex").read_text("utf-8")
    pictures = re.findall(r"\\sphinxincludegraphics\[.*?]{{(timeline-\w+)}\.pdf}", text)
    assert len(pictures) == len(extensions)
    assert ("2 posts from" in text) is not bool(extensions)
    assert all((build.outdir / f"{name}.pdf").is_file() for name in pictures)


def test_a_missing_tex_installation_is_reported(tmp_path: Path) -> None:
    extensions = Path(__file__).parents[2] / "_ext"
    run = subprocess.run(
        [*run_module("sphinx_bindery.latex"), ".", tmp_path],
        env={"PATH": str(tmp_path), "PYTHONPATH": str(extensions)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("LaTeX: lualatex, latexmk, xindy, make not found, so ")
    assert list(tmp_path.iterdir()) == []
