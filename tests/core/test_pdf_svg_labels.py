"""Labels of SVG drawings in scripts with marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst
from lxml import etree

from sphinx_bindery.pdf.typst.svg_labels import outline_labels

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50" font-family="Libertinus Serif">\
<title>का</title><rect x="1" y="1" width="9" height="9"/>{labels}</svg>
"""
PLAIN = '<text x="5" y="20">Plain</text>'


def write(folder: Path, labels: str) -> Path:
    file = folder / "1.svg"
    file.write_text(DRAWING.format(labels=labels), encoding="utf-8")
    return file


@pytest.mark.parametrize("text", ["पहली सैर: नदी के किनारे", "แม่น้ำ", "x̂ &amp; &quot;#y"])
def test_labels_become_outlines_that_pdf_ua_accepts(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, f'{PLAIN}<text x="100" y="20" text-anchor="middle">{text}</text>')

    assert outline_labels(file)

    root = etree.parse(file).getroot()
    assert not [*root.iter("{*}text")]
    assert [*root.iter("{*}path")]
    assert root.get("viewBox", "").split()[2:] == ["200", "50"]
    assert [path.name for path in tmp_path.iterdir()] == ["1.svg"]
    page = tmp_path / "page.typ"
    page.write_text('#set document(title: "t")\n= T\n#image("1.svg", alt: "a")', encoding="utf-8")
    assert typst.compile(str(page), format="pdf", pdf_standards=["ua-1"])


@pytest.mark.parametrize(
    "labels",
    [
        PLAIN,
        '<text x="5" y="20">é 第一 نهر</text>',
        '<g transform="scale(2)"><text x="5" y="20">का</text></g>',
        '<text x="5" y="20"><tspan>का</tspan></text>',
        '<text x="10%" y="20">का</text>',
        "<text>का",
    ],
)
def test_other_drawings_stay_as_they_are(tmp_path: Path, labels: str) -> None:
    file = write(tmp_path, labels)
    before = file.read_bytes()

    assert not outline_labels(file)

    assert file.read_bytes() == before
