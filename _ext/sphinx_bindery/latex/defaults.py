"""Defaults of Sphinx's LaTeX options: the layout of the Typst PDF, and the book's metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils.languages import get_language
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util.texescape import escape

from sphinx_bindery.common.dates import format_period
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename
from sphinx_bindery.pdf.options import colors, recto_openings
from sphinx_bindery.pdf.page_setup import book_pages
from sphinx_bindery.print.margins import CANON, SCREEN_PAPERS
from sphinx_bindery.print.page_geometry import CHARACTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.metadata import BookMetadata

TEXINPUTS = Path(__file__).parent / "texinputs"

_PAPERS = {
    "a4": ("a4paper", "11pt"),
    "us-letter": ("letterpaper", "11pt"),
    "a5": ("a5paper", "10pt"),
}
"""LaTeX's name of each paper, and the type size, which is close to that of the Typst PDF."""

_FONTS = {
    "text": ("Libertinus Serif", "Linux Libertine O", "FreeSerif"),
    "mono": ("DejaVu Sans Mono", "FreeMono"),
}
"""Font families: the first installed one is used, the others for the characters that it lacks."""


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: set the options that conf.py does not set."""
    # Sphinx chooses another engine for languages that need it.
    if not is_set(config, "latex_engine") and config.latex_engine == "pdflatex":
        config.latex_engine = "lualatex"
    if not is_set(config, "latex_table_style"):
        config.latex_table_style = ["booktabs"]
    style = sorted(str(path) for path in TEXINPUTS.iterdir())
    config.latex_additional_files = [*config.latex_additional_files, *style]
    config.latex_elements = _elements(config) | config.latex_elements


def is_set(config: Config, name: str) -> bool:
    """Return whether conf.py or the command line sets an option, even to its default."""
    return name in config._raw_config or name in config._overrides


def _elements(config: Config) -> dict[str, str]:
    paper, size, margins, own_size = _page(config)
    palette, _problems = colors(config)
    inner, outer, title = (
        f"{{HTML}}{{{palette[name][1:].upper()}}}" for name in ("reference", "link", "accent")
    )
    links = rf"InnerLinkColor={inner},OuterLinkColor={outer},TitleColor={title}"
    two_sided = config.bindery_sides == "two"
    opens_right = two_sided and recto_openings(config)[0] == "chapters"
    elements = {
        "papersize": paper,
        "pointsize": size,
        "extraclassoptions": ",".join(
            ("twoside" if two_sided else "oneside", "openright" if opens_right else "openany")
        ),
        "fncychap": "",
        "passoptionstopackages": own_size,
        "sphinxsetup": rf"{margins},{links},verbatimforcewraps,HeaderFamily=\rmfamily\bfseries",
    }
    if not is_set(config, "latex_documents"):
        # Documents that conf.py defines have their own title pages.
        elements |= {"maketitle": r"\binderytitlepages", "tableofcontents": r"\binderycontents"}
    if config.latex_engine == "lualatex":
        elements["fontpkg"] = _fonts(config)
        # polyglossia sets right-to-left text only where it is marked up.
        elements |= {"polyglossia": "", "babel": r"\usepackage[bidi=basic]{babel}"}
    return elements


_PAGES = 150
"""The number of pages that the gutter is for, since only LaTeX counts the pages."""


def _page(config: Config) -> tuple[str, str, str, str]:
    """Return LaTeX's paper, the type size, the margins, and LaTeX for a size without a paper."""
    is_two_sided = config.bindery_sides == "two"
    pages, _problems = book_pages(config, CHARACTER, is_two_sided=is_two_sided)
    if pages.paper and pages.margins == CANON:
        page = SCREEN_PAPERS[pages.paper]
        margins = f"hmargin={page.inner:g}mm,vmargin={{{page.top:g}mm,{page.bottom:g}mm}}"
        return *_PAPERS[pages.paper], margins, ""
    page = pages.geometry(_PAGES)
    size = min((10, 11, 12), key=lambda points: abs(points - page.size))
    sides, ends = f"{page.inner:g}mm,{page.outer:g}mm", f"{page.top:g}mm,{page.bottom:g}mm"
    lengths = f"paperwidth={page.width:g}mm,paperheight={page.height:g}mm"
    return (
        "a4paper",
        f"{size}pt",
        f"hmargin={{{sides}}},vmargin={{{ends}}}",
        rf"\PassOptionsToPackage{{{lengths}}}{{geometry}}",
    )


def _fonts(config: Config) -> str:
    lines = []
    for kind, known in _FONTS.items():
        chosen = config.bindery_fonts.get(kind, ())
        names = [chosen] if isinstance(chosen, str) else list(chosen)
        lines.append(rf"\def\bindery{kind}fonts{{{','.join([*names, *known])}}}")
    return "\n".join([*lines, r"\usepackage{binderyfonts}"])


def set_metadata(app: Sphinx, _env: BuildEnvironment) -> None:
    """Handle ``env-updated``: set the LaTeX document and the macros, once all metadata is read."""
    builder, config = app.builder, app.config
    if not isinstance(builder, LaTeXBuilder):
        return
    metadata = book_metadata(app)
    if not is_set(config, "latex_documents"):
        title, authors = (
            escape(text, config.latex_engine)
            for text in (metadata.title, ", ".join(_authors(metadata)))
        )
        name = f"{basename(config)}.tex"
        config.latex_documents = [(config.root_doc, name, title, authors, config.latex_theme)]
    if not config.today:
        builder.context["date"] = _published(metadata)
    own = str(builder.context["preamble"])
    builder.context["preamble"] = "\n".join([*_preamble(metadata, config), own])


def _preamble(metadata: BookMetadata, config: Config) -> Iterator[str]:
    published = _published(metadata)
    edition = " · ".join(text for text in (metadata.version, published) if text)
    texts = {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "authors": ", ".join(_authors(metadata)),
        "byline": ", ".join((*metadata.named_authors, *metadata.credits)),
        "published": published,
        "publisher": metadata.publisher,
        "description": metadata.description,
        "rights": f"© {metadata.rights}" if metadata.rights else "",
        "edition": edition,
        "identifier": metadata.identifier,
        "keywords": ", ".join(metadata.subjects),
        "language": metadata.language,
        "contentsname": get_language(config.language or "en").labels["contents"],
    }
    for name, text in texts.items():
        line = " ".join(text.split())
        yield rf"\def\bindery{name}{{{escape(line, config.latex_engine)}}}"
    # The date of the book, not of the build, for reproducible builds.
    yield rf"\def\binderymodified{{D:{metadata.modified:%Y%m%d%H%M%S}Z}}"
    yield rf"\setcounter{{tocdepth}}{{{config.bindery_contents_depth - 1}}}"


def _authors(metadata: BookMetadata) -> list[str]:
    return [author.name for author in metadata.authors]


def _published(metadata: BookMetadata) -> str:
    return format_period("", metadata.published, metadata.language)
