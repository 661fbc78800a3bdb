"""What the book says of its accessibility: counted in its pages, never promised.

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
    """What stands in the pages: counts of words, pictures, pictures without text, formulas."""

    words: int
    pictures: int
    silent_pictures: int
    formulas: int
    notes: int


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Values of the schema.org properties, in their vocabulary."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


def count_contents(pages: Iterable[etree._Element]) -> Counts:
    """Count what matters to readers with different senses."""
    words = pictures = silent = formulas = notes = 0
    for page in pages:
        body = page.find(xhtml("body"))
        if body is None:
            continue
        words += sum(len(str(text).split()) for text in body.itertext())
        for image in body.iter(xhtml("img")):
            pictures += 1
            silent += not (image.get("alt") or _captioned(image))
        pictures += len(body.findall(f".//{{{SVG}}}svg"))
        silent += sum(
            drawing.find(f"{{{SVG}}}title") is None for drawing in body.iter(f"{{{SVG}}}svg")
        )
        formulas += sum(1 for _ in body.iter(f"{{{MATHML}}}math"))
        notes += sum(aside.get("role") == "doc-footnote" for aside in body.iter(xhtml("aside")))
    return Counts(words, pictures, silent, formulas, notes)


def accessibility(contents: Counts, *, moving: bool, index: bool, pages: bool) -> Accessibility:
    """Say what the contents ask of a reader and offer them.

    Args:
        contents: what stands in the pages.
        moving: whether any picture moves.
        index: whether the book has an index.
        pages: whether the book has page breaks and a list of them.
    """
    visual = contents.pictures > 0
    told = contents.silent_pictures == 0
    features = [
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ]
    if visual and told:
        features.append("alternativeText")
    if contents.formulas:
        features.append("MathML")
    if index:
        features.append("index")
    if pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    return Accessibility(
        modes=("textual", "visual") if visual else ("textual",),
        sufficient=(("textual",) if told else ()) + (("textual,visual",) if visual else ()),
        features=tuple(sorted(features)),
        hazards=("unknown",) if moving else ("none",),
        summary=_summary(contents),
    )


def _summary(contents: Counts) -> str:
    sentences = [
        (
            "The text can be enlarged, recolored and read aloud; its headings and its table of "
            "contents follow the structure of the book."
        )
    ]
    if contents.pictures and not contents.silent_pictures:
        sentences.append("All pictures have a text alternative or a caption.")
    elif contents.pictures:
        sentences.append(
            f"{contents.pictures - contents.silent_pictures} of {contents.pictures} pictures have "
            "a text alternative or a caption."
        )
    if contents.formulas:
        sentences.append("Formulas are MathML, each with its LaTeX source as text alternative.")
    if contents.notes:
        sentences.append("Notes link to the place they belong to, and back.")
    sentences.append("No audio and no video.")
    return " ".join(sentences)


def _captioned(image: etree._Element) -> bool:
    figure = next(image.iterancestors(xhtml("figure")), None)
    caption = None if figure is None else figure.find(xhtml("figcaption"))
    return caption is not None and bool(text_of(caption).strip())
