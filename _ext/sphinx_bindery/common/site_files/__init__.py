"""Files of a site: where addresses lead to, addresses in raw HTML, and names of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common import set_up_modules

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the transforms of addresses and the names of images."""
    return set_up_modules(app, __name__, ("file_addresses", "image_names"))
