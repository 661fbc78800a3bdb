"""The options of the ePub alone."""

from __future__ import annotations

from sphinx_bindery.common.options import Option

OPTIONS = (
    Option("bindery_cover", "", (str,), "Cover picture, from conf.py's folder; else one is made."),
    Option("bindery_epub_css", [], (list, tuple), "Style sheets to add, from conf.py's folder."),
    Option("bindery_epub_fonts", [], (list, tuple), "Fonts to embed, from conf.py's folder."),
    Option(
        "bindery_epub_page_list",
        True,
        (bool,),
        "Number places in the text, for a book without a print edition to be quoted by.",
    ),
    Option(
        "bindery_epub_conforms_to",
        "",
        (str,),
        "Accessibility standard that a person has found the book to meet.",
    ),
)
