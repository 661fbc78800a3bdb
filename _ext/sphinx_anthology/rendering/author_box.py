"""The boxes of a post's authors, in sites: picture, name, a few words, and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.core.posts.taxonomy import fold
from sphinx_anthology.core.values.author_profile import author_profiles
from sphinx_anthology.reading.author_images import author_image
from sphinx_anthology.rendering import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post_view import PostView
    from sphinx_anthology.core.values.author_profile import AuthorProfile

_PICTURE_WIDTH = "72px"
_PLAIN = ("no-scaled-link", "dark-light")
"""Classes of images without a link to their file, and of those that no theme darkens."""


def author_profile(builder: StandaloneHTMLBuilder, name: str) -> AuthorProfile | None:
    """Return the profile of the author with a name; None if ``conf.py`` has none."""
    return author_profiles(builder.config.anthology_authors).get(fold(name))


def render_author_boxes(
    view: PostView, builder: StandaloneHTMLBuilder
) -> Iterator[nodes.container]:
    """Yield a box for each author of a post who has a profile."""
    for author in view.summary.authors:
        if profile := author_profile(builder, author.author.name):
            links = fields.author_links([author], view.docname)
            name = nodes.paragraph("", "", *links, classes=["author-name"])
            frame = fields.frame_classes(view)
            yield author_box(profile, builder, name, *frame)


def author_box(
    profile: AuthorProfile,
    builder: StandaloneHTMLBuilder,
    name: nodes.paragraph | None = None,
    *classes: str,
) -> nodes.container:
    """Return the box of an author.

    Args:
        profile: The profile.
        builder: The builder.
        name: The name; None where the page has it in its heading.
        classes: More classes of the box.
    """
    # not in the search index: the same words are below many posts
    box = nodes.container(classes=["author-box", "no-search", *classes])
    if path := author_image(builder.env, profile.image):
        builder.images.setdefault(path, builder.env.images[path][1])
        picture = fields.image(path, "")  # the name is beside it
        picture["width"] = _PICTURE_WIDTH
        picture["classes"] += ["author-image", *_PLAIN]
        box += picture
    text = nodes.container(classes=["author-text"])
    if name:
        text += name
    if profile.description:
        text += nodes.paragraph("", profile.description)
    if profile.links:
        links = [nodes.reference("", name, refuri=url) for name, url in profile.links]
        parts = fields.joined(links, " · ")
        text += nodes.paragraph("", "", *parts, classes=["author-links"])
    box += text
    return box
