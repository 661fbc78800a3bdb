"""References to the pages that ABlog writes, such as ``blog-posts`` and ``tag-nova``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes
    from sphinx_anthology.ablog.old_pages import OldPages

FEED = "blog-feed"
"""The label of the feed of all posts."""


def resolve_old_label(
    pages: OldPages,
    app: Sphinx,
    env: BuildEnvironment,
    node: addnodes.pending_xref,
    content: nodes.TextElement,
) -> nodes.Element | None:
    """Handle ``missing-reference``: return a link to what ABlog's label names.

    Without such a page in this output, the reference becomes text.
    """
    target = str(node["reftarget"]).lower()
    if node.get("reftype") not in {"ref", "myst", "any"}:
        return None
    builder, origin = app.builder, node.get("refdoc", "")
    if target == FEED:
        path = f"{app.config.blog_path.strip('/')}/atom.xml"
        title = content if node.get("refexplicit") else nodes.emphasis("", app.config.blog_title)
        if base := base_url(app.config):
            return nodes.reference("", "", title, refuri=base + path, internal=False)
        return title
    page = next((page for page in pages.pages(env) if target in page.labels), None)
    if page is None:
        return None
    title = content if node.get("refexplicit") else nodes.emphasis("", page.title)
    domain = anthology_domain(env)
    if page.term:
        place = domain.place_of(page.term, builder)
    elif is_html_site(builder):
        place = page.name, ""
    else:
        index = domain.index_pages.get(page.group_by) if page.group_by else None
        place = (index, "") if index else None
    return make_refnode(builder, origin, *place, title) if place else title
