"""Messages that nobody is told are not made.

Sphinx's logger takes everything from the finest detail on, and its handlers drop what is too fine
for ``-v``: so for each of the hundred steps of a document a record is made and thrown away.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(_app: Sphinx) -> None:
    """Raise the level of Sphinx's logger to the lowest one of its handlers.

    Sphinx sets it back for each application that it makes.
    """
    logger = logging.getLogger(NAMESPACE)
    levels = [handler.level for handler in logger.handlers]
    logger.setLevel(min(levels, default=0) or logging.DEBUG)
