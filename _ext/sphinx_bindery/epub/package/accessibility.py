"""Accessibility metadata, derived from the contents of the pages.

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
    """Counts of the contents of all pages; undescribed images have no text alternative."""

    words: int
    images: int
    undescribed_images: int
    formulas: int
    notes: int


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Values of the schema.org accessibility properties."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


def count_contents(pages: Iterable[etree._Element]) -> Counts:
    """Count the contents that the accessibility metadata depend on."""
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


def accessibility(
    contents: Counts, *, has_motion: bool, has_index: bool, has_pages: bool
) -> Accessibility:
    """Return the accessibility metadata of a book.

    Args:
        contents: The counts of its contents.
        has_motion: Whether an image is animated.
        has_index: Whether the book has an index.
        has_pages: Whether the book has page breaks and a page list.
    """
    is_visual = contents.images > 0
    is_described = contents.undescribed_images == 0
    features = [
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ]
    if is_visual and is_described:
        features.append("alternativeText")
    if contents.formulas:
        features.append("MathML")
    if has_index:
        features.append("index")
    if has_pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    return Accessibility(
        modes=("textual", "visual") if is_visual else ("textual",),
        sufficient=(("textual",) if is_described else ())
        + (("textual,visual",) if is_visual else ()),
        features=tuple(sorted(features)),
        hazards=("unknown",) if has_motion else ("none",),
        summary=_summary(contents),
    )


def _summary(contents: Counts) -> str:
    sentences = [
        (
            "The text can be enlarged, recolored and read aloud; its headings and its table of "
            "contents follow the structure of the book."
        )
    ]
    if contents.images and not contents.undescribed_images:
        sentences.append("All pictures have a text alternative or a caption.")
    elif contents.images:
        described = contents.images - contents.undescribed_images
        sentences.append(
            f"{described} of {contents.images} pictures have a text alternative or a caption."
        )
    if contents.formulas:
        sentences.append("Formulas are MathML, each with its LaTeX source as text alternative.")
    if contents.notes:
        sentences.append("Notes link to the place they belong to, and back.")
    sentences.append("No audio and no video.")
    return " ".join(sentences)


def _has_caption(image: etree._Element) -> bool:
    figure = next(image.iterancestors(xhtml("figure")), None)
    caption = None if figure is None else figure.find(xhtml("figcaption"))
    return caption is not None and bool(text_of(caption).strip())
