"""Sections in ``only`` and ``ifconfig`` directives of Markdown documents.

MyST adds a section in a directive to the section around the directive, outside of the node whose
condition it should have, so every output shows it (seen in MyST-Parser 5.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.directives.other import Only
from sphinx.ext.ifconfig import IfConfig
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


_MAY_ADD_SECTIONS = re.compile(r"\s*(?:#|=|-{2,}|`{3}|~{3}|:{3}|\.\. )")
"""Lines with a heading, with its underline, or with a directive that may contain headings."""


class _ConditionalDirective(SphinxDirective):
    """A directive that applies its condition to its sections, wherever the parser has put them."""

    def run(self) -> list[nodes.Node]:
        """Return the node of the directive; wrap its sections outside of the node in copies."""
        if not any(_MAY_ADD_SECTIONS.match(line) for line in self.content):
            return list(super().run())  # else many such directives take quadratic time
        before = set(map(id, self.state.document.findall(nodes.section)))
        result = list(super().run())
        if result and isinstance(node := result[0], nodes.Element):
            found = self.state.document.findall(nodes.section)
            added = [section for section in found if id(section) not in before]
            for section in added:
                if section.parent not in added:
                    condition = node.copy()
                    section.parent.replace(section, condition)
                    condition += section
        return result


class OnlyDirective(_ConditionalDirective, Only):
    """The directive ``only``."""


class IfConfigDirective(_ConditionalDirective, IfConfig):
    """The directive ``ifconfig``."""


def _replace_ifconfig(app: Sphinx, _config: Config) -> None:
    """Handle ``config-inited``."""
    if "sphinx.ext.ifconfig" in app.extensions:
        app.add_directive("ifconfig", IfConfigDirective, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the directives."""
    app.add_directive("only", OnlyDirective, override=True)
    app.connect("config-inited", _replace_ifconfig)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
