"""What a translator is given: the position of its document, and the services of the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_bindery.pdf.highlighting import TypstBridge
    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.links import LinkRenderer
    from sphinx_bindery.pdf.typst.formulas import FormulaTranslator
    from sphinx_bindery.pdf.typst.glyphs import GlyphCoverage

SectionNumber = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The position of a document in the book.

    Attributes:
        docname: The document.
        title: Its title in the toctree, used where the document has none.
        level: Its level in the outline, from 1.
        depth: 0 for a chapter, else how many levels it is below its chapter.
        sequence: The number of the opening (part page or chapter) that it belongs to, from 1.
        first: Whether it is the first document of its matter and follows no part page.
        numbers: Section numbers by anchor (``""`` for the document itself).
        fignumbers: Figure numbers by figure type and id.
    """

    docname: str
    title: str
    level: int
    depth: int = 0
    sequence: int = 0
    first: bool = False
    numbers: Mapping[str, SectionNumber] = field(default_factory=dict)
    fignumbers: Mapping[str, Mapping[str, SectionNumber]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookContext:
    """The services that the translators of all documents of a book share."""

    formulas: FormulaTranslator
    glyphs: GlyphCoverage
    highlighter: TypstBridge
    images: BookImages
    links: LinkRenderer
