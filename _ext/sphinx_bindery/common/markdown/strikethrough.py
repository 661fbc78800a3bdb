"""No warning about struck-through text: the PDF and the ePub show it as HTML does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_WARNING = "myst.strikethrough"


def _suppress_warning(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: suppress MyST's warning that only HTML has it."""
    if _WARNING not in config.suppress_warnings:
        config.suppress_warnings = [*config.suppress_warnings, _WARNING]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler."""
    app.connect("config-inited", _suppress_warning)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
