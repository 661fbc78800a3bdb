"""Languages of code blocks, as other programs name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.highlighting import lexer_classes, lexers
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.markdown.lexer_names import lexer_name
from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class CodeLanguages(SphinxTransform):
    """Transform of the languages of code blocks that are not the name of a lexer."""

    default_priority: ClassVar[int] = 420  # after the language of a document is set (400)

    def apply(self, **_kwargs: object) -> None:
        """Replace languages that have a lexer of another name; Sphinx warns about the others."""
        if not is_markdown(self.env):
            return
        known = {*lexers, *lexer_classes, "default", "guess"}
        for block in self.document.findall(nodes.literal_block):
            language = block.get("language")
            if language and (name := lexer_name(str(language), known)):
                block["language"] = name


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(CodeLanguages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
