"""The Typst compiler: errors, warnings and reproducible output."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.pdf.typst.compiler import TypstCompileError, TypstCompiler

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2014, 11, 10, tzinfo=UTC)


@pytest.fixture
def compiler(tmp_path: Path) -> TypstCompiler:
    return TypstCompiler(tmp_path.resolve(), (), system_fonts=False)


def test_an_error_names_the_file_and_line_and_the_calls_that_led_to_it(
    compiler: TypstCompiler,
) -> None:
    (compiler.root / "main.typ").write_text('#include "chapter.typ"\n', encoding="utf-8")
    (compiler.root / "chapter.typ").write_text('#import "lib.typ": f\n\n#f();\n', encoding="utf-8")
    (compiler.root / "lib.typ").write_text("#let f() = {\n  panic()\n}\n", encoding="utf-8")
    with pytest.raises(TypstCompileError) as caught:
        compiler.compile("main.typ", (), NOW)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.locations[:2] == (("lib.typ", 2), ("chapter.typ", 3))


def test_each_violation_of_a_standard_is_a_diagnostic(compiler: TypstCompiler) -> None:
    (compiler.root / "main.typ").write_text("= A\n=== B\n", encoding="utf-8")
    with pytest.raises(TypstCompileError) as caught:
        compiler.compile("main.typ", ["ua-1"], NOW)
    messages = [diagnostic.message for diagnostic in caught.value.diagnostics]
    assert messages
    assert all(message.startswith("PDF/UA-1 error") for message in messages)


def test_a_warning_is_reported_once(compiler: TypstCompiler) -> None:
    (compiler.root / "main.typ").write_text(
        '#set text(font: "No Such Font")\nx\n', encoding="utf-8"
    )
    made = compiler.compile("main.typ", (), NOW)
    assert [diagnostic.message for diagnostic in made.warnings] == [
        "unknown font family: no such font"
    ]
    assert made.content.startswith(b"%PDF-")


def test_the_bytes_depend_on_the_source_alone(compiler: TypstCompiler) -> None:
    (compiler.root / "main.typ").write_text("= A\n", encoding="utf-8")
    made = {compiler.compile("main.typ", (), NOW).content for _ in range(2)}
    assert len(made) == 1
