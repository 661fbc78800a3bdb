"""Notebooks that make MyST-NB raise an exception, such as one with invalid cell options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def _replace_parser(app: Sphinx, _config: Config) -> None:
    """Handle ``config-inited``: replace the parser and a directive of MyST-NB, if it is loaded."""
    if "myst_nb" in app.extensions:
        from sphinx_bindery.common.markdown.notebook_parser import (  # noqa: PLC0415 (optional)
            CellDirective,
            NotebookParser,
        )

        app.add_source_parser(NotebookParser, override=True)
        app.add_directive("code-cell", CellDirective, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler."""
    app.connect("config-inited", _replace_parser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
