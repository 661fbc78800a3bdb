"""Conversion of LaTeX formulas to MathML by latex2mathml.

This module rewrites commands that latex2mathml does not support, and checks its output.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import cast
from xml.etree import ElementTree as ET

from lxml import etree

from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.formulas.source import MARK, FormulaSource
from sphinx_bindery.formulas.text_mode import FormulaError
from sphinx_bindery.formulas.vocabulary import NAMESPACE, remove_unsafe

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


_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Formula:
    """A converted formula.

    Attributes:
        markup: A ``math`` element with its namespace; the source is the text alternative.
        dropped: The names of parts that are left out, since they are unsafe or have no MathML.
    """

    markup: str
    dropped: tuple[str, ...]


def to_mathml(latex: str, *, block: bool = False, in_html: bool = False) -> Formula:
    """Convert a formula.

    Args:
        latex: The formula, without delimiters.
        block: Whether it is a displayed formula.
        in_html: Whether links are HTML inside the MathML: Chromium does not support ``href``.

    Raises:
        FormulaError: The formula is malformed, or contains an unknown command.
    """
    # imported here: it loads a table of symbols, which builds without formulas do not need
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415

    visible = _without_control_characters(latex)
    source = FormulaSource(text=_mark_text, wrap=_mark_part)
    try:
        prepared = _supported(source.prepare(visible), block=block)
        # the element, because its serialization by latex2mathml does not escape text
        tree = convert_to_element(prepared, display="block" if block else "inline")
        root = etree.fromstring(ET.tostring(tree, encoding="unicode"))
        _check(root)
        for element in root.iter(f"{{{NAMESPACE}}}*"):
            _restore(element, source)
            _replace_mathvariant(element)
            _align_cell(element)
    except FormulaError:
        raise
    except Exception as error:
        # latex2mathml raises IndexError, KeyError and others besides its own errors
        message = str(error) or type(error).__name__
        raise FormulaError(message) from error
    dropped = (*source.dropped, *remove_unsafe(root))
    if in_html:
        for element in list(root.iter(etree.Element)):
            if element.get("href") is not None:
                _link(element)
    root.set("alttext", " ".join(visible.split()))
    return Formula(etree.tostring(root, encoding="unicode"), tuple(dict.fromkeys(dropped)))


def _mark_text(style: str, mark: str) -> str:
    return f"\\{style}{{{mark}}}"


def _mark_part(command: str, mark: str, part: str) -> str:
    if command not in _ATTRIBUTES:
        return f"\\{command}{{{part}}}"
    # latex2mathml copies the class to a row with the part
    return rf"{{\class{{{mark}}}{{{part}}}}}"


_ATTRIBUTES = {
    "class": "class", "colorbox": "mathbackground", "frame": "style", "href": "href",
    "style": "style", "textcolor": "mathcolor",
}  # fmt: skip
"""The attributes of a marked part, by command."""


def _restore(element: etree._Element, source: FormulaSource) -> None:
    """Replace the marks, and the character references that latex2mathml writes."""
    if mark := MARK.fullmatch(element.get("class", "")):
        del element.attrib["class"]
        argument = source.argument(mark)
        value = argument.value
        element.set(
            _ATTRIBUTES.get(argument.command, "class"),
            f"border: 1px solid {value}" if argument.command == "frame" else value,
        )
    if any(MARK.search(str(value)) for value in element.attrib.values()):
        message = "a command is followed by text in place of a size"
        raise FormulaError(message)
    if element.text:
        element.text = MARK.sub(
            lambda match: source.argument(match).value.replace(" ", "\u00a0"),
            unescape(element.text),
        )


def _link(element: etree._Element) -> None:
    """Replace the address of an element by an HTML link around it, except inside another link.

    HTML may stand in ``mtext`` (HTML Standard, 13.2.6: MathML text integration point).
    """
    address = str(element.attrib.pop("href"))
    if next(element.iterancestors(f"{{{_XHTML}}}a"), None) is not None:
        return
    text = etree.Element(f"{{{NAMESPACE}}}mtext")
    element.addprevious(text)
    link = etree.SubElement(text, f"{{{_XHTML}}}a", nsmap=cast("dict[str, str]", {None: _XHTML}))
    link.set("href", address)
    inner = cast("dict[str, str]", {None: NAMESPACE})
    etree.SubElement(link, f"{{{NAMESPACE}}}math", nsmap=inner).append(element)


def _without_control_characters(text: str) -> str:
    return "".join(
        c for c in xml_text(text) if unicodedata.category(c) not in {"Cc", "Cs"} or c in "\t\n\r"
    )


def _supported(latex: str, *, block: bool) -> str:
    """Rewrite commands and environments that latex2mathml does not support."""
    text = _EQNARRAY.sub(lambda m: m[1] + re.sub(r"&(\s*[^&\\]+?\s*)&", r"&\1", m[2]) + m[3], latex)
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
    """Check the numbers of children, and that latex2mathml has converted all commands.

    Raises:
        FormulaError: The formula is malformed, or contains an unknown command.
    """
    for element in root.iter(f"{{{NAMESPACE}}}*"):
        name = etree.QName(element).localname
        if len(element) != _ARITY.get(name, len(element)):
            message = f"{name} with {len(element)} parts"
            raise FormulaError(message)
        if name not in {"mi", "mo"}:
            continue
        text = "".join(str(part) for part in element.itertext())
        if re.match(r"\\[A-Za-z]+", text):
            message = f"unknown command {text}"
            raise FormulaError(message)
        if name == "mi" and element.text == "&":
            message = "alignment mark & outside of an environment that aligns"
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
    # the names in the block Letterlike Symbols differ, such as BLACK-LETTER CAPITAL C
    for candidate in (f"MATHEMATICAL {name}", name.replace("FRAKTUR", "BLACK-LETTER")):
        with suppress(KeyError):
            return unicodedata.lookup(candidate)
    return character
