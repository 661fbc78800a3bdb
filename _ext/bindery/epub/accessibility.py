"""What the book says of its accessibility: counted in its pages, never promised.

Source: Schema.org accessibility properties for discoverability, version 1.0
(https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from .vocabulary import MATHML, SVG, XHTML


@dataclass(frozen=True, slots=True)
class Contents:
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


def count_contents(pages: Iterable[etree._Element]) -> Contents:
    """Count what matters to readers with different senses."""
    words = pictures = silent = formulas = notes = 0
    for page in pages:
        body = page.find(f"{{{XHTML}}}body")
        if body is None:
            continue
        words += len(" ".join(str(text) for text in body.itertext()).split())
        for image in body.iter(f"{{{XHTML}}}img"):
            pictures += 1
            silent += not (image.get("alt") or _captioned(image))
        pictures += len(body.findall(f".//{{{SVG}}}svg"))
        silent += sum(
            drawing.find(f"{{{SVG}}}title") is None for drawing in body.iter(f"{{{SVG}}}svg")
        )
        formulas += sum(1 for _ in body.iter(f"{{{MATHML}}}math"))
        notes += sum(aside.get("role") == "doc-footnote" for aside in body.iter(f"{{{XHTML}}}aside"))
    return Contents(words, pictures, silent, formulas, notes)


def accessibility(contents: Contents, *, moving: bool, index: bool) -> Accessibility:
    """Say what the contents ask of a reader and offer them.

    Args:
        contents: what stands in the pages.
        moving: whether any picture moves.
        index: whether the book has an index.
    """
    visual = contents.pictures > 0
    told = contents.silent_pictures == 0
    features = ["displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]
    if visual and told:
        features.append("alternativeText")
    if contents.formulas:
        features.append("MathML")
    if index:
        features.append("index")
    hazards = ["none"]
    if moving:
        hazards = ["noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard"]
    return Accessibility(
        modes=("textual", "visual") if visual else ("textual",),
        sufficient=(("textual",) if told else ()) + (("textual,visual",) if visual else ()),
        features=tuple(sorted(features)),
        hazards=tuple(hazards),
        summary=_summary(contents),
    )


def _summary(contents: Contents) -> str:
    sentences = [
        "The text can be enlarged, recoloured and read aloud; its headings and its table of "
        "contents follow the structure of the book."
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
    figure = next(image.iterancestors(f"{{{XHTML}}}figure"), None)
    caption = None if figure is None else figure.find(f"{{{XHTML}}}figcaption")
    return caption is not None and bool("".join(caption.itertext()).strip())
