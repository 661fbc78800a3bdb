"""The diagnostics of Typst: each message that we parse, provoked with the installed compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst

from sphinx_bindery.common.typst_diagnostics import Diagnostic, missing_glyphs, parse_diagnostics

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '#set document(title: "x")\n#set text(lang: "en")\n'
UPGRADE = "Typst words this message in another way; change common/typst_diagnostics.py"


def error_of(source: str, *standards: typst.PDFStandard) -> str:
    """Return the diagnostic of a source that does not compile with Typst's own fonts."""
    with pytest.raises(typst.TypstError) as caught:
        typst.compile(
            (HEAD + source).encode(),
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=False),
            pdf_standards=[*standards],
        )
    return caught.value.diagnostic


@pytest.mark.parametrize("standard", ["ua-1", "a-2a"])
@pytest.mark.parametrize(
    "characters",
    [
        "\N{CJK UNIFIED IDEOGRAPH-6F22}",
        "\N{THAI CHARACTER KO KAI}",
        "\N{TAMIL VOWEL SIGN I}",  # a combining character, which Typst prints as an escape
        "\N{CJK UNIFIED IDEOGRAPH-6F22}\N{THAI CHARACTER KO KAI}\N{HANGUL SYLLABLE GA}",
    ],
)
def test_missing_glyphs(characters: str, standard: typst.PDFStandard) -> None:
    source = "".join(f'#text("{character}")\n\n' for character in characters)
    found = missing_glyphs(error_of(source, standard))
    assert found == frozenset(characters), UPGRADE


def test_other_errors_name_no_missing_glyph() -> None:
    assert missing_glyphs(error_of("#panic()")) == frozenset()


@pytest.mark.parametrize(
    ("source", "standard"),
    [
        ("= A\n=== B\n", "ua-1"),
        ('#text("\N{CJK UNIFIED IDEOGRAPH-6F22}")', "a-2b"),
        ("$x$", "ua-1"),
    ],
)
def test_violations_of_a_standard(source: str, standard: typst.PDFStandard, tmp_path: Path) -> None:
    found = list(parse_diagnostics(error_of(source, standard), tmp_path))
    assert found, UPGRADE
    assert all(diagnostic.is_standard_violation for diagnostic in found), UPGRADE


def test_an_error_of_the_source_is_no_violation_of_a_standard(tmp_path: Path) -> None:
    (found,) = parse_diagnostics(error_of("#panic()", "ua-1"), tmp_path)
    assert found.message == "panicked", UPGRADE
    assert not found.is_standard_violation


def test_an_error_has_the_locations_of_the_calls_around_it(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "main.typ").write_text('#include "chapter.typ"\n', encoding="utf-8")
    (root / "chapter.typ").write_text('#import "lib.typ": f\n\n#f();\n', encoding="utf-8")
    (root / "lib.typ").write_text("#let f() = {\n  panic()\n}\n", encoding="utf-8")
    with pytest.raises(typst.TypstError) as caught:
        typst.compile(str(root / "main.typ"), root=str(root), format="pdf")
    (found,) = parse_diagnostics(caught.value.diagnostic, root)
    assert found.locations[:2] == (("lib.typ", 2), ("chapter.typ", 3)), UPGRADE


def test_a_warning(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "main.typ").write_text('\n#set text(font: "No Such Font")\nx\n', encoding="utf-8")
    _pdf, warnings = typst.compile_with_warnings(
        str(root / "main.typ"), root=str(root), format="pdf"
    )
    found = {
        diagnostic
        for warning in warnings
        for diagnostic in parse_diagnostics(warning.diagnostic, root)
    }
    assert found == {Diagnostic("unknown font family: no such font", (("main.typ", 2),))}, UPGRADE


def test_a_text_without_diagnostics(tmp_path: Path) -> None:
    assert list(parse_diagnostics("", tmp_path)) == []
    assert missing_glyphs("") == frozenset()
