"""Page numbers and addresses after the text of links, in the print edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.common.addresses import with_short_commits
from sphinx_bindery.pdf.links import has_page_number, label
from sphinx_bindery.pdf.typst.escape import breakable, broken_string, string

if TYPE_CHECKING:
    from sphinx_bindery.pdf.links import Link

_UNPAGED = frozenset({"bibtex-citation", "toctree-wrapper", "footnote-reference", "brackets"})
"""Classes of elements whose references have no page numbers: citations and lists of contents."""

_NAMES = frozenset({"std-term", "tag", "category", "author", "series-name"})
"""Classes in references to the glossary and to lists of posts: frequent, and easy to find."""

_LISTS = frozenset({"entries", "post-list"})
"""Classes of lists that are read alone, so that all their references have page numbers."""

_BYLINE, _NEIGHBORS = "byline", frozenset({"previous", "next"})
"""The class of bylines, and those of their links with page numbers: the neighbors in a series."""

_WEB_FIELDS = frozenset({"license"})
"""Fields of the byline whose addresses would be repeated in each post."""

_NEAR = 2000
"""The number of characters on a small page, or on half of a large one."""


@dataclass(slots=True)
class PrintedLinks:
    """The page numbers and addresses of the links of one document.

    A page number follows the first reference to a target in the document, and each one in a list of
    posts. An address that occurs again refers to its first note.

    Attributes:
        docname: The document.
        addresses: Where addresses are printed: notes, list or none; None for a PDF with links.
        document: The doctree.
    """

    docname: str
    addresses: str | None
    document: nodes.document
    _places: dict[str | int, int] | None = None
    _numbers: dict[str, int] = field(default_factory=dict)
    _targets: set[str] = field(default_factory=set)

    def after(self, link: Link, node: nodes.Element, *, in_note: bool = False) -> str:
        """Return the markup after the text of a link.

        Args:
            link: What it leads to.
            node: The reference.
            in_note: Whether it is in a footnote.
        """
        if self.addresses is None:
            return ""
        classes = _classes_around(node)
        if link.label:
            return self._page(link.label, node, classes)
        if link.address and not (_BYLINE in classes and classes & _WEB_FIELDS):
            return self._address(link.address, node.astext(), in_note=in_note)
        return ""

    def _page(self, name: str, node: nodes.Element, classes: frozenset[str]) -> str:
        is_of_byline = _BYLINE in classes and not classes & _NEIGHBORS
        is_left_out = is_of_byline or classes & _UNPAGED or _has_class(node, _NAMES)
        if is_left_out or has_page_number(node) or not node.astext().strip():
            return ""
        if name in self._targets and not classes & _LISTS:
            return ""
        if self._is_near(name, node):
            return ""
        self._targets.add(name)
        return f"#page-mention({string(name)});"

    def _is_near(self, name: str, node: nodes.Element) -> bool:
        """Return whether a target is so near to a reference that it needs no page number.

        Characters are counted instead of pages: a number that is printed only if the target is on
        another page can move the target, so that Typst's layout does not converge.
        """
        own = label(self.docname)
        if not name.startswith(own):
            return False
        if self._places is None:
            self._places = _places_in(self.document)
        target = self._places.get(name.removeprefix(own), 0)
        return abs(self._places.get(id(node), 0) - target) < _NEAR

    def _address(self, address: str, text: str, *, in_note: bool) -> str:
        shown = address.removeprefix("mailto:")
        is_text = _bare(text) in {_bare(shown), _bare(with_short_commits(shown))}
        if self.addresses == "none" or is_text:
            return ""
        written = f"#web-address({broken_string(breakable(shown))});"
        if in_note:
            # no notes of notes
            return f" ({written})"
        is_new = shown not in self._numbers
        number = self._numbers.setdefault(shown, len(self._numbers) + 1)
        if self.addresses == "list":
            return f"#address-mark({number});"
        name = string(label(self.docname, f"%address-{number}"))
        if is_new:
            return f"#footnote[{written}]#label({name});"
        return f"#footnote(label({name}));"

    def listed(self) -> str:
        """Return the markup of the list of addresses at the end of the document."""
        if self.addresses != "list" or not self._numbers:
            return ""
        items = ", ".join(broken_string(breakable(address)) for address in self._numbers)
        return f"\n\n#address-list(({items},));\n\n"


def _classes_around(node: nodes.Element) -> frozenset[str]:
    """Return the classes of an element and of those around it."""
    found: set[str] = set()
    current: nodes.Element | None = node
    while current is not None:
        found.update(current.get("classes", ()))
        if isinstance(current, nodes.citation_reference):
            found.add("brackets")
        current = current.parent
    return frozenset(found)


def _places_in(document: nodes.document) -> dict[str | int, int]:
    """Return the number of characters before each id and each reference, by its identity."""
    found: dict[str | int, int] = {}
    count = 0
    for node in document.findall():
        if isinstance(node, nodes.Text):
            count += len(node)
        elif isinstance(node, nodes.reference):
            found[id(node)] = count
        if isinstance(node, nodes.Element):
            found.update(dict.fromkeys(map(str, node.get("ids", ())), count))
    return found


def _has_class(node: nodes.Element, classes: frozenset[str]) -> bool:
    """Return whether an element or one in it has one of some classes."""
    return any(classes & {*inner.get("classes", ())} for inner in node.findall(nodes.Element))


def _bare(address: str) -> str:
    """Return an address without its scheme and final slash, to compare it with a text."""
    return address.strip().rpartition("://")[2].removeprefix("www.").rstrip("/").lower()
