"""Options of all outputs of a book."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from sphinx_bindery.common.docname_patterns import warn_about_files
from sphinx_bindery.common.options import Option
from sphinx_bindery.common.pictures.versions import widths_error
from sphinx_bindery.common.repairs.option_names import replace_invalid
from sphinx_bindery.common.slugs import ascii_slug

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _basename_error(value: object) -> str:
    name = str(value)
    if re.search(r"[/\\\x00-\x1f]", name):
        return f"{name!r} is a path; write a file name, such as 'book'"
    if name.lower().endswith((".pdf", ".epub")):
        return f"{name!r} has a suffix; write {name.rpartition('.')[0]!r}"
    return ""


PICTURE_WIDTHS = Option(
    "bindery_picture_widths",
    [480, 960, 1600],
    (list, tuple),
    "Widths in pixels of the smaller versions of pictures in the site; none if empty.",
    check=widths_error,
    rebuild="html",
)
BASENAME = Option(
    "bindery_basename",
    "",
    (str,),
    "File name without suffix; a slug of the project if empty.",
    check=_basename_error,
)
OPTIONS = (
    Option("bindery_title", "", (str,), "Title of the book; the name of the project if empty."),
    Option("bindery_subtitle", "", (str,), "Subtitle on the title page."),
    Option("bindery_description", "", (str,), "Description in one paragraph, for shops."),
    Option("bindery_publisher", "", (str,), "Publisher of the book."),
    Option(
        "bindery_contributors",
        {},
        (dict,),
        "Contributors besides the authors: the codes of their MARC relators by name.",
    ),
    Option(
        "bindery_series",
        "",
        (str, list, tuple),
        "Series that the book belongs to: its name, or its name and the position in it.",
    ),
    Option(
        "bindery_license",
        "",
        (str, list, tuple),
        "License of the book: its name, or its name and address.",
    ),
    Option("bindery_identifier", "", (str,), "URN or ISBN; derived from the project if empty."),
    Option(
        "bindery_date",
        "",
        (str,),
        "Date of the last change; if empty, the newest date or commit of the contents.",
    ),
    BASENAME,
    Option(
        "bindery_frontmatter",
        [],
        (list, tuple),
        "Patterns of docnames before the first part.",
        items=(str,),
    ),
    Option(
        "bindery_backmatter",
        [],
        (list, tuple),
        "Patterns of docnames after the last part.",
        items=(str,),
    ),
    PICTURE_WIDTHS,
    Option(
        "bindery_speedups",
        True,
        (bool, str, list, tuple),
        "Build faster by means that reach into Sphinx and the theme; or a list of their names.",
        rebuild="",
    ),
)


def basename(config: Config) -> str:
    """Return the file name of the books, without suffix and without dots."""
    return config.bindery_basename or ascii_slug(config.project) or "book"


TEXTS = (
    "bindery_title",
    "bindery_subtitle",
    "bindery_description",
    "bindery_publisher",
    "bindery_series",
)
"""The options whose texts are translated."""


def keep_names(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited`` before options are translated: set file name and identifier.

    Files have the same names in each language, and the identifier is derived from the name that
    the project has in its sources.
    """
    replace_invalid(app.confdir, config, BASENAME, "config")
    config["bindery_basename"] = basename(config)
    config["bindery_identifier"] = config.bindery_identifier or derived_identifier(config)


def check_patterns(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about pages named by file in place of docname."""
    for name in ("bindery_frontmatter", "bindery_backmatter"):
        warn_about_files(app, config, name, "config")


def derived_identifier(config: Config) -> str:
    """Return a URN derived from the project, its author and language (RFC 9562, version 5).

    The address of the site is not part of it, so that local and hosted builds have the same URN.
    """
    name = f"{config.project}\n{config.author}\n{config.language or 'en'}"
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn
