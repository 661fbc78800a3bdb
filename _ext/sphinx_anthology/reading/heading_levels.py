"""Heading levels of posts: MyST's warnings about them are skipped.

A post with its title in the front matter begins with a heading of the second or third level, and
MyST warns about each such heading (``myst.header``). Every output takes its levels from the nesting
of the sections, where no level is missing, so there is nothing to fix in the post.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class HeadingWarningFilter(logging.Filter):
    """Filter that drops MyST's warnings about heading levels in posts.

    It is attached to MyST's logger: a worker process sends all its records to the main process,
    whose ``suppress_warnings`` applies to every document.
    """

    def __init__(self) -> None:
        super().__init__()
        self._published: frozenset[str] = frozenset()

    def install(self, _app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
        """Handle ``env-before-read-docs``, before worker processes start."""
        self._published = frozenset(anthology_domain(env).published)
        if logger := _myst_logger():
            logger.addFilter(self)

    def remove(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Handle ``build-finished``."""
        if logger := _myst_logger():
            logger.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a warning of MyST about a heading level in a post."""
        kind = getattr(record, "type", ""), getattr(record, "subtype", "")
        location = getattr(record, "location", None)
        in_post = isinstance(location, tuple) and location[0] in self._published
        return not (in_post and kind == ("myst", "header"))


def _myst_logger() -> logging.Logger | None:
    try:
        from myst_parser.warnings_ import create_warning  # noqa: PLC0415 (an optional dependency)
    except ImportError:
        return None
    return logging.getLogger(f"sphinx.{create_warning.__module__}")


def filter_heading_warnings(app: Sphinx) -> None:
    """Install the filter for the time of each build."""
    headings = HeadingWarningFilter()
    app.connect("env-before-read-docs", headings.install)
    app.connect("build-finished", headings.remove)
