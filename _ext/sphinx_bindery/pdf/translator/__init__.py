"""The translator from doctrees to Typst markup: one mixin for each group of nodes."""

from __future__ import annotations

from sphinx_bindery.pdf.translator.blocks import Blocks
from sphinx_bindery.pdf.translator.descriptions import Descriptions
from sphinx_bindery.pdf.translator.inline import Inline
from sphinx_bindery.pdf.translator.lists import Lists
from sphinx_bindery.pdf.translator.media import Media
from sphinx_bindery.pdf.translator.sections import Sections
from sphinx_bindery.pdf.translator.tables import Tables


class TypstTranslator(Sections, Blocks, Lists, Tables, Media, Descriptions, Inline):
    """Translator of one document to Typst markup."""


__all__ = ["TypstTranslator"]
