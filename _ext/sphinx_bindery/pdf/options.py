"""The options of the PDF, each declared once, and their validation."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinx_bindery.common.options import Option
from sphinx_bindery.print.contrast import MIN_CONTRAST, contrast, is_color
from sphinx_bindery.print.hyphenation import hyphenation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sphinx.config import Config

SIDES = ("auto", "one", "two")
_WORD = re.compile(r"[^\W\d_]{5,}")
OWN_FONTS = {
    "text": "Libertinus Serif",
    "mono": "DejaVu Sans Mono",
    "math": "New Computer Modern Math",
}
"""The font families that Typst embeds, used where ``bindery_fonts`` names none."""

OPTIONS = (
    Option(
        "bindery_paper",
        "a4",
        (str, list, tuple),
        "Trim size of the PDF: a name such as a4 or 6x9in, or two lengths, the width first.",
    ),
    Option(
        "bindery_sides",
        "auto",
        (str,),
        "one: equal margins; two: for both sides of a leaf; auto: two in the print edition alone.",
    ),
    Option(
        "bindery_recto_openings",
        "auto",
        (str, bool),
        "In a two-sided book, what opens on the right: parts (that have a page of their own), True "
        "for chapters too, or False; auto for parts, but for nothing in a short book.",
    ),
    Option(
        "bindery_part_pages",
        "auto",
        (str, bool),
        "Give parts pages of their own: True, False, or auto for parts of five chapters and more.",
    ),
    Option(
        "bindery_colors",
        {},
        (dict,),
        "Colors of link (to the web), reference (in the book), accent (titles): #rrggbb.",
    ),
    Option(
        "bindery_pdf_standard",
        ["ua-1"],
        (list, tuple, str),
        "Standards that the PDF claims, as Typst names them; an empty list for none.",
        items=(str,),
    ),
    Option(
        "bindery_fonts",
        {},
        (dict,),
        "Families of text, mono and math: a name or a list of names, the first one first.",
    ),
    Option(
        "bindery_font_paths",
        [],
        (list, tuple),
        "Folders with fonts, seen from conf.py.",
        items=(str, PurePath),
    ),
    Option(
        "bindery_system_fonts",
        "fallback",
        (str, bool),
        "The machine's fonts: for what the book's fonts lack (fallback), for all (True), or not.",
    ),
    Option(
        "bindery_unhyphenated",
        [],
        (list, tuple),
        "Words that the PDF does not hyphenate, beside the names of authors, subjects and series.",
        items=(str,),
    ),
    Option(
        "bindery_hyphenation",
        [],
        (list, tuple),
        "Words with a hyphen at each place where the PDF may break them: data-base.",
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


def font_families(config: Config, kind: str) -> list[str]:
    """Return the font families of a kind of text in order of preference, Typst's own last."""
    value = config.bindery_fonts.get(kind, ())
    names = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    return [*map(str, names), OWN_FONTS[kind]]


def template_options(
    config: Config, *, is_printed: bool = False
) -> tuple[dict[str, object], list[str]]:
    """Return the options that the template reads, and messages about invalid values.

    Args:
        config: The configuration.
        is_printed: Whether this is the print edition.
    """
    sides, wrong_sides = _choice("bindery_sides", str(config.bindery_sides), SIDES)
    openings, wrong_openings = recto_openings(config)
    chosen, wrong_colors = colors(config)
    words, wrong_words = hyphenation(config.bindery_hyphenation)
    options: dict[str, object] = {
        "sides": chosen_sides(sides, is_printed=is_printed),
        "colors": chosen,
        "recto": openings,
        "hyphenation": words,
        "contents_depth": config.bindery_contents_depth,
    }
    return options, [*wrong_sides, *wrong_openings, *wrong_colors, *wrong_words]


def chosen_sides(sides: str, *, is_printed: bool) -> str:
    """Return ``one`` or ``two`` for a value of ``bindery_sides``."""
    if sides == "auto":
        return "two" if is_printed else "one"
    return sides


RECTO_OPENINGS = ("auto", "parts", "True", "False")


def recto_openings(config: Config) -> tuple[str, list[str]]:
    """Return what opens on a right-hand page, and a message if the option is invalid.

    It is ``chapters``, ``parts``, ``none``, or ``auto``: parts, but nothing in a short book.
    """
    value, problems = _text_or_bool(config, "bindery_recto_openings", RECTO_OPENINGS)
    return {"True": "chapters", "False": "none"}.get(value, value), problems


_NARROW = 10
"""The longest word that also fits in a narrow column of a table without hyphenation."""
_MANY = 300
"""The most words of names in the regular expression; Typst 0.15 takes some 700."""


