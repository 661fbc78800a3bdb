"""URLs of the pages and files of the HTML site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.builders.dirhtml import DirectoryHTMLBuilder

from sphinx_anthology.options import base_url

if TYPE_CHECKING:
    from sphinx.builders import Builder

_UNRESERVED = "/:@!$&'()*+,;=~"


def absolute(builder: Builder, docname: str) -> str:
    """Return the absolute URL of a page, or its path in the site without a base URL."""
    return base_url(builder.config) + path_of(builder, docname)


def path_of(builder: Builder, docname: str) -> str:
    """Return the quoted path of a page in the site.

    Of Sphinx's builders all but ``dirhtml`` quote it.
    """
    path = builder.get_target_uri(docname)
    return quote(path, safe=_UNRESERVED) if isinstance(builder, DirectoryHTMLBuilder) else path


def on_site(builder: Builder, path: str) -> str:
    """Return the absolute URL of a file, given its unquoted path in the site."""
    return base_url(builder.config) + quote(path, safe=_UNRESERVED)
