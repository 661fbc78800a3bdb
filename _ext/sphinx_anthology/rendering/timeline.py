"""The directive ``{timeline}``: a picture of posts over time, with a text in its place.

HTML and ePub take the drawing into the page, where it has the colors of the text. A builder that
shows drawings takes a file, and any other the text alone.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms.images import ImageConverter

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.timeline.svg import Mark, timeline_svg, years
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.reading.images import picture
from sphinx_anthology.rendering.byline_fields import count_of_posts
from sphinx_anthology.rendering.lists import no_posts, posts_of
from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.common.dates import format_date
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.nodes.placeholders import timeline_placeholder

_ = get_translation("anthology")

_SVG = "image/svg+xml"
_BOOK_FONT = "Libertinus Serif"


def write_timelines(env: BuildEnvironment, placeholders: Iterable[timeline_placeholder]) -> None:
    """Replace the placeholders; posts without a date are on no timeline."""
    domain = anthology_domain(env)
    titles = domain.titles
    for number, placeholder in enumerate(placeholders):
        posts = frozenset(posts_of(domain, placeholder))
        marks = [
            Mark(post.date, titles.get(post.docname, post.docname))
            for post in domain.catalogue.posts
            if post in posts and post.date
        ]
        name = f"{placeholder.docname}-{number}"
        placeholder.replace_self(_timeline(env, placeholder, marks, name) or no_posts())


def _timeline(
    env: BuildEnvironment, placeholder: nodes.Element, marks: Sequence[Mark], name: str
) -> nodes.Element | None:
    if not marks:
        return None
    builder = builder_of(env)
    language = env.config.language or "en"
    text = described(marks, language)
    # Sphinx's own ePub does not declare drawings that stand in a page (EPUBCheck, OPF-014)
    if builder.format == "html" and type(builder) is not Epub3Builder:
        drawing = timeline_svg(marks, title=text, language=language)
        shown: nodes.Element = nodes.raw("", drawing, format="html")
    elif _shows_drawings(builder, placeholder.document):
        drawing = timeline_svg(marks, title=text, language=language, font=_BOOK_FONT)
        shown = picture(_file(env, drawing, name), text)
        shown["width"] = "100%"
    else:
        return nodes.paragraph(text, text, classes=["timeline"])
    return nodes.container("", shown, classes=["timeline"])


def _shows_drawings(builder: Builder, document: nodes.document | None) -> bool:
    """Tell whether the builder takes drawings, or a converter makes of them what it takes."""
    if _SVG in builder.supported_image_types:
        return True
    if document is None:
        return False
    rules = {(_SVG, kind) for kind in builder.supported_image_types}
    return any(
        issubclass(transform, ImageConverter)
        and not rules.isdisjoint(transform.conversion_rules)
        and transform(document).is_available()
        for transform in builder._app.registry.get_post_transforms()
    )


def _file(env: BuildEnvironment, drawing: str, name: str) -> str:
    """Write the drawing to the cache, for a builder that copies files."""
    digest = blake2b(name.encode(), digest_size=8).hexdigest()
    path = cache_folder(builder_of(env)) / f"timeline-{digest}.svg"
    write_if_changed(path, drawing.encode())
    env.images.add_file(env.current_document.docname, str(path))
    return str(path)


def described(marks: Sequence[Mark], language: str) -> str:
    """Return what a timeline shows, in words: how many posts, from when to when, in each year."""
    ordered = sorted(marks, key=lambda mark: mark.date.start)
    first, last = (format_date(mark.date, language) for mark in (ordered[0], ordered[-1]))
    counts = ", ".join(f"{year}: {count}" for year, count in years(marks).items() if count)
    posts = count_of_posts(len(marks))
    if first == last:
        return _("{posts} of {first}").format(posts=posts, first=first)
    return _("{posts} from {first} to {last}. By year: {counts}.").format(
        posts=posts, first=first, last=last, counts=counts
    )
