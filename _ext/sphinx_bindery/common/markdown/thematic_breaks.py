"""Thematic breaks of Markdown in places where docutils allows no transition.

Markdown has them anywhere (https://spec.commonmark.org/0.31.2/#thematic-breaks). docutils warns
about one that begins a section, ends the document, follows another, or is within another element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ThematicBreaks(SphinxTransform):
    """Transform of the thematic breaks of a Markdown document.

    A break with nothing to separate is left out. One within another element, such as a quotation,
    becomes raw HTML, which every output converts.
    """

    default_priority: ClassVar[int] = 820  # before docutils checks transitions (830)

    def apply(self, **_kwargs: object) -> None:
        """Transform the breaks of the document."""
        if not is_markdown(self.env):
            return
        for node in list(self.document.findall(nodes.transition)):
            if not isinstance(node.parent, (nodes.document, nodes.section)):
                rule = nodes.raw("", "<hr />", format="html")
                rule.source, rule.line = node.source, node.line
                node.replace_self(rule)
            elif _separates_nothing(node):
                node.parent.remove(node)


def _separates_nothing(node: nodes.transition) -> bool:
    """Return whether a break begins its section, follows another or ends the document."""
    before = node.previous_sibling()
    if before is None or isinstance(before, (nodes.Titular, nodes.meta, nodes.transition)):
        return True
    last: nodes.Element = node
    while last.parent is not None and last.parent[-1] is last:
        last = last.parent
    return last.parent is None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(ThematicBreaks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
