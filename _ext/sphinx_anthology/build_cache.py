"""The cache folder of a builder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


def cache_folder(builder: Builder) -> Path:
    """Return the folder for files that are kept between builds, beside the doctrees.

    The environment is no place for them: Sphinx stores it before anything is written, and not at
    all if only options of HTML have changed.
    """
    return Path(builder.doctreedir, "anthology", builder.name)
