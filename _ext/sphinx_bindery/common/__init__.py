"""What both extensions use: dates, builders, files, options, the build record."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("sphinx-anthology")
except PackageNotFoundError:
    __version__ = "0.1.0"


def set_up_modules(app: Sphinx, package: str, names: Iterable[str]) -> ExtensionMetadata:
    """Set up the modules of a package, in order."""
    for name in names:
        app.setup_extension(f"{package}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
