"""The directive ``{book-home}``: cover, description, where to start, and the downloads of a book.

Outputs other than a site show the description alone.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.images import get_image_size
from sphinx.util.osutil import relative_uri

from sphinx_bindery.book import book_structure
from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import builder_of, is_hosted
from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.common.pictures.image_format import SVG_TYPE, ImageFormatError, image_type
from sphinx_bindery.common.pictures.svg_raster import svg_proportions
from sphinx_bindery.epub.images import SUFFIXES
from sphinx_bindery.epub.package.appearance import WIDTH, find_cover
from sphinx_bindery.html.downloads import BookDownloadsDirective, marked_docnames
from sphinx_bindery.metadata import book_metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_ = get_translation("bindery")
_logger = logging.getLogger(__name__)

_MARK = "book-home"
"""The key in the metadata of a document that contains the directive."""

_COVER = "_static/book-cover"
"""The path of the cover in the site, without suffix."""

_SHOWN_WIDTH = 220
"""The width of the cover on the page, in pixels of CSS."""

_TYPESET = ".svg", WIDTH, 2560
"""The suffix and the size of a cover that is typeset from the metadata."""


class book_cover(nodes.General, nodes.Element):  # noqa: N801 (docutils style)
    """Placeholder of the cover."""


class start_reading(nodes.General, nodes.Element):  # noqa: N801
    """Placeholder of the link to a chapter. Attribute: ``docname``, empty for the first chapter."""


class BookHomeDirective(SphinxDirective):
    """Directive that inserts the description between placeholders of the cover and the links."""

    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {"start": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the parts, and mark the document."""
        docname = self.env.current_document.docname
        self.env.metadata[docname][_MARK] = True
        start = start_reading(docname=self._start())
        downloads = BookDownloadsDirective(
            "book-downloads",
            [],
            {},
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        ).run()
        actions = nodes.container("", start, *downloads, classes=["book-actions"])
        text = nodes.container("", *self.parse_content_to_nodes(), actions, classes=["book-lead"])
        return [nodes.container("", book_cover(), text, classes=["book-home"])]

    def _start(self) -> str:
        given = str(self.options.get("start") or "").strip().removeprefix("/")
        if given and given not in self.env.found_docs:
            message = "book-home: start: %r is not a document; write its path without suffix"
            _logger.warning(
                message, given, type="bindery", subtype="home", location=self.get_location()
            )
            return ""
        return given


class BookHomeTransform(SphinxPostTransform):
    """Post-transform that replaces the placeholders on sites, and removes them elsewhere."""

    default_priority: ClassVar[int] = 4

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders of a document."""
        builder = builder_of(self.env)
        docname = self.env.current_document.docname
        for cover in [*self.document.findall(book_cover)]:
            cover.replace_self(_picture(builder, docname) if is_hosted(builder) else [])
        for start in [*self.document.findall(start_reading)]:
            target = start["docname"] or first_chapter(builder)
            has_link = is_hosted(builder) and target
            start.replace_self(_start_link(builder, docname, target) if has_link else [])


def first_chapter(builder: Builder) -> str:
    """Return the first document of the book; empty for a book without chapters."""
    book = book_structure(builder.env, builder.tags, front=(), back=())
    return next(book.docnames(), "")


def _start_link(builder: Builder, docname: str, target: str) -> nodes.paragraph:
    uri = builder.get_relative_uri(docname, target)
    link = nodes.reference("", _("Start reading"), refuri=uri, internal=True)
    return nodes.paragraph("", "", link, classes=["start-reading"])


def _picture(builder: Builder, docname: str) -> nodes.raw:
    """Return the cover in a small size, which is stated so that the layout does not shift."""
    suffix, width, height = cover_shape(builder)
    shown = round(height * _SHOWN_WIDTH / width) if width else 0
    address = relative_uri(builder.get_target_uri(docname), f"{_COVER}{suffix}")
    title = builder.config.bindery_title or builder.config.project
    alt = _("Cover of {title}").format(title=title)
    size = f' width="{_SHOWN_WIDTH}"' + (f' height="{shown}"' if shown else "")
    html = f'<img class="book-cover" src="{escape(address)}" alt="{escape(alt)}"{size} />'
    return nodes.raw("", html, format="html")


def cover_shape(builder: Builder) -> tuple[str, int, int]:
    """Return the suffix of the cover's file, and its size in pixels; 0 if unknown."""
    path = _own_cover(builder)
    if not path:
        return _TYPESET
    data = path.read_bytes()
    suffix = SUFFIXES[image_type(data)]
    is_svg = suffix == SUFFIXES[SVG_TYPE]
    width, height = svg_proportions(data) if is_svg else get_image_size(path) or (0, 0)
    if is_svg and width:
        width, height = WIDTH, height * WIDTH / width
    return suffix, max(0, round(width)), max(0, round(height))


def _own_cover(builder: Builder) -> Path | None:
    """Return the project's image; None if it names none, or one that is missing or damaged."""
    path = Path(builder.confdir, builder.config.bindery_cover or ".")
    try:
        image_type(path.read_bytes())
    except (ImageFormatError, OSError):
        return None
    return path


class CoverFile:
    """The cover in the site, written again if it has changed."""

    def __init__(self) -> None:
        self._is_outdated = False

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the pages that show the cover, if it has changed."""
        docnames = marked_docnames(env, _MARK)
        if not docnames or not is_hosted(app.builder):
            return []
        book, own = book_metadata(app), _own_cover(app.builder)
        shown = fingerprint(
            (
                app.config.bindery_cover,
                fingerprint(own.read_bytes() if own else b""),
                (book.title, book.subtitle, book.named_authors, book.credits, book.language),
                (book.published_from, book.published),
                first_chapter(app.builder),
            )
        )
        found = build_record(app).outdated("home", lambda: dict.fromkeys(docnames, shown))
        self._is_outdated = bool(found)
        return found

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: write the cover, or remove that of an earlier build."""
        builder = app.builder
        if exception or not is_hosted(builder):
            return
        record = build_record(app)
        path = f"{_COVER}{cover_shape(builder)[0]}" if marked_docnames(app.env, _MARK) else ""
        for earlier in set(record.files("home")) - {path}:
            Path(app.outdir, earlier).unlink(missing_ok=True)
        record.expect_files("home", [path] if path else [])
        target = Path(app.outdir, path)
        if path and (self._is_outdated or not target.is_file()):
            name = app.config.bindery_cover if _own_cover(builder) else ""
            cover = find_cover(name, Path(app.confdir), book_metadata(app))[-1]
            write_if_changed(target, cover.data)


def setup(app: Sphinx) -> None:
    """Register the directive, its placeholders and handlers."""
    app.setup_extension("sphinx_bindery.common.build_record")
    for node in (book_cover, start_reading):
        app.add_node(node)
    app.add_directive("book-home", BookHomeDirective)
    app.add_post_transform(BookHomeTransform)
    cover = CoverFile()
    app.connect("env-updated", cover.outdated)
    app.connect("build-finished", cover.write)
