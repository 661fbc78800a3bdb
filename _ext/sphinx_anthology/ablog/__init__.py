"""Sites written for ABlog: in ``extensions``, write this extension in place of ``ablog``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_anthology.ablog.book_toctree import add_posts
from sphinx_anthology.ablog.directives import PostDirective, UpdateDirective, post_mark
from sphinx_anthology.ablog.old_addresses import collect_old_pages, old_files
from sphinx_anthology.ablog.old_pages import OldPages
from sphinx_anthology.ablog.options import declare_options, read_dialect
from sphinx_anthology.ablog.post_list import (
    BlogListDirective,
    BlogListRendering,
    blog_list_placeholder,
)
from sphinx_anthology.ablog.posts import PostMarks, note_posts
from sphinx_anthology.ablog.references import resolve_old_label
from sphinx_anthology.ablog.sidebars import add_sidebars, add_templates, find_outdated_sidebars
from sphinx_anthology.reading.discovery import DIALECT
from sphinx_anthology.site.extra_files import extra_files
from sphinx_bindery.common import __version__
from sphinx_bindery.common.build_record import build_record

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what ABlog's sources contain; everything else is that of our own extension."""
    app.setup_extension("sphinx_anthology")
    pages = OldPages()
    declare_options(app)
    app.connect(DIALECT, read_dialect)
    app.add_directive("post", PostDirective)
    app.add_directive("update", UpdateDirective)
    app.add_directive("postlist", BlogListDirective)
    for node in (post_mark, blog_list_placeholder):
        app.add_node(node)
    app.add_transform(PostMarks)
    app.add_post_transform(BlogListRendering)
    app.connect("doctree-read", note_posts, priority=600)  # after the records are collected
    app.connect("env-updated", add_posts)
    app.connect("builder-inited", add_templates)
    app.connect("env-get-updated", find_outdated_sidebars)
    app.connect("html-page-context", partial(add_sidebars, pages))
    app.connect("missing-reference", partial(resolve_old_label, pages))
    app.connect("html-collect-pages", collect_old_pages)
    app.connect("html-collect-pages", extra_files(build_record(app), "ablog", old_files))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
