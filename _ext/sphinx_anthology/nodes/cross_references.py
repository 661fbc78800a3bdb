"""References to posts and names: the roles, and what every builder makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.roles import XRefRole
from sphinx.util import docname_join

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.nodes.inline import given_name
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.taxonomy import Term

POST = "post"
NAMES = tuple(str(taxonomy) for taxonomy in Taxonomy if taxonomy is not Taxonomy.YEAR)
ROLES = (POST, *NAMES)
"""The roles, which are also the types of the domain's objects."""


class NameRole(XRefRole):
    """A role of the domain that works without the domain's name before it, too."""

    innernodeclass = given_name

    def __init__(self) -> None:
        """Warn of a wrong target, as of any mistake."""
        super().__init__(warn_dangling=True)

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the reference."""
        self.name = f"anthology:{self.name.rpartition(':')[2]}"
        return super().run()


def link_to_post(target: str, docname: str) -> addnodes.pending_xref:
    """Return a cross-reference from ``docname`` to the post ``target`` that shows its title."""
    return addnodes.pending_xref(
        "",
        given_name(classes=["doc"]),
        refdomain="anthology",
        reftype=POST,
        reftarget=target,
        refdoc=docname,
        refexplicit=False,
        refwarn=True,
    )


def link_to_term(term: Term, shown: nodes.TextElement, docname: str) -> addnodes.pending_xref:
    """Return a cross-reference from ``docname`` to where the posts of a term are listed."""
    return addnodes.pending_xref(
        "",
        shown,
        refdomain="anthology",
        reftype=str(term.taxonomy),
        reftarget=term.name or term.slug,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )


def mention(reference: addnodes.pending_xref, docname: str) -> str:
    """Return what a reference in a document refers to for certain, with its kind before a colon.

    That is a document (``doc:``), a label (``label:``), a post (``post:``) or a name, with its
    taxonomy; nothing for any other.
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


def warn_missing(_app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Handle ``warn-missing-reference``: tell which name is the nearest to a wrong one."""
    if domain is None or domain.name != "anthology":
        return None
    catalogue: Catalogue = domain.catalogue  # type: ignore[attr-defined]
    kind, target = node["reftype"], node["reftarget"]
    warn(Kind.REF, what_is_wrong(catalogue, kind, target), node)
    return True


def what_is_wrong(catalogue: Catalogue, kind: str, target: str) -> str:
    """Return why a reference of a role leads nowhere, and what to write instead."""
    if kind != POST:
        known = catalogue.spellings(Taxonomy(kind))
        return f"no post has the {kind} {target!r}{did_you_mean(target, known)}"
    if several := catalogue.posts_meant(target):
        return f"{target!r} is the slug of several posts: write one of {', '.join(several)}"
    posts = [*catalogue.by_slug, *catalogue.by_docname]
    return f"there is no post {target!r}{did_you_mean(target, posts)}"


def survives_inventory(name: str) -> bool:
    """Tell whether a name can be read back from an inventory.

    Its lines are split at spaces, so that a number inside of a name may pass for a priority
    (``sphinx.util.inventory``).
    """
    words = name.split(" ")
    return not any(word.removeprefix("-").isdecimal() for word in words[2:])
