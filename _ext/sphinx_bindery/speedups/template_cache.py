"""Cache of compiled templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def look_once(app: Sphinx) -> None:
    """Handle ``builder-inited``: no template changes while a site is built.

    What templates are compiled to is kept beside the doctrees, by what they hold.
    """
    if uses_book_theme(app) and isinstance(app.builder.templates, BuiltinTemplateLoader):
        folder = Path(app.doctreedir, "bindery", "templates")
        folder.mkdir(parents=True, exist_ok=True)
        environment = app.builder.templates.environment
        environment.auto_reload = False
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("builder-inited", look_once)
