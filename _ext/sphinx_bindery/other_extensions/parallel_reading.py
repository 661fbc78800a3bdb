"""Serial reading, if an extension allows parallel reading but one of its domains does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains import Domain
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)


def read_serially_if_needed(app: Sphinx) -> None:
    """Handle ``builder-inited``: use one process if a domain cannot merge data.

    Sphinx merges the data of all domains after parallel reading; the build fails if one cannot.
    """
    names = [
        domain.name
        for domain in app.env.domains.sorted()
        if type(domain).merge_domaindata is Domain.merge_domaindata
    ]
    if names and app.parallel > 1:
        _logger.info(
            "reading in one process, since these domains do not merge data: %s", ", ".join(names)
        )
        app.parallel = 1
