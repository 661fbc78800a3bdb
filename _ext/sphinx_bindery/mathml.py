"""A math renderer for MathML, without scripts, images and network access.

latex2mathml does the conversion. This module rewrites commands that it does not support, and checks
its output. A formula that cannot be converted is shown as LaTeX, with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from docutils import nodes
from lxml import etree
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

RENDERER = "bindery-mathml"
"""The name of the renderer, for ``html_math_renderer``."""

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_logger = logging.getLogger(__name__)


class FormulaError(ValueError):
    """A formula that cannot be converted to MathML; the message gives the reason."""


# --- LaTeX to MathML -------------------------------------------------------------------------

_ENVIRONMENTS = {
    "aligned": "split", "alignedat": "split", "align": "align*", "alignat": "align*",
    "alignat*": "align*", "flalign": "align*", "flalign*": "align*", "dcases": "cases",
    "gather": "matrix", "gather*": "matrix", "gathered": "matrix", "multline": "matrix",
    "multline*": "matrix", "eqnarray": "align*", "eqnarray*": "align*", "equation": "",
    "equation*": "", "displaymath": "", "math": "",
}  # fmt: skip
"""Replacements of environments that latex2mathml does not support, or would number."""

_ARITY = {
    "mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2,
    "munderover": 3,
}  # fmt: skip

_BEGIN_END = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}(\{\d+\})?")
_EQNARRAY = re.compile(r"(\\begin\{eqnarray\*?\})(.*?)(\\end\{eqnarray\*?\})", re.DOTALL)
_FENCED_MATRIX = re.compile(
    r"(\\begin\{([pbBvV]?matrix|smallmatrix|array|cases)\}(?:(?!\\begin).)*?\\end\{\2\})",
    re.DOTALL,
)


def to_mathml(latex: str, *, block: bool = False) -> str:
    """Convert a formula.

    Args:
        latex: The formula, without delimiters.
        block: Whether it is a displayed formula.

    Returns:
        A ``math`` element with its namespace; the source is the text alternative.

    Raises:
        FormulaError: The formula is malformed, or contains an unknown command.
    """
    # imported here: it loads a table of symbols, which builds without formulas do not need
    from latex2mathml.converter import convert  # noqa: PLC0415

    try:
        markup = convert(_supported(latex, block=block), display="block" if block else "inline")
        if "<mi>&</mi>" in markup:
            message = "alignment mark & outside of an environment that aligns"
            raise FormulaError(message)  # noqa: TRY301
        root = etree.fromstring(markup, parser=_parser())
    except FormulaError:
        raise
    except Exception as error:
        # latex2mathml raises IndexError, KeyError and others besides its own errors
        message = str(error) or type(error).__name__
        raise FormulaError(message) from error
    _check(root)
    for element in root.iter(f"{{{_NAMESPACE}}}*"):
        _replace_mathvariant(element)
        _align_cell(element)
    root.set("alttext", " ".join(_without_control_characters(latex).split()))
    return etree.tostring(root, encoding="unicode")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _without_control_characters(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs"} or c in "\t\n\r")


def _supported(latex: str, *, block: bool) -> str:
    """Rewrite commands and environments that latex2mathml does not support."""
    text = re.sub(r"\\label\s*\{[^{}]*\}", "", _without_control_characters(latex))
    text = _EQNARRAY.sub(lambda m: m[1] + re.sub(r"&(\s*[^&\\]+?\s*)&", r"&\1", m[2]) + m[3], text)
    text = _BEGIN_END.sub(_known_environment, text)
    text = _FENCED_MATRIX.sub(r"{\1}", text)
    if block:
        text = _rows(text)
    return text.strip()


def _known_environment(match: re.Match[str]) -> str:
    verb, name, argument = match[1], match[2], match[3] or ""
    known = _ENVIRONMENTS.get(name)
    if known is None:
        return match[0]
    if name in {"alignat", "alignat*", "alignedat"}:
        argument = ""
    return (f"\\{verb}{{{known}}}" if known else "") + argument


def _rows(text: str) -> str:
    """Align rows as Sphinx does: blank lines and double backslashes separate them."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    bare = re.sub(r"\\begin\{([A-Za-z]+\*?)\}.*?\\end\{\1\}", "", text, flags=re.DOTALL)
    if len(parts) > 1 or r"\\" in bare or re.search(r"(?<!\\)&", bare):
        return r"\begin{split}" + r"\\".join(parts) + r"\end{split}"
    return text


def _check(root: etree._Element) -> None:
    for element in root.iter(f"{{{_NAMESPACE}}}*"):
        name = etree.QName(element).localname
        if len(element) != _ARITY.get(name, len(element)):
            message = f"{name} with {len(element)} parts"
            raise FormulaError(message)
        if name in {"mi", "mo", "mtext"}:
            text = "".join(str(part) for part in element.itertext())
            if name != "mtext" and re.match(r"\\[A-Za-z]+", text):
                message = f"unknown command {text}"
                raise FormulaError(message)


_VARIANTS = {
    "bold": "BOLD", "bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK",
    "fraktur": "FRAKTUR", "italic": "ITALIC", "monospace": "MONOSPACE", "sans-serif": "SANS-SERIF",
    "sans-serif-italic": "SANS-SERIF ITALIC", "script": "SCRIPT",
}  # fmt: skip


def _replace_mathvariant(element: etree._Element) -> None:
    """Replace ``mathvariant`` by the mathematical alphabets of Unicode.

    MathML Core supports only the value ``normal``:
    https://www.w3.org/TR/mathml-core/#the-mathvariant-attribute
    """
    style = _VARIANTS.get(element.get("mathvariant", ""))
    if style is None or len(element) or not element.text:
        return
    del element.attrib["mathvariant"]
    element.text = "".join(_styled(character, style) for character in element.text)


def _align_cell(element: etree._Element) -> None:
    """Replace ``columnalign``, which MathML Core does not support, by CSS."""
    side = element.get("columnalign")
    if etree.QName(element).localname == "mtd" and side in {"left", "right"}:
        element.set("style", f"text-align: {side}; padding-{side}: 0")


def _styled(character: str, style: str) -> str:
    """Return a Latin letter or digit in a mathematical alphabet; other characters unchanged."""
    if not (character.isascii() and character.isalnum()):
        return character
    plain = unicodedata.name(character).removeprefix("LATIN ").replace("LETTER ", "")
    name = f"{style} {plain}"
    # the block Letterlike Symbols has other names, such as BLACK-LETTER CAPITAL C
    for candidate in (f"MATHEMATICAL {name}", name.replace("FRAKTUR", "BLACK-LETTER")):
        with suppress(KeyError):
            return unicodedata.lookup(candidate)
    return character


# --- In documents ----------------------------------------------------------------------------

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
    try:
        return to_mathml(latex, block=block)
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


def _select_renderer(app: Sphinx, config: Config) -> None:
    """Select MathML unless ``conf.py`` sets a renderer, or loads an extension with one."""
    if config.html_math_renderer is None:
        others = app.registry.html_inline_math_renderers.keys() - {"mathjax", RENDERER}
        config.html_math_renderer = min(others, default=RENDERER)


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer(RENDERER, (visit_inline, None), (visit_block, None))
    app.connect("config-inited", _select_renderer, priority=850)
