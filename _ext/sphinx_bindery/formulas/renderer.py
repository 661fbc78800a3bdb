"""The math renderer for MathML, without scripts, images and network access.

A formula that cannot be converted is shown as LaTeX, with a warning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from sphinx_bindery.formulas.mathml import to_mathml
from sphinx_bindery.formulas.text_mode import FormulaError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "bindery-mathml"
"""The name of the renderer, for ``html_math_renderer``."""

_logger = logging.getLogger(__name__)
_RANDOM_ID = re.compile(r"equation-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The random ids that MyST gives to ``amsmath`` blocks; links cannot use them."""


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write an inline formula."""
    translator.body.append(_markup(translator, node, block=False))
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number and its link targets."""
    number = get_node_equation_number(translator, node) if node.get("number") else ""
    node["ids"] = [name for name in node["ids"] if not _RANDOM_ID.fullmatch(name)]
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if number:
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(_markup(translator, node, block=True))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _markup(translator: HTML5Translator, node: nodes.Element, *, block: bool) -> str:
    latex = node.astext()
    in_html = translator.builder.name != "epub" and not _is_in_link(node)
    try:
        formula = to_mathml(latex, block=block, in_html=in_html)
    except FormulaError as error:
        _logger.warning(
            "math: %s has no MathML (%s); correct it, or it is shown as LaTeX",
            " ".join(latex.split()),
            error,
            location=node,
            type="bindery",
            subtype="math",
        )
        source = translator.encode(latex.strip())
        return f"<pre><code>{source}</code></pre>" if block else f"<code>{source}</code>"
    if formula.dropped:
        _logger.warning(
            "math: %s cannot be shown; write %s without",
            ", ".join(formula.dropped),
            " ".join(latex.split()),
            location=node,
            type="bindery",
            subtype="math",
        )
    return formula.markup


def _is_in_link(node: nodes.Node) -> bool:
    """Return whether a node is in a link or a title, which navigation shows in links."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.reference | nodes.title):
        parent = parent.parent
    return parent is not None


def _select_renderer(app: Sphinx, config: Config) -> None:
    """Select MathML unless ``conf.py`` sets a renderer, or loads an extension with one."""
    if config.html_math_renderer is None:
        others = app.registry.html_inline_math_renderers.keys() - {"mathjax", RENDERER}
        config.html_math_renderer = min(others, default=RENDERER)


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer(RENDERER, (visit_inline, None), (visit_block, None))
    app.connect("config-inited", _select_renderer, priority=850)
