"""Cross-references to posts and terms, which are resolved for each builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.roles import XRefRole
from sphinx.util import docname_join

from sphinx import addnodes
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.nodes.html_elements import bidi_isolate

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_anthology.core.posts.post_view import TermLink

POST = "post"
TERM_TYPES = tuple(str(taxonomy) for taxonomy in Taxonomy if taxonomy is not Taxonomy.YEAR)
OBJECT_TYPES = (POST, *TERM_TYPES)
"""The types of the domain's objects, which are also the names of the roles."""


class AnthologyRole(XRefRole):
    """Cross-reference role that works with and without the domain's name as prefix."""

    innernodeclass = bidi_isolate

    def __init__(self) -> None:
        """Create a role that warns about missing targets."""
        super().__init__(warn_dangling=True)

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the cross-reference, in the domain ``anthology``."""
        self.name = f"anthology:{self.name.rpartition(':')[2]}"
        return super().run()


def link_to_post(
    target: str, docname: str, content: nodes.TextElement | None = None
) -> addnodes.pending_xref:
    """Return a cross-reference from ``docname`` to a post; by default with its title as text."""
    return addnodes.pending_xref(
        "",
        content or bidi_isolate(classes=["doc"]),
        refdomain="anthology",
        reftype=POST,
        reftarget=target,
        refdoc=docname,
        refexplicit=content is not None,
        refwarn=True,
    )


def link_to_term(term: TermLink, content: nodes.TextElement, docname: str) -> addnodes.pending_xref:
    """Return a cross-reference from ``docname`` to the list of a term's posts."""
    return addnodes.pending_xref(
        "",
        content,
        refdomain="anthology",
        reftype=str(term.taxonomy),
        reftarget=term.target,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )


def xref_target(reference: addnodes.pending_xref, docname: str) -> str:
    """Return the unambiguous target of a cross-reference, with its kind as prefix.

    The kind is ``doc``, ``label``, ``post`` or a taxonomy. For any other cross-reference, return
    an empty string.
    """
    target = reference["reftarget"]
    match reference.get("refdomain"), reference["reftype"]:
        case "std", "doc":
            return f"doc:{docname_join(docname, target)}"
        case "doc", "myst":
            return f"doc:{target}"
        case ("std", "ref" | "numref") | ((None | ""), "myst"):
            return f"label:{target.lower()}"
        case "anthology", kind:
            return f"{kind}:{target}"
        case _:
            return ""


def is_inventory_safe(name: str) -> bool:
    """Return whether the name of an object can be read back from an inventory.

    Sphinx splits its lines at spaces and may take a number inside a name for the priority
    (``sphinx.util.inventory``).
    """
    words = name.split(" ")
    return not any(word.removeprefix("-").isdecimal() for word in words[2:])
