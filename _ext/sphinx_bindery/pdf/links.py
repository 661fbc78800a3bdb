"""Links: cross-references inside the book, links to its HTML site, and external links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx_bindery.common.addresses import is_safe
from sphinx_bindery.pdf.typst.escape import string

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

SCHEME = "%"
"""Prefix of the URIs that the builder gives to documents; no web address begins with it."""

UNLINKED = "unlinked()"
"""The Typst call for a reference that becomes plain text."""

MAX_URI_LENGTH = 8000
"""The longest link address that Typst 0.15 accepts, in characters."""

WITH_PAGES = "with-pages"
"""The class of elements whose cross-references are followed by page numbers, such as indexes."""


def label(docname: str, node_id: str = "") -> str:
    """Return the Typst label of an id in a document, or of the document itself."""
    return f"{docname}#{node_id}"


@dataclass(frozen=True, slots=True)
class LinkRenderer:
    """Renderer of references as calls of template functions.

    Attributes:
        docnames: The documents in the book.
        base_url: Address of the HTML site, empty if there is none.
        page_suffix: Suffix of the site's pages.
    """

    docnames: AbstractSet[str]
    base_url: str
    page_suffix: str

    def reference_call(self, docname: str, node: nodes.Element) -> str:
        """Return the Typst call for a reference in ``docname``, without its text.

        Inside an element of class ``with-pages`` the call prints the target's page number too.
        """
        call = self._reference_call(docname, node)
        return f"paged-{call}" if call.startswith("xref(") and _has_page_number(node) else call

    def _reference_call(self, docname: str, node: nodes.Element) -> str:
        if node.get("refid"):
            return f"xref({string(label(docname, node['refid']))})"
        uri = str(node.get("refuri", ""))
        if uri.startswith(SCHEME):
            return self._document_call(uri.removeprefix(SCHEME))
        if uri.startswith("#"):
            return f"xref({string(label(docname, uri[1:]))})"
        if ":" in uri.partition("/")[0]:
            return external_call(uri)
        if uri and self.base_url:
            return external_call(urljoin(self.base_url, uri))
        return UNLINKED

    def download_call(self, node: nodes.Element) -> str:
        """Return the Typst call for a download; local files are not attached to the PDF."""
        uri = str(node.get("refuri", node.get("reftarget", "")))
        return external_call(uri) if "://" in uri else UNLINKED

    def _document_call(self, target: str) -> str:
        docname, _, node_id = target.partition("#")
        if docname in self.docnames:
            return f"xref({string(label(docname, node_id))})"
        if self.base_url and docname != "search":
            page = f"{docname}{self.page_suffix}" + (f"#{node_id}" if node_id else "")
            return external_call(urljoin(self.base_url, page))
        return UNLINKED


def external_call(uri: str) -> str:
    """Return the call for an external link, ``UNLINKED`` if a PDF cannot link to the address."""
    if not is_safe(uri) or len(uri) > MAX_URI_LENGTH:
        return UNLINKED
    return f"external({string(uri)})"


def _has_page_number(node: nodes.Element) -> bool:
    ancestor: nodes.Element | None = node
    while ancestor is not None:
        if WITH_PAGES in ancestor.get("classes", ()):
            return True
        ancestor = ancestor.parent
    return False
