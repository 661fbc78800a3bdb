"""Timelines: an SVG image of posts over time, with a text alternative.

HTML has the SVG in the page, where it takes the color of the text. Builders that support SVG images
include it as a file, and all others show only the text alternative.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms.images import ImageConverter

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.timeline.opaque import opaque
from sphinx_anthology.core.timeline.svg import Mark, timeline_svg, years
from sphinx_anthology.rendering.fields import count_of_posts, image
from sphinx_anthology.rendering.lists import no_posts
from sphinx_bindery.common.builders import builder_of, is_print_edition
from sphinx_bindery.common.dates import format_date, format_number
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post_view import PostSummary

_ = get_translation("anthology")

_SVG = "image/svg+xml"
_BOOK_FONT = "Libertinus Serif"


def render_timeline(
    env: BuildEnvironment, document: nodes.document, posts: Sequence[PostSummary], name: str
) -> nodes.Element:
    """Return a timeline of posts.

    Args:
        env: The environment.
        document: The document that is being written.
        posts: The posts with a date, in the order of the book.
        name: A unique name for the image file.
    """
    marks = [Mark(post.order_date.date, post.title) for post in posts if post.order_date]
    if not marks:
        return no_posts()
    builder = builder_of(env)
    language = env.config.language or "en"
    text = text_alternative(marks, language)
    # Sphinx's own ePub does not declare SVG in a page (EPUBCheck, OPF-014)
    if builder.format == "html" and type(builder) is not Epub3Builder:
        svg = timeline_svg(marks, title=text, language=language)
        content: nodes.Element = nodes.raw("", svg, format="html")
    elif _supports_svg(builder, document):
        svg = timeline_svg(marks, title=text, language=language, font=_BOOK_FONT)
        if is_print_edition(builder):
            svg = opaque(svg)
        content = image(_file(env, svg, name), text)
        content["width"] = "100%"
    else:
        return nodes.paragraph(text, text, classes=["timeline"])
    return nodes.container("", content, classes=["timeline"])


def _supports_svg(builder: Builder, document: nodes.document) -> bool:
    """Return whether a builder supports SVG images, by itself or through an image converter."""
    if _SVG in builder.supported_image_types:
        return True
    rules = {(_SVG, kind) for kind in builder.supported_image_types}
    return any(
        issubclass(transform, ImageConverter)
        and not rules.isdisjoint(transform.conversion_rules)
        and transform(document).is_available()
        for transform in builder._app.registry.get_post_transforms()
    )


def _file(env: BuildEnvironment, svg: str, name: str) -> str:
    """Write the image to the cache, for a builder that copies files; return its path."""
    digest = blake2b(name.encode(), digest_size=8).hexdigest()
    path = cache_folder(builder_of(env)) / f"timeline-{digest}.svg"
    write_if_changed(path, svg.encode())
    env.images.add_file(env.current_document.docname, str(path))
    return str(path)


def text_alternative(marks: Sequence[Mark], language: str) -> str:
    """Return the text alternative: the number of posts, their dates, and the count by year."""
    ordered = sorted(marks, key=lambda mark: mark.date.start)
    first, last = (format_date(mark.date, language) for mark in (ordered[0], ordered[-1]))
    counts = _(", ").join(
        f"{year}: {format_number(count, language)}" for year, count in years(marks).items() if count
    )
    posts = count_of_posts(len(marks), language)
    if first == last:
        return _("Posts over time: {posts} of {first}").format(posts=posts, first=first)
    return _("Posts over time: {posts} from {first} to {last}. By year: {counts}.").format(
        posts=posts, first=first, last=last, counts=counts
    )
