"""The footer of a post in HTML: related posts and backlinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.nodes.cross_references import link_to_post
from sphinx_anthology.rendering import fields
from sphinx_bindery.common.messages.text_language import get_translation

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.post_view import PostView

_ = get_translation("anthology")


def render_post_footer(view: PostView) -> nodes.container | None:
    """Return the footer of a post; None without related posts and backlinks."""
    lists = (
        (_("Related posts"), "related-posts", view.related),
        (_("Posts that link here"), "backlinks", view.backlinks),
    )
    # the class is documented for custom stylesheets
    footer = nodes.container(classes=["postscript", *fields.frame_classes(view)])
    for heading, kind, links in lists:
        if links:
            items = [
                nodes.list_item(
                    "", nodes.paragraph("", "", link_to_post(link.docname, view.docname))
                )
                for link in links
            ]
            title = nodes.rubric(heading, heading)
            title["heading-level"] = 2
            posts = nodes.bullet_list("", *items, bullet="*")
            footer += nodes.container("", title, posts, classes=[kind])
    return footer if footer.children else None
