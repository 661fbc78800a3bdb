"""Ruby: the reading of Chinese characters in small type above them, as role and as nodes.

HTML and ePub have elements for it. The PDF sets it above the line. Other outputs have the reading
in parentheses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator

_logger = logging.getLogger(__name__)

_ROLE = re.compile(r"(?P<base>.+?)\s*[(\uff08](?P<reading>.+)[)\uff09]\s*", re.DOTALL)


class ruby(nodes.inline):  # noqa: N801 -- nodes are named as their elements
    """Text with readings: its children are parts of the text, each followed by a ruby_text."""


class ruby_text(nodes.inline):  # noqa: N801
    """The reading of the text before it."""


class RubyRole(SphinxRole):
    """The role ``ruby``: text, then its reading in parentheses."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the ruby node; a text without a reading gives a warning."""
        found = _ROLE.fullmatch(self.text)
        if found is None:
            _logger.warning(
                "ruby: %r has no reading; write it in parentheses after the text",
                self.text,
                location=self.get_location(),
                type="bindery",
                subtype="ruby",
            )
            return [nodes.inline(self.rawtext, self.text)], []
        reading = ruby_text("", found["reading"])
        return [ruby(self.rawtext, "", nodes.Text(found["base"]), reading)], []


def visit_ruby(translator: Any, _node: nodes.Node) -> None:  # noqa: ANN401 -- translators have no base
    """Open the HTML element ``ruby``."""
    translator.body.append("<ruby>")


def depart_ruby(translator: Any, _node: nodes.Node) -> None:  # noqa: ANN401
    """Close it."""
    translator.body.append("</ruby>")


def visit_ruby_text(translator: Any, _node: nodes.Node) -> None:  # noqa: ANN401
    """Open the reading; browsers without support for ruby show the parentheses."""
    translator.body.append("<rp>(</rp><rt>")


def depart_ruby_text(translator: Any, _node: nodes.Node) -> None:  # noqa: ANN401
    """Close it."""
    translator.body.append("</rt><rp>)</rp>")


def visit_inline(_translator: SphinxTranslator, _node: nodes.Node) -> None:
    """Write only the content of a node."""


def visit_parentheses(translator: SphinxTranslator, _node: nodes.Node) -> None:
    """Write the reading in parentheses."""
    translator.visit_Text(nodes.Text(" ("))


def depart_parentheses(translator: SphinxTranslator, _node: nodes.Node) -> None:
    """Close them."""
    translator.visit_Text(nodes.Text(")"))


def setup(app: Sphinx) -> None:
    """Register the role and the nodes; the PDF has visitors of its own."""
    app.add_role("ruby", RubyRole())
    plain, reading = (visit_inline, visit_inline), (visit_parentheses, depart_parentheses)
    app.add_node(
        ruby,
        html=(visit_ruby, depart_ruby),
        latex=plain,
        text=plain,
        man=plain,
        texinfo=plain,
    )
    app.add_node(
        ruby_text,
        html=(visit_ruby_text, depart_ruby_text),
        latex=reading,
        text=reading,
        man=reading,
        texinfo=reading,
    )
