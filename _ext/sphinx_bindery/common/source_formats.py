"""Source formats of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def is_restructuredtext(env: BuildEnvironment, docname: str) -> bool:
    """Return whether a document is in reStructuredText, by the suffix of its file."""
    path = str(env.doc2path(docname))
    suffixes = env.config.source_suffix.items()
    kinds = (kind for suffix, kind in suffixes if path.endswith(suffix))
    return next(kinds, None) == "restructuredtext"
