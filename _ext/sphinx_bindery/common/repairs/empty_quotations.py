"""Block quotes that are empty or hold only doctest blocks; Sphinx fails if they have a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class EmptyQuotationTransform(SphinxTransform):
    """Transform that removes empty block quotes, such as those of an empty included file.

    Sphinx replaces block quotes that contain only doctest blocks with their content, and docutils
    raises an exception if attributes would be lost.
    """

    default_priority = 205  # before Sphinx replaces them (210)

    def apply(self, **_kwargs: object) -> None:
        """Remove empty block quotes, and the attributes of those that Sphinx replaces."""
        for quotation in list(self.document.findall(nodes.block_quote)):
            if not quotation.children:
                quotation.parent.remove(quotation)
            elif all(isinstance(child, nodes.doctest_block) for child in quotation):
                for attribute in quotation.basic_attributes:
                    quotation[attribute] = []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(EmptyQuotationTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
