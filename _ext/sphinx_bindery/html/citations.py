"""Lists of citations that assistive technology can read.

docutils puts ``doc-biblioentry`` into ``role="list"``: the role is deprecated (DPUB-ARIA 1.1), and
a list must hold list items (WAI-ARIA 1.2, required owned elements).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def visit_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    """Open a citation as the translator's own class does, but in the role of a list's item."""
    type(translator).visit_citation(translator, node)
    translator.body[-1] = translator.body[-1].replace('role="doc-biblioentry"', 'role="listitem"')


def depart_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    """Close a citation."""
    type(translator).depart_citation(translator, node)


def setup(app: Sphinx) -> None:
    """Register the handlers for all translators of HTML."""
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
