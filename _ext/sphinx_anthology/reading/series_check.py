"""After reading: mistakes that no file has alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def warn_of_series(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: two parts of a series should not claim one place."""
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
