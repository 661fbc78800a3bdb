"""The options of the ePub alone."""

from __future__ import annotations

from bindery.options import Option

OPTIONS = (
    Option("bindery_cover", "", (str,), "Cover picture, from conf.py's folder; else one is made."),
    Option("bindery_epub_css", [], (list, tuple), "Style sheets to add, from conf.py's folder."),
    Option(
        "bindery_epub_conforms_to",
        "",
        (str,),
        "Accessibility standard that a person has found the book to meet.",
    ),
)
