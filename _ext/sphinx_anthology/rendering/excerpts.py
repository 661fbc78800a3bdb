"""The excerpts of posts, with the texts of their cross-references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.nodes import clean_astext

from sphinx_anthology.core.posts.excerpt import resolve_excerpt
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.nodes.cross_references import NAMES

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.domain import AnthologyDomain


def shown_excerpt(domain: AnthologyDomain, excerpt: str) -> str:
    """Return an excerpt as readers see it, with the texts of its cross-references."""
    return resolve_excerpt(excerpt, lambda target: _text(domain, target))


def summary(domain: AnthologyDomain, post: Post) -> str:
    """Return the description of a post, else its excerpt, on one line."""
    text = post.description or shown_excerpt(domain, domain.reading(post.docname).excerpt)
    return " ".join(text.split())


def _text(domain: AnthologyDomain, target: str) -> str:
    kind, _colon, name = target.partition(":")
    if kind in NAMES:
        term = domain.catalogue.find(Taxonomy(kind), name)
        return term.name if term else name
    if kind == "label":
        return domain.env.domains.standard_domain.labels.get(name, ("", "", name))[2]
    meant = domain.catalogue.posts_meant(name) if kind == "post" else (name,)
    title = domain.env.titles.get(meant[0]) if meant else None
    return clean_astext(title) if title is not None else name
