"""The options of the PDF alone, each declared once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_bindery.common.options import Option

if TYPE_CHECKING:
    from sphinx.config import Config

PAPERS = ("a4", "us-letter", "a5")
SIDES = ("one", "two")
OWN_FONTS = {
    "text": "Libertinus Serif",
    "mono": "DejaVu Sans Mono",
    "math": "New Computer Modern Math",
}
"""The families that come with Typst and that the book takes where conf.py names none."""

OPTIONS = (
    Option("bindery_paper", "a4", (str,), "Paper of the PDF: a4, us-letter or a5."),
    Option(
        "bindery_sides",
        "one",
        (str,),
        "one: equal margins; two: for printing on both sides, chapters open on the right.",
    ),
    Option(
        "bindery_recto_openings",
        True,
        (bool,),
        "In a two-sided book, let parts and chapters open on the right; else on the next page.",
    ),
    Option("bindery_colors", {}, (dict,), "Colors of link and accent (titles), as #rrggbb."),
    Option(
        "bindery_pdf_standard",
        ["ua-1"],
        (list, tuple, str),
        "Standards that the PDF claims, as Typst names them; an empty list for none.",
    ),
    Option(
        "bindery_fonts",
        {},
        (dict,),
        "Families of text, mono and math: a name or a list of names, the first one first.",
    ),
    Option("bindery_font_paths", [], (list, tuple), "Folders with fonts, seen from conf.py."),
    Option(
        "bindery_system_fonts",
        False,
        (bool,),
        "Also use the machine's own fonts, for scripts that Typst's fonts do not know.",
    ),
    Option(
        "bindery_contents_depth",
        1,
        (int,),
        "Table of contents: 1 for chapters, 2 for their sections too, and so on.",
    ),
    Option(
        "bindery_template",
        "",
        (str,),
        "A Typst file, seen from conf.py, whose functions replace the template's.",
    ),
    Option("bindery_keep_typst", False, (bool,), "Keep the Typst source beside the PDF."),
)


def choice(config: Config, name: str, allowed: tuple[str, ...]) -> tuple[str, str | None]:
    """Return the value of an option and, where it is none of ``allowed``, what is wrong with it.

    The value is then the first of ``allowed``.
    """
    value = str(config[name])
    if value in allowed:
        return value, None
    return allowed[0], f"{name} is {value!r}, expected one of {', '.join(map(repr, allowed))}"


COLORS = {"link": "#1a4b84", "accent": "#000000"}
"""What has a color of its own in the book, and its color where conf.py is silent."""

LEAST_CONTRAST = 4.5
"""Of text on white paper (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def colors(config: Config) -> tuple[dict[str, str], list[str]]:
    """Return the book's colors, and what is wrong with those in conf.py, which are then left out.

    A color that is hard to read on paper is used as told, and named as well.
    """
    chosen, wrong = dict(COLORS), []
    for name, value in config.bindery_colors.items():
        where = f"bindery_colors[{name!r}]"
        if name not in COLORS:
            wrong.append(f"{where} names no color, expected {' or '.join(map(repr, COLORS))}")
        elif not _HEX.fullmatch(str(value)):
            wrong.append(f"{where} is {value!r}, expected a color as '#1a4b84'")
        else:
            chosen[name] = str(value)
            if (found := contrast(str(value))) < LEAST_CONTRAST:
                told = f"a contrast of {found:.1f} to white, less than {LEAST_CONTRAST}"
                wrong.append(f"{where}, {value}, has {told}: hard to read")
    return chosen, wrong


def contrast(color: str) -> float:
    """Return the contrast of ``#rrggbb`` to white (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    shares = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


STANDARDS = (
    *("1.4", "1.5", "1.6", "1.7", "2.0"),
    *("a-1a", "a-1b", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f"),
    "ua-1",
)
"""What Typst 0.15 can claim (https://typst.app/docs/reference/pdf/)."""


def standards(config: Config) -> tuple[list[str], str | None]:
    """Return the PDF standards asked for and, where one is unknown, what is wrong with it."""
    value = config.bindery_pdf_standard
    asked = value.split(",") if isinstance(value, str) else map(str, value)
    named = [name.strip() for name in asked if name.strip()]
    known = [name for name in named if name in STANDARDS]
    if known == named:
        return known, None
    wrong = ", ".join(repr(name) for name in named if name not in STANDARDS)
    return known, f"bindery_pdf_standard names {wrong}, expected some of {', '.join(STANDARDS)}"
