"""Labels of SVG drawings in scripts with marks, such as Devanagari and Thai, as outlines.

Typst draws the text in an SVG by another library than text in the book. It places such scripts
wrongly, and without the characters that PDF/UA asks for, so that the whole drawing fails. So the
labels are set as text of a Typst document, and the result is converted to outlines.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import typst
from lxml import etree

from sphinx_bindery.common.pictures.svg import SVG
from sphinx_bindery.pdf.typst.compiler import svg_of_pdf
from sphinx_bindery.pdf.typst.escape import array, string

if TYPE_CHECKING:
    from pathlib import Path

_SHIFT = {"middle": -0.5, "end": -1.0}
"""How far a label is moved, in parts of its width, by the value of ``text-anchor``."""
_SIZE = 16.0


def outline_labels(file: Path) -> bool:
    """Replace labels in scripts with marks by outlines, in an SVG file.

    Args:
        file: The file; it is replaced.

    Returns:
        Whether the file has changed. Drawings whose labels are not placed by plain coordinates,
        or that cannot be read, stay as they are.
    """
    try:
        root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False))
        labels = [
            element
            for element in root.iter(f"{{{SVG}}}text")
            if _has_marks("".join(map(str, element.itertext())))
        ]
        if not labels:
            return False
        size = _size(root)
        placed = [_label(element) for element in labels]
    except (etree.XMLSyntaxError, ValueError):
        return False
    for element in labels:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    drawing = _drawing(file, etree.tostring(root), size, placed)
    if drawing is None:
        return False
    file.write_bytes(drawing)
    return True


def _has_marks(text: str) -> bool:
    composed = unicodedata.normalize("NFC", text)
    return any(unicodedata.category(character) in {"Mn", "Mc"} for character in composed)


def _size(root: etree._Element) -> tuple[float, float]:
    left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    if left or top or width <= 0 or height <= 0:
        msg = "the coordinates do not begin at zero"
        raise ValueError(msg)
    return width, height


def _label(element: etree._Element) -> str:
    """Return the markup of a label at its place; one unit of the drawing is a point.

    Raises:
        ValueError: It has other elements in it, or is placed in another way.
    """
    ancestors = [element, *element.iterancestors()]
    if len(element) or any(each.get("transform") or each.get("style") for each in ancestors):
        msg = "the place of the label is not known"
        raise ValueError(msg)

    def inherited(name: str) -> str:
        return next(filter(None, (each.get(name) for each in ancestors)), "")

    x, y = (float(element.get(name, "0")) for name in ("x", "y"))
    size = float(inherited("font-size") or _SIZE)
    names = [name.strip(" '\"") for name in inherited("font-family").split(",")]
    shift = _SHIFT.get(inherited("text-anchor"), 0.0)
    fonts = f"font: {array([*filter(None, names)])}, " if any(names) else ""
    text = string(" ".join((element.text or "").split()))
    return (
        f"#place(top + left, dx: {x}pt, dy: {y}pt, context {{ let it = text(size: {size}pt, {fonts}"
        f'top-edge: "baseline", bottom-edge: "baseline", {text})\n'
        f"let width = measure(it).width; move(dx: {shift} * width, box(width: width, it)) }})"
    )


def _drawing(
    file: Path, picture: bytes, size: tuple[float, float], labels: list[str]
) -> bytes | None:
    """Return a drawing with labels as outlines, None if Typst cannot draw it."""
    width, height = size
    bare, page, pdf = (
        file.with_name(f"{file.stem}-labels{end}") for end in (".svg", ".typ", ".pdf")
    )
    bare.write_bytes(picture)
    lines = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)",
        f"#place(top + left, image({string(bare.name)}, width: 100%, height: 100%))",
        *labels,
    )
    page.write_text("\n".join(lines), encoding="utf-8")
    try:
        typst.compile(str(page), output=str(pdf), root=str(file.parent))
        return svg_of_pdf(pdf)
    except typst.TypstError:
        return None
    finally:
        for each in (bare, page, pdf):
            each.unlink(missing_ok=True)
