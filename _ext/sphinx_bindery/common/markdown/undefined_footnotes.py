"""Markdown references to footnotes that their document does not define.

docutils reports each as two or three errors, in terms of reStructuredText.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_bindery.common.repairs.places import is_markdown, with_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)


class UndefinedFootnotes(SphinxTransform):
    """Transform of references without a footnote to the text that the author wrote."""

    default_priority: ClassVar[int] = 615  # before MyST sorts footnotes (618)

    def apply(self, **_kwargs: object) -> None:
        """Replace the references of the document, each with a warning."""
        if not is_markdown(self.env):
            return
        document = self.document
        defined = {name for note in document.findall(nodes.footnote) for name in note["names"]}
        for name in [name for name in document.footnote_refs if name not in defined]:
            for reference in document.footnote_refs.pop(name):
                if reference in document.autofootnote_refs:
                    document.autofootnote_refs.remove(reference)
                message = f"[^{name}]: there is no such footnote; write '[^{name}]: …' on a line"
                _logger.warning(
                    message, location=with_line(reference), type="bindery", subtype="footnote"
                )
                reference.parent.replace(reference, nodes.Text(f"[^{name}]"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(UndefinedFootnotes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
