"""Where references lead: within the book, to the site that it also is, or to the web."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx_bindery.pdf.document_context import label
from sphinx_bindery.pdf.typst.escape import string

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.config import Config

SCHEME = "%"
"""Begins what the builder calls the address of a document; no address of the web begins so."""

UNLINKED = "unlinked()"
"""The call that shows a reference as plain text."""

LONGEST = 8000
"""The most characters that Typst takes in the address of a link (0.15)."""

WITH_PAGES = "with-pages"
"""The class of what asks for the page of each place that it refers to, as an index does."""

_UNLINKED = frozenset({"javascript", "vbscript", "data", "file", "blob", "about"})


def address(docname: str) -> str:
    """Return the address that Sphinx writes into references to a document."""
    return SCHEME + docname


@dataclass(frozen=True, slots=True)
class Links:
    """Writes the opening of a link for each reference.

    docnames: what is in the book. base_url: the book's site, empty if it has none.
    """

    docnames: AbstractSet[str]
    base_url: str
    page_suffix: str

    @classmethod
    def of(cls, docnames: AbstractSet[str], config: Config) -> Links:
        """Return the links of a book with these documents."""
        suffix = config.html_link_suffix or config.html_file_suffix or ".html"
        return cls(docnames, config.html_baseurl, suffix)

    def opening(self, docname: str, node: nodes.Element) -> str:
        """Return the call that a reference in ``docname`` is, without its text.

        Inside of an element of the class ``with-pages`` the call prints the target's page too.
        """
        call = self._opening(docname, node)
        return f"paged-{call}" if call.startswith("xref(") and _wants_page(node) else call

    def _opening(self, docname: str, node: nodes.Element) -> str:
        if node.get("refid"):
            return f"xref({string(label(docname, node['refid']))})"
        uri = str(node.get("refuri", ""))
        if uri.startswith(SCHEME):
            return self._inside(uri.removeprefix(SCHEME))
        if uri.startswith("#"):
            return f"xref({string(label(docname, uri[1:]))})"
        if ":" in uri.partition("/")[0]:
            return _external(uri)
        if uri and self.base_url:
            return _external(urljoin(self.base_url, uri))
        return UNLINKED

    def download(self, node: nodes.Element) -> str:
        """Return the call that a link to a download is: no file goes with a PDF."""
        uri = str(node.get("refuri", node.get("reftarget", "")))
        return _external(uri) if "://" in uri else UNLINKED

    def _inside(self, target: str) -> str:
        docname, _, node_id = target.partition("#")
        if docname in self.docnames:
            return f"xref({string(label(docname, node_id))})"
        if self.base_url and docname != "search":
            page = f"{docname}{self.page_suffix}" + (f"#{node_id}" if node_id else "")
            return _external(urljoin(self.base_url, page))
        return UNLINKED


def _external(uri: str) -> str:
    """Return the call of a link to the web; plain text where a PDF can lead nowhere."""
    scheme = uri.partition(":")[0].strip().lower()
    return UNLINKED if scheme in _UNLINKED or len(uri) > LONGEST else f"external({string(uri)})"


def _wants_page(node: nodes.Element) -> bool:
    above: nodes.Element | None = node
    while above is not None:
        if WITH_PAGES in above.get("classes", ()):
            return True
        above = above.parent
    return False
