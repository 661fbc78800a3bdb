"""The roles ``{post}``, ``{tag}``, ``{series}``, ``{category}`` and ``{author}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.roles import XRefRole

from sphinx_anthology.nodes.html_elements import given_name

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


class AnthologyRole(XRefRole):
    """Cross-reference role that works without the domain's name before it, too."""

    innernodeclass = given_name

    def __init__(self) -> None:
        """Warn about missing targets."""
        super().__init__(warn_dangling=True)

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the cross-reference."""
        self.name = f"anthology:{self.name.rpartition(':')[2]}"
        return super().run()
