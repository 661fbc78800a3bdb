"""A picture of each post, and one of the book, for the previews that other sites make of links.

It is drawn from facts alone. What was drawn is kept by a digest of these, so that a build draws
what is new.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import status_iterator
from sphinx.util.images import guess_mimetype

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.addresses import preview_path
from sphinx_anthology.core.pages.link_preview import LinkPreview
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.site.extra_files import publish
from sphinx_anthology.site.previews.drawing import Drawing, DrawingError
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import builder_of, is_hosted
from sphinx_bindery.common.dates import format_date
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.incremental.build_record import Memory

SHOWN_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What other sites show of the pictures that posts have; drawings in SVG are not among it."""


def draws_previews(env: BuildEnvironment) -> bool:
    """Tell whether the build draws pictures: that of the book, and those of posts without one."""
    config = env.config
    wanted = config.anthology_link_previews and base_url(config)
    return bool(wanted) and is_hosted(builder_of(env))


def is_drawn(env: BuildEnvironment, post: Post) -> bool:
    """Tell whether a post that the build shows gets a picture, for want of one of its own."""
    own = anthology_domain(env).reading(post.docname).picture
    has_own = own and guess_mimetype(Path(env.srcdir, own), "") in SHOWN_TYPES
    return draws_previews(env) and not has_own


def write_link_previews(memory: Memory, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: draw what is new, remove what is no more; add no page."""
    builder = app.builder
    if is_hosted(builder):
        folder = cache_folder(builder) / "previews"
        previews = dict(_previews(app.env)) if draws_previews(app.env) else {}
        files = _drawn(app.env, previews, folder) if previews else {}
        publish(memory, builder, "previews", files)
        for path in set(folder.glob("*")) - set(files.values()):
            path.unlink()
    return []


def _previews(env: BuildEnvironment) -> Iterator[tuple[str, LinkPreview]]:
    """Yield what each picture says, by docname: that of the book by that of its first page."""
    config, domain = env.config, anthology_domain(env)
    titles, language = domain.titles, config.language or "en"
    author = site_author(config)
    yield config.root_doc, LinkPreview(config.project, author, language=language).plain()
    for post in domain.catalogue.posts:
        if is_drawn(env, post):
            preview = LinkPreview(
                title=titles.get(post.docname, post.docname),
                authors=", ".join(author.name for author in post.authors) or author,
                date=format_date(post.date, language) if post.date else "",
                book=config.project,
                series=", ".join(place.name for place in post.series),
                language=post.lang or language,
            )
            yield post.docname, preview.plain()


def _drawn(
    env: BuildEnvironment, previews: Mapping[str, LinkPreview], folder: Path
) -> dict[str, Path]:
    """Return the files that have the pictures, by their paths in the site; draw those not there."""
    drawing = Drawing(frozenset[str]().union(*(told.characters for told in previews.values())))
    files = {docname: folder / f"{drawing.key(told)}.png" for docname, told in previews.items()}
    new = [docname for docname, path in files.items() if not path.is_file()]
    if new:
        folder.mkdir(parents=True, exist_ok=True)
        for docname in status_iterator(new, "drawing link previews... ", "brown", len(new)):
            if not _draw(env, drawing, docname, previews[docname], files[docname]):
                del files[docname]
    return {preview_path(docname): path for docname, path in files.items()}


def _draw(
    env: BuildEnvironment, drawing: Drawing, docname: str, preview: LinkPreview, path: Path
) -> bool:
    """Draw a picture, and tell whether it is there; warn of what is not."""
    post = anthology_domain(env).catalogue.by_docname.get(docname)
    place = (docname, post.line_of("title") if post else 1)
    try:
        picture = drawing.draw(preview)
    except DrawingError as error:
        warn(Kind.IMAGE, f"Typst draws no picture for previews of links: {error}", place)
        return False
    if lost := preview.letters_in(drawing.missing):
        message = f"no font has {', '.join(map(repr, lost))} for the picture for previews of links"
        warn(Kind.IMAGE, f"{message}: install one, or name a picture of your own as image", place)
    write_if_changed(path, picture)
    return True
