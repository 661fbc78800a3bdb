"""Link previews of the posts and of the book: which there are, and when they are drawn.

An image is kept by a digest of everything that it shows, so that a build draws new ones only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.images import guess_mimetype
from sphinx.util.parallel import ParallelTasks, SerialTasks, parallel_available

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.addresses import preview_path
from sphinx_anthology.core.pages.link_preview import LinkPreview
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.site.extra_files import publish
from sphinx_anthology.site.previews.renderer import PreviewError, PreviewRenderer
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import builder_of, is_hosted
from sphinx_bindery.common.dates import format_date
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.incremental.build_record import Memory

_logger = logging.getLogger(__name__)

RASTER_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""The types of images that other sites show with a link; SVG is not among them."""

_FEW = 10
"""So many previews are drawn in less time than a process takes to start."""


def draws_previews(env: BuildEnvironment) -> bool:
    """Return whether the build draws link previews."""
    config = env.config
    wanted = config.anthology_link_previews and base_url(config)
    return bool(wanted) and is_hosted(builder_of(env))


def has_drawn_preview(env: BuildEnvironment, post: Post) -> bool:
    """Return whether the preview of a published post is drawn, for want of an image of its own."""
    own = anthology_domain(env).reading(post.docname).picture
    has_own = own and guess_mimetype(Path(env.srcdir, own), "") in RASTER_TYPES
    return draws_previews(env) and not has_own


class LinkPreviewWriter:
    """Draws the link previews of one build while Sphinx writes the pages."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._files: dict[str, Path] = {}
        self._tasks: ParallelTasks | SerialTasks = SerialTasks()

    def start(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: start to draw the previews that are not in the cache."""
        env = app.env
        previews = dict(_previews(env)) if draws_previews(env) else {}
        self._files = {}
        self._tasks = SerialTasks()
        if not previews:
            return
        characters = frozenset[str]().union(*(preview.characters for preview in previews.values()))
        renderer = PreviewRenderer(characters)
        folder = _folder(builder)
        self._files = {name: folder / f"{renderer.key(previews[name])}.png" for name in previews}
        new = {name: previews[name] for name, path in self._files.items() if not path.is_file()}
        if not new:
            return
        _logger.info(__("drawing %d link previews"), len(new))
        # one process beside those that Sphinx starts for the pages, which write for longer
        if parallel_available and app.parallel > 1 and len(new) > _FEW:
            self._tasks = ParallelTasks(1)
        files = self._files
        self._tasks.add_task(lambda: _draw(env, renderer, new, files))

    def finish(self, app: Sphinx) -> list[object]:
        """Handle ``html-collect-pages``: copy the previews into the site; add no page."""
        builder = app.builder
        if is_hosted(builder):
            self._tasks.join()
            drawn = {name: path for name, path in self._files.items() if path.is_file()}
            files = {preview_path(docname): path for docname, path in drawn.items()}
            publish(self._memory, builder, "previews", files)
            for path in set(_folder(builder).glob("*")) - set(drawn.values()):
                path.unlink()
        return []


def _folder(builder: Builder) -> Path:
    return cache_folder(builder) / "previews"


def _previews(env: BuildEnvironment) -> Iterator[tuple[str, LinkPreview]]:
    """Yield the previews by docname; the root document has that of the book."""
    config, domain = env.config, anthology_domain(env)
    titles, language = domain.titles, config.language or "en"
    author = site_author(config)
    yield config.root_doc, LinkPreview(config.project, author, language=language).normalized()
    for post in domain.catalogue.posts:
        if has_drawn_preview(env, post):
            preview = LinkPreview(
                title=titles.get(post.docname, post.docname),
                authors=", ".join(author.name for author in post.authors) or author,
                date=format_date(post.date, language) if post.date else "",
                book=config.project,
                series=", ".join(place.name for place in post.series),
                language=post.lang or language,
            )
            yield post.docname, preview.normalized()


def _draw(
    env: BuildEnvironment,
    renderer: PreviewRenderer,
    previews: Mapping[str, LinkPreview],
    files: Mapping[str, Path],
) -> None:
    """Draw previews, and warn about those that cannot be drawn as they are."""
    catalogue = anthology_domain(env).catalogue
    for docname, image in renderer.render(previews):
        post = catalogue.by_docname.get(docname)
        location = (docname, post.line_of("title") if post else 1)
        if isinstance(image, PreviewError):
            message = f"title: Typst cannot draw the link preview ({image}); set another image"
            warn(Kind.IMAGE, message, location)
            continue
        if letters := previews[docname].letters_in(renderer.missing):
            shown = ", ".join(map(repr, letters))
            message = f"title: no font has {shown} for the link preview; install one, or set image"
            warn(Kind.IMAGE, message, location)
        write_if_changed(files[docname], image)
