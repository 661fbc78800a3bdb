"""Warnings about the front matter of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.known_terms import known_tags
from sphinx_anthology.core.posts.spelling import fold
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.warnings import warn, warn_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan


def warn_about_post(app: Sphinx, scan: FrontMatterScan) -> None:
    """Warn about the front matter of a post, each time its file is read."""
    post = scan.post
    for problem in scan.problems:
        warn_of(problem, post.docname)
    if app.config.anthology_closed_tags:
        terms = known_tags(app.config.anthology_tags)
        known = [spelling for term in terms for spelling in (*term.spellings, term.name)]
        folded = frozenset(map(fold, known))
        for tag in post.tags:
            if fold(tag) not in folded:
                message = f"anthology_tags has no tag {tag!r}{did_you_mean(tag, known)}"
                warn(Kind.TAG, message, (post.docname, post.line_of("tags")))


def warn_about_series(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: warn about posts with one order in one series."""
    for name, posts in anthology_domain(env).catalogue.series.items():
        taken: dict[float, str] = {}
        for post in posts:
            (order,) = (place.order for place in post.series if place.name == name)
            if order is None:
                continue
            other = taken.setdefault(order, post.docname)
            if other != post.docname:
                message = f"series {name!r}: {other} has order {order:g} too; give each its own"
                warn(Kind.SERIES, message, (post.docname, post.line_of("series")))
