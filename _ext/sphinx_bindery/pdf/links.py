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
class Link:
    """What a reference leads to; neither for one that becomes plain text.

    Attributes:
        label: The label of a place in the book.
        address: An address outside the book.
    """

    label: str = ""
    address: str = ""

    @property
    def call(self) -> str:
        """The Typst call, without the text of the reference."""
        if self.label:
            return f"xref({string(self.label)})"
        return f"external({string(self.address)})" if self.address else UNLINKED


@dataclass(frozen=True, slots=True)
class LinkRenderer:
    """Renderer of references as calls of template functions.

    Attributes:
        docnames: The documents in the book.
        base_url: Address of the HTML site, empty if there is none.
        page_suffix: Suffix of the site's pages.
        addresses: Where the print edition has the addresses of links: notes, list or none; None for
            an edition with links.
    """

    docnames: AbstractSet[str]
    base_url: str
    page_suffix: str
    addresses: str | None = None

    def reference_call(self, docname: str, node: nodes.Element) -> str:
        """Return the Typst call for a reference in ``docname``, without its text.

        Inside an element of class ``with-pages`` the call prints the target's page number too.
        """
        link = self.link(docname, node)
        return f"paged-{link.call}" if link.label and has_page_number(node) else link.call

    def link(self, docname: str, node: nodes.Element) -> Link:
        """Return what a reference in ``docname`` leads to."""
        if node.get("refid"):
            return Link(label(docname, node["refid"]))
        uri = str(node.get("refuri", ""))
        if uri.startswith(SCHEME):
            return self._document(uri.removeprefix(SCHEME))
        if uri.startswith("#"):
            return Link(label(docname, uri[1:]))
        if ":" in uri.partition("/")[0]:
            return external(uri)
        if uri and self.base_url:
            return external(urljoin(self.base_url, uri))
        return Link()

    @staticmethod
    def download(node: nodes.Element) -> Link:
        """Return what a download leads to; local files are not attached to the PDF."""
        uri = str(node.get("refuri", node.get("reftarget", "")))
        return external(uri) if "://" in uri else Link()

    def _document(self, target: str) -> Link:
        docname, _, node_id = target.partition("#")
        if docname in self.docnames:
            return Link(label(docname, node_id))
        if self.base_url and docname != "search":
            page = f"{docname}{self.page_suffix}" + (f"#{node_id}" if node_id else "")
            return external(urljoin(self.base_url, page))
        return Link()


def external(uri: str) -> Link:
    """Return an external link, none if a PDF cannot link to the address."""
    if not is_safe(uri) or len(uri) > MAX_URI_LENGTH:
        return Link()
    return Link(address=uri)


def has_page_number(node: nodes.Element) -> bool:
    """Return whether cross-references at a place are followed by page numbers, as in an index."""
    ancestor: nodes.Element | None = node
    while ancestor is not None:
        if WITH_PAGES in ancestor.get("classes", ()):
            return True
        ancestor = ancestor.parent
    return False