def unhyphenated(config: Config, names: Iterable[str]) -> str:
    """Return a regular expression for words that are not hyphenated; empty without any.

    Args:
        config: The configuration.
        names: Names of people and subjects, whose words are not hyphenated if they are not long.
    """
    words = [str(word) for word in config.bindery_unhyphenated]
    words += [word for word in _WORD.findall(" ".join(names)) if len(word) <= _NARROW][:_MANY]
    found = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return rf"\b({'|'.join(map(_escaped, found))})\b" if found else ""


def _escaped(word: str) -> str:
    """Return a word with the characters escaped that have a meaning in a regular expression."""
    return re.sub(r"([^\w\s])", r"\\\1", word)


def part_pages(config: Config) -> bool | None:
    """Return whether parts have pages of their own; None for the default."""
    value = str(config.bindery_part_pages)
    return {"1": True, "True": True, "0": False, "False": False}.get(value)


def user_template(config: Config, folder: Path) -> tuple[Path | None, str]:
    """Return the path in ``bindery_template``, and a message if it is not a file.

    Args:
        config: The configuration.
        folder: The folder of ``conf.py``.
    """
    name: str = config.bindery_template
    if not name:
        return None, ""
    path = folder / name
    if path.is_file():
        return path, ""
    message = f"bindery_template: {str(path)!r} is not a file; write the path of a Typst file"
    return None, message


SYSTEM_FONTS = ("fallback", "True", "False")


def system_fonts(config: Config) -> tuple[str, list[str]]:
    """Return ``bindery_system_fonts`` as text, and a message if its value is unknown."""
    return _text_or_bool(config, "bindery_system_fonts", SYSTEM_FONTS)


def _text_or_bool(config: Config, name: str, allowed: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the value of an option that is text or a boolean, as text; see :func:`_choice`."""
    value = str(config[name])
    return _choice(name, {"1": "True", "0": "False", "": "False"}.get(value, value), allowed)


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the value of an option, and a message if it is none of ``allowed``.

    In that case the value is the first of ``allowed``.
    """
    if value in allowed:
        return value, []
    return allowed[0], [f"{name}: {value!r} is unknown; write {_alternatives(allowed)}"]


def _alternatives(allowed: tuple[str, ...]) -> str:
    """Return the allowed values as a phrase."""
    *names, last = map(repr, allowed)
    return f"{', '.join(names)} or {last}"


COLORS = {"link": "#1a4b84", "reference": "#000000", "accent": "#000000"}
"""The colors of the book that ``bindery_colors`` can change, and their defaults."""


def colors(config: Config) -> tuple[dict[str, str], list[str]]:
    """Return the colors of the book, and messages about those in conf.py.

    An invalid color is replaced by the default. A color of low contrast is used.
    """
    chosen, problems = dict(COLORS), []
    for name, value in config.bindery_colors.items():
        key = f"bindery_colors[{name!r}]"
        if name not in COLORS:
            problems.append(f"{key}: this color is unknown; write {_alternatives((*COLORS,))}")
        elif not is_color(value):
            problems.append(f"{key}: {value!r} is not a color; write it like '#1a4b84'")
        else:
            chosen[name] = str(value)
            if (found := contrast(str(value))) < MIN_CONTRAST:
                problems.append(
                    f"{key}: {value!r} has a contrast of {found:.1f} to white; write a darker "
                    f"color, of {MIN_CONTRAST} or more"
                )
    return chosen, problems


STANDARDS = (
    *("1.4", "1.5", "1.6", "1.7", "2.0"),
    *("a-1a", "a-1b", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f"),
    "ua-1",
)
"""The standards of Typst 0.15 (https://typst.app/docs/reference/pdf/)."""


def pdf_standards(config: Config) -> tuple[list[str], list[str]]:
    """Return the known names in ``bindery_pdf_standard``, and a message for each unknown one."""
    value = config.bindery_pdf_standard
    names = [
        name.strip() for name in (value.split(",") if isinstance(value, str) else map(str, value))
    ]
    return [name for name in names if name in STANDARDS], [
        f"bindery_pdf_standard: {name!r} is unknown; write {_alternatives(STANDARDS)}"
        for name in names
        if name and name not in STANDARDS
    ]


def compatible_standards(
    config: Config, compatible: Callable[[Sequence[str]], tuple[list[str], list[tuple[str, str]]]]
) -> tuple[list[str], list[str]]:
    """Return the standards that the PDF can conform to, and messages about the others.

    Args:
        config: The configuration.
        compatible: Returns the standards that can be combined, and the others with the reason.
    """
    known, unknown = pdf_standards(config)
    standards, refused = compatible(known)
    conflicts = [
        f"bindery_pdf_standard: {name!r} is left out: {reason}; write the ones that go together"
        for name, reason in refused
    ]
    return standards, [*unknown, *conflicts]
