"""Words with hyphens in titles, such as "Mid-cycle", which browsers break at the hyphen.

CSS has no property against it, and a non-breaking hyphen would be copied with the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_bindery.common.builders import builder_of, is_html_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CLASS = "unbroken"
"""The class of the words, which style sheets do not wrap."""

_TITLE_CLASSES = frozenset({"post-title", "series"})
"""The classes of elements whose text is a title, or the name of a series."""

_WORD = re.compile(r"(?<![\w-])\w+(?:[-\N{HYPHEN}]\w+)+(?![\w-])")
_MAX_LENGTH = 16
"""The length in characters up to which a word is not wrapped; longer ones may not fit a phone."""


def keep_words_whole(element: nodes.Element) -> None:
    """Wrap the words with hyphens in the titles within an element in inline nodes."""
    for title in list(filter(_is_title, element.findall(nodes.Element))):
        for text in list(title.findall(nodes.Text)):
            if (
                isinstance(text.parent, nodes.TextElement)
                and not isinstance(text.parent, nodes.literal | nodes.math | nodes.raw)
                and CLASS not in text.parent.get("classes", ())
            ):
                _replace(text)


def _is_title(node: nodes.Element) -> bool:
    # nodes of extensions may have no attributes
    is_heading = isinstance(node, nodes.title | nodes.rubric)
    return is_heading or not _TITLE_CLASSES.isdisjoint(node.get("classes", ()))


def _replace(text: nodes.Text) -> None:
    content = str(text)
    parts: list[nodes.Node] = []
    end = 0
    for word in _WORD.finditer(content):
        if len(word[0]) <= _MAX_LENGTH:
            parts.append(nodes.Text(content[end : word.start()]))
            parts.append(nodes.inline("", word[0], classes=[CLASS]))
            end = word.end()
    if parts:
        parts.append(nodes.Text(content[end:]))
        text.parent.replace(text, [part for part in parts if part.astext()])


class UnbrokenWordsTransform(SphinxPostTransform):
    """Post-transform that keeps words in titles whole, in sites."""

    default_priority = 900  # after cross-references are resolved

    def run(self, **_kwargs: object) -> None:
        """Wrap the words of a document."""
        if is_html_site(builder_of(self.env)):
            keep_words_whole(self.document)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(UnbrokenWordsTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
