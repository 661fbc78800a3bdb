"""The metadata of the title page, the imprint and the table of contents, as LaTeX macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.languages import get_language
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util.texescape import escape

from sphinx_bindery.common.dates import format_period
from sphinx_bindery.latex.defaults import is_set
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.metadata import BookMetadata


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
        "published": published,
        "publisher": metadata.publisher,
        "description": metadata.description,
        "rights": f"© {metadata.rights}" if metadata.rights else "",
        "edition": edition,
        "identifier": metadata.identifier,
        "keywords": ", ".join(metadata.subjects),
        "language": metadata.language.replace("_", "-"),
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
