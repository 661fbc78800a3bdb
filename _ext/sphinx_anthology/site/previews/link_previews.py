"""Link previews of the posts and of the book, drawn while Sphinx writes the pages.

The build record has the fingerprint of each image, so that a build draws only those that changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_size, guess_mimetype

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.link_preview import SIZE, LinkPreview, preview_path
from sphinx_anthology.core.pages.page_metadata import PreviewImage
from sphinx_anthology.documents import file_url, image_url
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.rendering.source_credit import credit_text
from sphinx_anthology.site.extra_files import is_from_extra_path, remove_obsolete_files
from sphinx_anthology.site.previews import typst_worker
from sphinx_anthology.site.previews.book_picture import (
    BookPicture,
    draw_picture,
    read_picture,
    warn_undrawn,
)
from sphinx_anthology.site.previews.renderer import PreviewRenderer
from sphinx_anthology.site.previews.typst_worker import draw
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import builder_of, is_hosted
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.post_view import PostView
    from sphinx_anthology.site.previews.typst_worker import Batch
    from sphinx_bindery.common.build_record import BuildRecord

_RASTER_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""The types of images that other sites show with a link; SVG is not among them."""

_KIND = "previews"
"""The name of the previews in the build record."""

_FEW = 10
"""Number of previews that take less time to draw than a process takes to start."""


def draws_previews(env: BuildEnvironment) -> bool:
    """Return whether the build draws link previews."""
    config = env.config
    wanted = config.anthology_link_previews and base_url(config)
    return bool(wanted) and is_hosted(builder_of(env))


def has_drawn_preview(env: BuildEnvironment, post: Post) -> bool:
    """Return whether a preview is drawn for a published post, which then has no own image."""
    return draws_previews(env) and not _own_image(env, post.docname)


def preview_image(builder: StandaloneHTMLBuilder, post: PostView | None) -> PreviewImage | None:
    """Return the preview image of a page of a site that has a base URL.

    A post has its own image, or else a drawn link preview; another page has that of the book.
    """
    env = builder.env
    if post and (path := _own_image(env, post.docname)):
        file = Path(env.srcdir, path)
        width, height = get_image_size(file) or (0, 0)
        url, alt = image_url(builder, path), post.summary.image_alt
        return PreviewImage(url, alt, width, height, guess_mimetype(file, ""))
    if not draws_previews(env):
        return None
    config = env.config
    docname, alt = (post.docname, post.title) if post else (config.root_doc, config.project)
    return PreviewImage(file_url(builder, preview_path(docname)), alt, *SIZE, "image/png")


def _own_image(env: BuildEnvironment, docname: str) -> str:
    """Return the path of a post's own image; empty if other sites do not show its type."""
    path = anthology_domain(env).record(docname).image
    is_shown = path and guess_mimetype(Path(env.srcdir, path), "") in _RASTER_TYPES
    return path if is_shown else ""


