"""The options that both books share, each declared once: default, type, what a change rebuilds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.options import Option
from sphinx_bindery.common.slugs import ascii_slug

if TYPE_CHECKING:
    from sphinx.config import Config


OPTIONS = (
    Option("bindery_title", "", (str,), "Title of the book; else the project's name."),
    Option("bindery_subtitle", "", (str,), "Subtitle on the title page."),
    Option("bindery_description", "", (str,), "One paragraph for catalogues and shops."),
    Option("bindery_publisher", "", (str,), "Who publishes the book."),
    Option(
        "bindery_contributors",
        {},
        (dict,),
        "Who made the book besides its authors: a name and its role, as a code of MARC relators.",
    ),
    Option(
        "bindery_series",
        "",
        (str, list, tuple),
        "The series that the book belongs to: a name, or a name and the book's place in it.",
    ),
    Option(
        "bindery_license",
        "",
        (str, list, tuple),
        "What readers may do with the book: the name of a license, or its name and address.",
    ),
    Option("bindery_identifier", "", (str,), "URN or ISBN; else derived from html_baseurl."),
    Option(
        "bindery_basename", "", (str,), "File name without its ending; else the project's slug."
    ),
    Option("bindery_frontmatter", [], (list, tuple), "Patterns of docnames before the first part."),
    Option("bindery_backmatter", [], (list, tuple), "Patterns of docnames after the last part."),
    Option(
        "bindery_speedups",
        True,
        (bool, str, list, tuple),
        "Build faster by means that reach into Sphinx and the theme; or a list of their names.",
        rebuild="",
    ),
)


def basename(config: Config) -> str:
    """Return the file name of the books, without its ending: exactly one dot comes after it."""
    return config.bindery_basename or ascii_slug(config.project) or "book"
