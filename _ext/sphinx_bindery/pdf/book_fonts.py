"""The fonts of one book: those that it names, and the machine's for characters they lack."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from sphinx_bindery.pdf.options import OWN_FONTS, font_families, system_fonts
from sphinx_bindery.pdf.typst.compiler import TypstCompiler
from sphinx_bindery.pdf.typst.scripts import (
    CJK_PATTERN,
    ScriptFamilies,
    choose_families,
    emoji_family,
    han_variant,
    needs_own_font,
)
from sphinx_bindery.print.page_geometry import CHARACTER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sphinx.config import Config
    from typst import FontInfo

    from sphinx_bindery.pdf.typst.glyphs import GlyphCoverage

_ADVICE = {
    "fallback": "install a font for it, or set bindery_font_paths",
    "True": "install a font for it, or set bindery_font_paths",
    "False": 'set bindery_font_paths, or bindery_system_fonts = "fallback"',
}
_SAMPLE = (
    "It is not easy to say how wide the letters of a font are until some lines of text have been "
    "set in it, with all the short words, commas, and capitals that people write every day."
)
"""Text in which each letter is about as frequent as in English."""
_SAMPLE_SIZE = 11
"""The type size in points in which the sample is measured."""
_FOLDER = "fonts"
"""The folder of the project with links to the fonts of the machine that the book uses."""


@dataclass(frozen=True, slots=True)
class BookFonts:
    """The fonts of one book.

    Attributes:
        compiler: The compiler with these fonts.
        own: The families of each kind of text that the book names, Typst's own last.
        scripts: The families for scripts that these lack, by variant of Han characters.
        emoji: The family of the symbols that these lack, empty without one.
        lacking: The characters that the own families lack.
        missing: The characters that no font has.
        uses_machine: Whether fonts of the machine are used.
    """

    compiler: TypstCompiler
    own: Mapping[str, list[str]]
    scripts: Mapping[str, ScriptFamilies] = field(default_factory=dict)
    emoji: str = ""
    lacking: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    uses_machine: bool = False

    @property
    def text(self) -> list[str]:
        """The families of running text."""
        others = self.scripts.get("", ScriptFamilies()).text
        return [*self.own["text"], *others]

    @property
    def character(self) -> float:
        """The average width of a character in em."""
        if self.own["text"][0] == OWN_FONTS["text"]:
            return CHARACTER
        (width,) = self.compiler.widths([_SAMPLE], self.own["text"])
        return width / _SAMPLE_SIZE / len(_SAMPLE)

    def data(self, language: str) -> dict[str, object]:
        """Return the fonts as the template reads them.

        Args:
            language: The language of the book (BCP 47).
        """
        scripts: dict[str, object] = {
            variant: asdict(families) for variant, families in self.scripts.items()
        }
        if "" in self.scripts and not han_variant(language):
            # Fonts for Chinese and Japanese have wide arrows and quotation marks too.
            scripts[""] = {
                kind: [
                    {"name": name, "covers": CJK_PATTERN} if _is_cjk(name, self.scripts) else name
                    for name in names
                ]
                for kind, names in asdict(self.scripts[""]).items()
            }
        codes = "".join(rf"\u{{{ord(c):X}}}" for c in sorted(self.lacking) if not needs_own_font(c))
        emoji = {"name": self.emoji, "covers": f"[{codes}]"} if self.emoji and codes else None
        return {**self.own, "scripts": scripts, "emoji": emoji}


def _is_cjk(name: str, scripts: Mapping[str, ScriptFamilies]) -> bool:
    """Return whether a family is the first one for a variant of Han characters."""
    return any(
        name in names[:1]
        for variant, families in scripts.items()
        if variant
        for names in astuple(families)
    )


@dataclass(frozen=True, slots=True)
class FontFinder:
    """Choice of the fonts of one book.

    Attributes:
        config: The configuration.
        folder: The folder of conf.py.
        languages: The languages of the book (BCP 47), its own first.
        warn: Logs a warning about an option.
    """

    config: Config
    folder: Path
    languages: Sequence[str]
    warn: Callable[[str], None]

    def find(self, root: Path, glyphs: GlyphCoverage) -> BookFonts:
        """Return the fonts of a book; warn about characters that none of them has.

        Args:
            root: The folder of the Typst project, which gets links to fonts of the machine.
            glyphs: The characters of the book.
        """
        wanted, problems = system_fonts(self.config)
        for problem in problems:
            self.warn(problem)
        compiler = TypstCompiler(root, self._folders(), system_fonts=wanted == "True")
        found = self._fonts(compiler, glyphs, is_machine_allowed=wanted != "False")
        glyphs.warn_missing(found.missing, _ADVICE[wanted])
        return found

    def _folders(self) -> list[Path]:
        folders = [self.folder / folder for folder in self.config.bindery_font_paths]
        for folder in folders:
            if not folder.is_dir():
                self.warn(f"bindery_font_paths: {str(folder)!r} is not a folder; write one")
        return [folder for folder in folders if folder.is_dir()]

    def _fonts(
        self, compiler: TypstCompiler, glyphs: GlyphCoverage, *, is_machine_allowed: bool
    ) -> BookFonts:
        own = {kind: font_families(self.config, kind) for kind in OWN_FONTS}
        fonts = BookFonts(compiler, own, missing=glyphs.missing(compiler))
        letters = list(filter(needs_own_font, glyphs.characters))
        lacking = fonts.missing | compiler.missing_glyphs(letters, own["text"])
        if not lacking:
            return fonts
        # The fonts of the project go before those of the machine, on which the bytes then depend.
        known = compiler.families
        still_lacking = fonts.missing | compiler.missing_glyphs(letters, [*own["text"], *known])
        machine = _machine_fonts() if still_lacking and is_machine_allowed else []
        available = known | {font.family for font in machine}
        serif = "sans" not in own["text"][0].lower()
        scripts = choose_families(lacking, available, self.languages, serif=serif)
        emoji = emoji_family(lacking, available)
        chosen = {emoji}.union(
            *(names for families in scripts.values() for names in astuple(families))
        )
        if not compiler.system_fonts:
            compiler = _with_fonts(compiler, machine, chosen - known)
        fonts = replace(
            fonts,
            compiler=compiler,
            scripts=scripts,
            emoji=emoji,
            lacking=lacking,
            missing=glyphs.missing(compiler),
            uses_machine=compiler.system_fonts or bool(chosen - known - {""}),
        )
        return _with_all_fonts(fonts, glyphs) if is_machine_allowed else fonts


def _machine_fonts() -> list[FontInfo]:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()


def _with_fonts(
    compiler: TypstCompiler, machine: Iterable[FontInfo], families: Collection[str]
) -> TypstCompiler:
    """Return a compiler that also has these families of the machine, and no others."""
    files = sorted({font.path for font in machine if font.family in families and font.path})
    if not files:
        return compiler
    folder = compiler.root / _FOLDER
    folder.mkdir()
    for number, file in enumerate(files):
        (folder / f"{number:03}{Path(file).suffix}").symlink_to(file)
    return replace(compiler, font_paths=[*compiler.font_paths, folder])


def _with_all_fonts(fonts: BookFonts, glyphs: GlyphCoverage) -> BookFonts:
    """Return ``fonts`` with all fonts of the machine, if these have more of the characters."""
    if not fonts.missing or fonts.compiler.system_fonts:
        return fonts
    compiler = replace(fonts.compiler, system_fonts=True)
    missing = glyphs.missing(compiler)
    if missing == fonts.missing:
        return fonts
    return replace(fonts, compiler=compiler, missing=missing, uses_machine=True)
