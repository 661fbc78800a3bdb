"""Superscript citations of sphinxcontrib-bibtex: their place beside spaces and punctuation.

Authors write ``a claim {cite:p}`key`.`` in every reference style. A superscript has no space before
it, and in English follows any mark of punctuation but a dash; in American English a period or comma
is within a closing quotation mark (The Chicago Manual of Style, 18th edition, 6.9 and 13.29).
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_bindery.common.language_tag import language_tag, primary_language

_MARKER = "bibtex-citation"
_MARKS = (".", ",", ";", ":", "?", "!")
_INTO_QUOTES = (".", ",")
_QUOTES = ("”", '"')
_AMERICAN = frozenset({"en", "en-us"})


class PlaceSuperscriptCitations(SphinxPostTransform):
    """Transform that removes the space before superscripts, and joins neighbors with a comma."""

    default_priority = 20  # after references are resolved, which is at 10

    def run(self, **_options: object) -> None:
        """Move the spaces and punctuation marks around the citations of the document."""
        if "super" not in getattr(self.config, "bibtex_reference_style", ""):
            return
        citations = [node for node in self.document.findall(nodes.inline) if _is_superscript(node)]
        language = language_tag(self.config.language or "en").lower()
        for citation in citations:
            _close_gap(citation)
        for citation in citations if primary_language(language) == "en" else ():
            _move_mark(citation, into_quotes=language in _AMERICAN)


def _is_superscript(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.inline)
        and _MARKER in node["classes"]
        and len(node) == 1
        and isinstance(node[0], nodes.superscript)
    )


def _close_gap(citation: nodes.inline) -> None:
    """Remove the space before a citation, or replace it with a comma after another citation."""
    parent = citation.parent
    place = parent.index(citation) - 1
    if place < 0 or not isinstance(before := parent[place], nodes.Text):
        return
    if not before.strip() and place and _is_superscript(parent[place - 1]):
        parent[place] = nodes.superscript("", ",", classes=[_MARKER])
    else:
        parent[place] = nodes.Text(before.rstrip())


def _move_mark(citation: nodes.inline, *, into_quotes: bool) -> None:
    """Move a mark of punctuation that follows the last of some citations in front of the first."""
    parent = citation.parent
    first = parent.index(citation)
    after = parent[first + 1] if first + 1 < len(parent) else None
    while (
        first >= 2  # a neighbor, and a comma between
        and isinstance(parent[first - 1], nodes.superscript)
        and _is_superscript(parent[first - 2])
    ):
        first -= 2
    if first and isinstance(after, nodes.Text) and after.startswith(_MARKS):
        parent[parent.index(citation) + 1] = nodes.Text(after[1:])
        before = parent[first - 1]
        goes_in = into_quotes and after.startswith(_INTO_QUOTES)
        if goes_in and isinstance(before, nodes.Text) and before.endswith(_QUOTES):
            parent[first - 1] = nodes.Text(f"{before[:-1]}{after[0]}{before[-1]}")
        else:
            parent.insert(first, nodes.Text(after[0]))
