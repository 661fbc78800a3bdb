"""The Typst compiler: errors, warnings and reproducible output."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from sphinx_bindery.pdf.typst.compiler import TypstCompileError, TypstCompiler, svg_of_pdf

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


def test_a_pdf_becomes_a_vector_drawing_that_every_standard_takes(compiler: TypstCompiler) -> None:
    (compiler.root / "main.typ").write_text("#set page(width: 90pt)\n#rect()\nx", encoding="utf-8")
    file = compiler.root / "drawing.pdf"
    file.write_bytes(compiler.compile("main.typ", (), NOW).content)
    drawing = svg_of_pdf(file)
    assert drawing is not None
    root = etree.fromstring(drawing)
    assert float((root.get("width") or "").removesuffix("pt")) == pytest.approx(90, abs=0.1)
    assert next(root.iter("{*}path"), None) is not None
    assert next(root.iter("{*}image"), None) is None
    file.with_suffix(".svg").write_bytes(drawing)
    text = '#set document(title: "x")\n#image("drawing.svg", alt: "x")'
    (compiler.root / "main.typ").write_text(text, encoding="utf-8")
    assert compiler.compile("main.typ", ["ua-1"], NOW).content.startswith(b"%PDF-")
    assert sorted(path.name for path in compiler.root.iterdir()) == [
        "drawing.pdf",
        "drawing.svg",
        "main.typ",
    ]


def test_what_is_no_pdf_becomes_nothing(compiler: TypstCompiler) -> None:
    file = compiler.root / "drawing.pdf"
    file.write_bytes(b"%PDF-1.7\nnothing")
    assert svg_of_pdf(file) is None
