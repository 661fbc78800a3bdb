"""Titles, ancestors and URLs of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.util.nodes import clean_astext

from sphinx_anthology.options import base_url
from sphinx_bindery.common.builders import is_home_page
from sphinx_bindery.common.plain_text import with_formulas_as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

_NO_TITLE = "<no title>"
"""The title that Sphinx gives to a document without one (``TitleCollector``)."""
_SAFE = "/:@!$&'()*+,;=~"
"""Characters that need no percent-encoding in a path or fragment (RFC 3986, 3.3 and 3.5)."""


def plain_title(env: BuildEnvironment, docname: str) -> str:
    """Return the title as plain text.

    Without one, return the project for the root document, and the docname for any other.
    """
    title = env.titles.get(docname)
    text = clean_astext(with_formulas_as_text(title)) if title is not None else _NO_TITLE
    if text != _NO_TITLE:
        return text
    return str(env.config.project) if docname == env.config.root_doc else docname


def documents_above(relations: Mapping[str, Sequence[str | None]], docname: str) -> list[str]:
    """Return the ancestors of a document, the nearest first and the root document last.

    Args:
        relations: The result of ``BuildEnvironment.collect_relations``.
        docname: The document; one outside all toctrees has no ancestors.
    """
    above = []
    while (around := relations.get(docname)) and around[0]:
        docname = around[0]
        above.append(docname)
    return above


def page_url(builder: Builder, docname: str, anchor: str = "") -> str:
    """Return the absolute URL of a page, or its path in the site without a base URL.

    The URL of the home page is that of the site, without a file name.

    Args:
        builder: The builder.
        docname: The document, or the name of another page.
        anchor: The id of a place in the page; empty for the whole page.
    """
    fragment = f"#{quote(anchor, safe=_SAFE)}" if anchor else ""
    base = base_url(builder.config)
    path = "" if base and is_home_page(builder, docname) else page_path(builder, docname)
    return base + path + fragment


def page_path(builder: Builder, docname: str) -> str:
    """Return the percent-encoded path of a page in the site.

    All builders of Sphinx return it so, except ``dirhtml``.
    """
    path = builder.get_target_uri(docname)
    return quote(path, safe=_SAFE) if isinstance(builder, DirectoryHTMLBuilder) else path


def file_url(builder: Builder, path: str) -> str:
    """Return the absolute URL of a file, given its path in the site without percent-encoding."""
    return base_url(builder.config) + quote(path, safe=_SAFE)


def image_url(builder: StandaloneHTMLBuilder, path: str) -> str:
    """Return the absolute URL of an image, given its path from the source folder."""
    return file_url(builder, f"{builder.imagedir}/{builder.env.images[path][1]}")
