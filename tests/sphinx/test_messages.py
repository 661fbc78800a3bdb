"""What Sphinx says to those who ask for more is made where they do, and nowhere else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from sphinx.util.logging import NAMESPACE

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project


@pytest.mark.parametrize(("verbosity", "is_made"), [(0, False), (1, False), (2, True), (3, True)])
def test_fine_details_are_told_where_they_are_asked_for(
    project: Project, verbosity: int, *, is_made: bool
) -> None:
    project.write(
        {"conf.py": CONF.replace('"sphinx_anthology"', '"sphinx_anthology", "sphinx_bindery"')}
    )
    status = project.build(verbosity=verbosity).app.status.getvalue()
    assert logging.getLogger(NAMESPACE).isEnabledFor(logging.DEBUG) is is_made
    assert ("emitting event" in status) is is_made
    assert "build succeeded" in status
