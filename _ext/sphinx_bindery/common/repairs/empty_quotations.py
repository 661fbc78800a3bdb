"""Quotations that lose their frame or everything in them; Sphinx fails on those with a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class EmptyQuotationTransform(SphinxTransform):
    """Transform that removes quotations without content, such as those of an empty file.

    Sphinx replaces quotations that contain only doctest blocks by their content, and docutils
    refuses to lose their attributes.
    """

    default_priority = 205  # before Sphinx replaces them (210)

    def apply(self, **_kwargs: object) -> None:
        """Remove the empty quotations, and the attributes of those that Sphinx replaces."""
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
