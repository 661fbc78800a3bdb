"""HTML comments that are not closed, which hide the rest of a document and of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_bindery.common.repairs.places import with_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
# What is not closed takes the rest, so that it is not searched for its end at each "<!--" again.
_HIDDEN = re.compile(
    r"<!--(?:.*?-->|(?P<open>.*))|<(?P<name>script|style)\b(?:.*?</(?P=name)|.*)",
    re.DOTALL | re.IGNORECASE,
)


class OpenComments(SphinxTransform):
    """Transform that closes such a comment at the end of its HTML block, with a warning."""

    default_priority: ClassVar[int] = 844  # before addresses in raw HTML are read (845)

    def apply(self, **_kwargs: object) -> None:
        """Close the last comment of the document, unless a later block closes it."""
        last = None
        for node in self.document.findall(nodes.raw):
            if "html" in node.get("format", "").split():
                text = without_comments(node.astext())
                last = node if "<!--" in text else None if "-->" in text else last
        if last is None:
            return
        text = last.astext()
        source, line = get_source_line(with_line(last))
        if line:
            line += without_comments(text).partition("<!--")[0].count("\n")
        _logger.warning(
            "comment: there is no '-->' before the end of the HTML block; write it",
            location=f"{source}:{line}" if line else with_line(last),
            type="bindery",
            subtype="comment",
        )
        last.replace_self(nodes.raw(last.rawsource, f"{text.rstrip()}-->\n", **last.attributes))


def without_comments(text: str) -> str:
    """Return HTML with only the line breaks of comments, scripts and styles.

    A comment that is not closed stays.
    """
    return _HIDDEN.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    """Return only the line breaks of a match, so that line numbers stay the same."""
    return "\n" * found[0].count("\n") if found["open"] is None else found[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(OpenComments)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
