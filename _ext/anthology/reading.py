"""While a post is read: the mistakes of its front matter, said at their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .domain import anthology_domain
from .warnings import warn_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def warn_of_mistakes(app: Sphinx, _doctree: nodes.document) -> None:
    """Handle ``doctree-read``: warn each time the file is read, as Sphinx does of its own finds."""
    domain = anthology_domain(app.env)
    docname = app.env.current_document.docname
    if docname in domain.catalogue.by_docname:
        for problem in domain.scans[docname].problems:
            warn_of(problem, docname)
