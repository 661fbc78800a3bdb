"""Parallel reading, which an extension may allow although one of its domains cannot merge data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains import Domain
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)


def read_serially_if_needed(app: Sphinx) -> None:
    """Handle ``builder-inited``: use one process if a domain would end a build with several.

    Sphinx merges the data of all domains after it has read in parallel.
    """
    names = [
        domain.name
        for domain in app.env.domains.sorted()
        if type(domain).merge_domaindata is Domain.merge_domaindata
    ]
    if names and app.parallel > 1:
        _logger.info("not in parallel, since these domains are not: %s", ", ".join(names))
        app.parallel = 1
