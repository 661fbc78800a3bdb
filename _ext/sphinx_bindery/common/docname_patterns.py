"""Options with patterns of docnames, in which files or folders are often written instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common.repairs.option_names import warn_option

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

AFTER_SUFFIXES = 900
"""The priority of handlers of ``config-inited`` that find the suffixes of all parsers."""

_SUFFIXES = {".md", ".rst", ".ipynb"}
"""Suffixes of documents that are also known without their parser."""


def warn_about_files(app: Sphinx, config: Config, name: str, subtype: str) -> None:
    """Warn about patterns of an option that are written like paths of files or folders.

    Args:
        app: The application; ``source_suffix`` has the suffixes of its parsers.
        config: The configuration.
        name: The option.
        subtype: The kind of the warning.
    """
    value = config[name]
    for pattern in value if isinstance(value, list | tuple) else ():
        docnames = _as_docnames(pattern, app) if isinstance(pattern, str) else pattern
        if docnames != pattern:
            message = f"{name}: {pattern!r} matches no docname, a path without suffix"
            warn_option(app.confdir, f"{message}; write {docnames!r}", subtype)


def _as_docnames(pattern: str, app: Sphinx) -> str:
    """Return the pattern of the docnames that a pattern of files or a folder means."""
    found = pattern.replace("\\", "/").removeprefix("./").lstrip("/")
    suffixes = {*_SUFFIXES, *app.config.source_suffix}
    if suffix := max(filter(found.endswith, suffixes), key=len, default=""):
        return found.removesuffix(suffix) or pattern
    folder = Path(app.srcdir, found)
    is_document = any(Path(f"{folder}{suffix}").is_file() for suffix in suffixes)
    if found.endswith("/") or (found and folder.is_dir() and not is_document):
        return f"{found.rstrip('/')}/**"
    return found or pattern
