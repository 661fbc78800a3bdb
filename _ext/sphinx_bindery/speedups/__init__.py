"""Optimizations that reach into Sphinx, MyST or the theme only for speed.

The output is the same without them. ``bindery_speedups = False`` turns all of them off, and a list
of names turns on only those, to find the one that breaks a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.repairs.option_names import warn_option
from sphinx_bindery.speedups import (
    garbage_collection,
    parallel_reading,
    parallel_writing,
    template_cache,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

SPEEDUPS: dict[str, Callable[[Sphinx], None]] = {
    "parallel_reading": parallel_reading.setup,
    "parallel_writing": parallel_writing.setup,
    "garbage_collection": garbage_collection.setup,
    "template_cache": template_cache.setup,
}
"""The ``setup`` function of each speedup, by its name in ``bindery_speedups``."""


def selected(value: object) -> tuple[list[str], str]:
    """Return the speedups that a value of ``bindery_speedups`` turns on, and an error message.

    Args:
        value: True, False, names, or a comma-separated string of names from ``-D``.

    Returns:
        The names, and a message about an invalid value or unknown names; empty without any.
    """
    if value in (True, "1", "True"):
        return [*SPEEDUPS], ""
    if value in (False, "", "0", "False"):
        return [], ""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple | set | frozenset):
        return [], _problem(value)
    known = [*SPEEDUPS]  # a list, since a name may be unhashable
    unknown = [name for name in names if name not in known]
    return [name for name in known if name in names], _problem(unknown) if unknown else ""


def _problem(value: object) -> str:
    known = ", ".join(SPEEDUPS)
    return f"bindery_speedups: {value!r} is unknown; write True, False or some of {known}"


def setup(app: Sphinx) -> None:
    """Set up the speedups that ``bindery_speedups`` turns on."""
    value = app.config.bindery_speedups
    names, problem = selected(value)
    if problem and isinstance(value, str | list | tuple):  # another type is reported later
        warn_option(app.confdir, problem, "config")
    for name in names:
        SPEEDUPS[name](app)
