"""The suffixes of the files that a build reads, and which of them are reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.values.notebook import SUFFIX

if TYPE_CHECKING:
    from sphinx.config import Config

_DEFAULT, _MARKDOWN = "restructuredtext", "markdown"
"""The file types of Sphinx and of MyST-Parser."""
_MYST = ".md"
"""The suffix that MyST-Parser adds."""


def source_suffixes(config: Config) -> dict[str, str]:
    """Return the file types of source files by suffix, also without extensions.

    MyST-Parser adds ``.md``, also to a list, in which Sphinx takes each suffix for its default.
    """
    value = config.source_suffix
    if not isinstance(value, dict):
        value = dict.fromkeys([value] if isinstance(value, str) else value or ())
    types: dict[str, str] = {suffix: kind or _DEFAULT for suffix, kind in value.items()}
    if types.get(_MYST, _DEFAULT) == _DEFAULT:
        types[_MYST] = _MARKDOWN
    return types


def markdown_suffixes(config: Config) -> tuple[str, ...]:
    """Return the suffixes of Markdown."""
    found = source_suffixes(config)
    return tuple(name for name, kind in found.items() if kind != _DEFAULT and name != SUFFIX)


def rst_suffixes(config: Config) -> tuple[str, ...]:
    """Return the suffixes of reStructuredText; other source files are Markdown."""
    return tuple(name for name, kind in source_suffixes(config).items() if kind == _DEFAULT)
