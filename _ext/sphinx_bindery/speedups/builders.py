"""Builders of this package, extended by a mixin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

PACKAGE = __name__.partition(".")[0]


def extend_builders(app: Sphinx, mixin: type[Builder], *names: str) -> None:
    """Put a mixin before the classes of builders; those of other extensions are left alone.

    Args:
        app: The application, with the builders registered.
        mixin: A class of methods that replace those of the builders.
        names: The names of the builders.
    """
    for name in names:
        builder = app.registry.builders.get(name)
        if builder and builder.__module__.partition(".")[0] == PACKAGE:
            namespace = {"__module__": builder.__module__, "__doc__": builder.__doc__}
            app.add_builder(type(builder.__name__, (mixin, builder), namespace), override=True)
