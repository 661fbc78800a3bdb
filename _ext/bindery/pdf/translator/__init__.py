"""The translator: docutils' and Sphinx's nodes as Typst markup, in parts by kind of node."""

from __future__ import annotations

from .blocks import Blocks
from .code import Code
from .descriptions import Descriptions
from .design import Design
from .inline import Inline
from .lists import Lists
from .media import Media
from .notes import Notes
from .place import Place, dotted, label
from .sections import Sections
from .tables import Tables


class TypstTranslator(
    Sections, Blocks, Lists, Tables, Media, Code, Notes, Descriptions, Design, Inline
):
    """Writes one document as Typst markup."""


__all__ = ["Place", "TypstTranslator", "dotted", "label"]
