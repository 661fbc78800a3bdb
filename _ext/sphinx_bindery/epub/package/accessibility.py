"""Counts of the contents of all pages, from which ``package.opf`` derives accessibility metadata.

Source: Schema.org accessibility properties for discoverability, version 1.0
(https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.epub.xhtml.markup import text_of
from sphinx_bindery.epub.xhtml.vocabulary import MATHML, SVG, xhtml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of the contents of all pages; undescribed images have neither a text nor a caption."""

    words: int
    images: int
    undescribed_images: int
    formulas: int
    notes: int


def count_contents(pages: Iterable[etree._Element]) -> Counts:
    """Count the contents on which the accessibility metadata depends."""
    words = images = undescribed = formulas = notes = 0
    for page in pages:
        body = page.find(xhtml("body"))
        if body is None:
            continue
        words += sum(len(str(text).split()) for text in body.itertext())
        for image in body.iter(xhtml("img")):
            images += 1
            undescribed += not (image.get("alt") or _has_caption(image))
        images += len(body.findall(f".//{{{SVG}}}svg"))
        undescribed += sum(
            drawing.find(f"{{{SVG}}}title") is None for drawing in body.iter(f"{{{SVG}}}svg")
        )
        formulas += sum(1 for _ in body.iter(f"{{{MATHML}}}math"))
        notes += sum(aside.get("role") == "doc-footnote" for aside in body.iter(xhtml("aside")))
    return Counts(words, images, undescribed, formulas, notes)


def _has_caption(image: etree._Element) -> bool:
    figure = next(image.iterancestors(xhtml("figure")), None)
    caption = None if figure is None else figure.find(xhtml("figcaption"))
    return caption is not None and bool(text_of(caption).strip())
