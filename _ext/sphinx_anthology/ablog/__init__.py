"""Sites written for ABlog: in ``extensions``, write this extension in place of ``ablog``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.ablog.directives import PostDirective, UpdateDirective, post_mark
from sphinx_anthology.ablog.options import declare_options, read_dialect
from sphinx_anthology.ablog.posts import PostMarks, note_posts
from sphinx_anthology.reading.discovery import DIALECT
from sphinx_bindery.common import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what ABlog's sources contain; everything else is that of our own extension."""
    app.setup_extension("sphinx_anthology")
    declare_options(app)
    app.connect(DIALECT, read_dialect)
    app.add_directive("post", PostDirective)
    app.add_directive("update", UpdateDirective)
    app.add_node(post_mark)
    app.add_transform(PostMarks)
    app.connect("doctree-read", note_posts, priority=600)  # after the records are collected
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
