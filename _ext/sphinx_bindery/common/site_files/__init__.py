"""Files of a site: where addresses lead to, addresses in raw HTML, and names of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the transforms of addresses and the names of images."""
    app.setup_extension(f"{__name__}.file_addresses")
    app.setup_extension(f"{__name__}.image_names")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
