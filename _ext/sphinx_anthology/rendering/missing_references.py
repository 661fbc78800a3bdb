"""Warnings about cross-references and filters that mean no post and no term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import AnthologyDomain
from sphinx_anthology.nodes.cross_references import POST
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from sphinx import addnodes
    from sphinx_anthology.core.posts.catalogue import Catalogue


def warn_missing_reference(
    _app: Sphinx, domain: Domain | None, node: addnodes.pending_xref
) -> bool | None:
    """Handle ``warn-missing-reference``: suggest the nearest target."""
    if not isinstance(domain, AnthologyDomain):
        return None
    warn(Kind.REF, error_message(domain.catalogue, node["reftype"], node["reftarget"]), node)
    return True


def error_message(catalogue: Catalogue, kind: str, target: str) -> str:
    """Return why a target does not exist or is ambiguous, and what to write instead."""
    if kind != POST:
        known = catalogue.spellings(Taxonomy(kind))
        return f"no post has the {kind} {target!r}{did_you_mean(target, known)}"
    if several := catalogue.posts_meant(target):
        return f"{target!r} is the slug of several posts; write one of {', '.join(several)}"
    posts = [*catalogue.by_slug, *catalogue.by_docname]
    return f"there is no post {target!r}{did_you_mean(target, posts)}"
