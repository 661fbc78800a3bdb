"""Defaults of Sphinx's LaTeX options, which follow those of the Typst PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.pdf.options import colors

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

TEXINPUTS = Path(__file__).parent / "texinputs"

_PAPERS = {
    "a4": ("a4paper", "11pt", "hmargin=45mm,vmargin={36mm,44mm}"),
    "us-letter": ("letterpaper", "11pt", "hmargin=48mm,vmargin={32mm,40mm}"),
    "a5": ("a5paper", "10pt", "hmargin=22mm,vmargin={22mm,26mm}"),
}
"""LaTeX's name, the type size and the margins of each paper, close to those of the Typst PDF."""

_FONTS = {
    "text": ("Libertinus Serif", "Linux Libertine O", "FreeSerif"),
    "mono": ("DejaVu Sans Mono", "FreeMono"),
}
"""Font families: the first installed one is used, the others for the characters that it lacks."""


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: set the options that conf.py does not set."""
    # Sphinx chooses another engine for languages that need it.
    if not is_set(config, "latex_engine") and config.latex_engine == "pdflatex":
        config.latex_engine = "lualatex"
    if not is_set(config, "latex_table_style"):
        config.latex_table_style = ["booktabs"]
    style = sorted(str(path) for path in TEXINPUTS.iterdir())
    config.latex_additional_files = [*config.latex_additional_files, *style]
    config.latex_elements = _elements(config) | config.latex_elements


def is_set(config: Config, name: str) -> bool:
    """Return whether conf.py or the command line sets an option, even to its default."""
    return name in config._raw_config or name in config._overrides


def _elements(config: Config) -> dict[str, str]:
    paper, size, margins = _PAPERS.get(config.bindery_paper, _PAPERS["a4"])
    palette, _problems = colors(config)
    link, title = (f"{{HTML}}{{{palette[name][1:].upper()}}}" for name in ("link", "accent"))
    links = rf"InnerLinkColor={link},OuterLinkColor={link},TitleColor={title}"
    two_sided = config.bindery_sides == "two"
    opens_right = two_sided and config.bindery_recto_openings
    elements = {
        "papersize": paper,
        "pointsize": size,
        "extraclassoptions": ",".join(
            ("twoside" if two_sided else "oneside", "openright" if opens_right else "openany")
        ),
        "fncychap": "",
        "sphinxsetup": rf"{margins},{links},verbatimforcewraps,HeaderFamily=\rmfamily\bfseries",
    }
    if not is_set(config, "latex_documents"):
        # Documents that conf.py defines have their own title pages.
        elements |= {"maketitle": r"\binderytitlepages", "tableofcontents": r"\binderycontents"}
    if config.latex_engine == "lualatex":
        elements["fontpkg"] = _fonts(config)
        # polyglossia sets right-to-left text only where it is marked up.
        elements |= {"polyglossia": "", "babel": r"\usepackage[bidi=basic]{babel}"}
    return elements


def _fonts(config: Config) -> str:
    lines = []
    for kind, known in _FONTS.items():
        chosen = config.bindery_fonts.get(kind, ())
        names = [chosen] if isinstance(chosen, str) else list(chosen)
        lines.append(rf"\def\bindery{kind}fonts{{{','.join([*names, *known])}}}")
    return "\n".join([*lines, r"\usepackage{binderyfonts}"])