class LinkPreviewWriter:
    """The writer of the link previews of one build, which draws while Sphinx writes the pages.

    With ``-j``, a separate process draws them, unless they are few.
    """

    def __init__(self, record: BuildRecord) -> None:
        self._record = record
        self._files: dict[str, Path] = {}
        self._new: dict[Path, LinkPreview] = {}
        self._renderer: PreviewRenderer | None = None
        self._worker: subprocess.Popen[bytes] | None = None

    def start(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: start drawing the previews that are outdated or missing."""
        self._files, self._new, self._worker, self._renderer = {}, {}, None, None
        if not draws_previews(app.env):
            return
        previews = dict(_previews(app.env))
        characters = {char for preview in previews.values() for char in preview.characters}
        self._renderer = renderer = PreviewRenderer(characters)
        self._files = {
            docname: Path(builder.outdir, name)
            for docname in previews
            if not is_from_extra_path(builder, name := preview_path(docname))
        }
        fingerprints = {docname: renderer.key(previews[docname]) for docname in self._files}
        picture = self._book_picture(app)
        if picture:
            fingerprints[app.config.root_doc] = picture.fingerprint
        outdated = {*self._record.outdated(_KIND, lambda: fingerprints, is_complete=True)}
        self._record.expect_files(_KIND, map(preview_path, self._files))
        self._new = {
            path: previews[docname]
            for docname, path in self._files.items()
            if docname in outdated or not path.is_file()
        }
        if self._new:
            self._record.touch()
        for path in self._new:
            path.unlink(missing_ok=True)
        if picture and picture.data:
            path = self._files[app.config.root_doc]
            write_if_changed(path, picture.data)
            self._new.pop(path, None)
        if app.parallel > 1 and len(self._new) > _FEW:
            self._worker = _start_worker(list(renderer.batches(self._new)))

    def _book_picture(self, app: Sphinx) -> BookPicture | None:
        """Return the picture that the project sets for the book; None if none can be drawn."""
        path = self._files.get(app.config.root_doc)
        source = read_picture(app.config, Path(app.confdir))
        if not source or not path:
            return None
        key = fingerprint((version("typst"), SIZE, source))
        before = self._record.fingerprints(_KIND).get(app.config.root_doc)
        if key == before and path.is_file():
            return BookPicture(key, b"")
        try:
            return BookPicture(key, draw_picture(source))
        except ValueError as error:
            warn_undrawn(app.config, Path(app.confdir), error)
            return None

    def finish(self, app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
        """Handle ``html-collect-pages``, after other handlers: wait until all are drawn.

        Yields:
            No page. Sphinx generates the pages of the other handlers before it asks for one.
        """
        yield from ()
        builder = app.builder
        if is_hosted(builder):
            if self._renderer:
                self._draw(app.env, self._renderer)
            drawn = [preview_path(name) for name, path in self._files.items() if path.is_file()]
            self._record.expect_files(_KIND, drawn)
            remove_obsolete_files(self._record, builder, _KIND, drawn)

    def stop(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Handle ``build-finished``: end the process of a build that failed."""
        if self._worker and self._worker.poll() is None:
            self._worker.kill()
            self._worker.communicate()
        self._worker = None

    def _draw(self, env: BuildEnvironment, renderer: PreviewRenderer) -> None:
        """Draw the previews that the worker has not drawn; warn about those that fail."""
        errors = _finish_worker(self._worker) if self._worker else {}
        remaining = {
            path: preview
            for path, preview in self._new.items()
            if str(path) not in errors and not path.is_file()
        }
        errors |= draw(renderer.batches(remaining))
        catalogue = anthology_domain(env).catalogue
        for docname, path in self._files.items():
            if path not in self._new:
                continue
            post = catalogue.by_docname.get(docname)
            location = (docname, post.line_of("title") if post else 1)
            letters = self._new[path].letters_in(renderer.missing)
            if error := errors.get(str(path)):
                message = f"title: Typst cannot draw the link preview ({error}); set another image"
                warn(Kind.IMAGE, message, location)
            elif letters:
                message = f"title: no font has {', '.join(map(repr, letters))} for the link preview"
                warn(Kind.IMAGE, f"{message}; install one, or set image", location)


def _start_worker(batches: Sequence[Batch]) -> subprocess.Popen[bytes] | None:
    """Start a process that draws previews; return None if the system cannot start one."""
    # -P: the modules of this folder must not shadow others
    command = [sys.executable, "-P", typst_worker.__file__]
    try:
        # a file: a pipe may fill up before the process reads it
        with TemporaryFile() as job:
            job.write(json.dumps(batches).encode())
            job.seek(0)
            return subprocess.Popen(command, stdin=job, stdout=subprocess.PIPE)  # noqa: S603
    except OSError:
        return None


def _finish_worker(worker: subprocess.Popen[bytes]) -> dict[str, str]:
    """Wait for a process that draws previews, and return the errors by file."""
    output, _no_errors = worker.communicate()
    return dict(json.loads(output)) if worker.returncode == 0 else {}


def _short_credit(post: Post, language: str) -> str:
    if post.based_on is None:
        return ""
    return credit_text(replace(post.based_on, title="", url=""), language)


def _previews(env: BuildEnvironment) -> Iterator[tuple[str, LinkPreview]]:
    """Yield the previews by docname; the root document has that of the book."""
    config, domain = env.config, anthology_domain(env)
    author, language = site_author(config), config.language or "en"
    yield config.root_doc, LinkPreview(config.project, author, language=language).normalized()
    for post in domain.catalogue.documents:
        if has_drawn_preview(env, post):
            summary = domain.views.summary(post.docname)
            preview = LinkPreview(
                title=summary.title,
                authors=", ".join(author.name for author in post.authors) or author,
                date=summary.date.text if summary.date else "",
                book=config.project,
                series=", ".join(place.name for place in post.series)
                or _short_credit(post, language),
                language=post.lang or language,
            )
            yield post.docname, preview.normalized()
