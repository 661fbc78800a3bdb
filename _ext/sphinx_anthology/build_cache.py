"""What the extension keeps from build to build beside the environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


def cache_folder(builder: Builder) -> Path:
    """Return the folder of what is kept for a builder, in that of the doctrees.

    The environment is not the place: Sphinx stores it before anything is written, and not at all
    where only the site's options have changed.
    """
    return Path(builder.doctreedir, "anthology", builder.name)
