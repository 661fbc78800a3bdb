"""The cover wrap as a PDF: the data of its Typst template, and its TrimBox."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pikepdf

from sphinx_bindery.common.language_tag import primary_language, region
from sphinx_bindery.print.cover.barcode import (
    BAR_HEIGHT,
    MODULE,
    MODULES,
    QUIET_LEFT,
    QUIET_RIGHT,
    ean13_bars,
)
from sphinx_bindery.print.cover.geometry import Area
from sphinx_bindery.print.edition import PRESS_STANDARD
from sphinx_bindery.print.page_counts import PageCounts
from sphinx_bindery.print.press.press_file import make_press_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sphinx_bindery.pdf.typst.compiler import TypstCompiler
    from sphinx_bindery.print.cover.geometry import CoverGeometry
    from sphinx_bindery.print.cover.isbn import Isbn
    from sphinx_bindery.print.cover.picture import FrontPicture
    from sphinx_bindery.print.cover.requirements import CoverRequirements
    from sphinx_bindery.print.press.press_file import PressFile

_TEMPLATE = Path(__file__).parent / "template"
_MAIN, _DATA = "wrap.typ", "cover.json"
_ONE_PAGE = PageCounts("", 1, 1, multiple=1)
BOX = (50.8, 30.48)
"""The width and height of the white box with the barcode: 2 by 1.2 inches."""


@dataclass(frozen=True, slots=True)
class CoverTexts:
    """The texts of a cover.

    Attributes:
        title: The title.
        subtitle: The subtitle, empty without one.
        authors: The authors' names, for the metadata.
        author_line: The authors in a line, for the front.
        spine_line: The authors in a line, for the spine.
        credits: Sentences about works that the book is based on.
        years: The years of its contents.
        blurb: The paragraphs of the back.
        foot: The lines at the foot of the back.
        language: The language (BCP 47).
    """

    title: str
    subtitle: str
    authors: Sequence[str]
    author_line: str
    spine_line: str
    credits: Sequence[str]
    years: str
    blurb: Sequence[str]
    foot: Sequence[str]
    language: str

    @property
    def printed(self) -> str:
        """All that is printed."""
        texts = (self.title, self.subtitle, self.author_line, self.spine_line, self.years)
        return "\n".join((*texts, *self.credits, *self.blurb, *self.foot))


@dataclass(frozen=True, slots=True)
class CoverDesign:
    """The design of a cover.

    Attributes:
        geometry: Its panels.
        requirements: The requirements of the print shop.
        colors: The colors of ``ground``, ``text`` and ``accent``.
        fonts: The font families, in order of preference.
        spine_text: The direction of the text on the spine.
        isbn: The ISBN of the barcode, None without one.
        has_barcode: Whether there is an area for a barcode.
        picture: The picture of the front, None for a front in type.
    """

    geometry: CoverGeometry
    requirements: CoverRequirements
    colors: Mapping[str, str]
    fonts: Sequence[str]
    spine_text: str
    isbn: Isbn | None
    has_barcode: bool
    picture: FrontPicture | None


def cover_data(
    texts: CoverTexts, design: CoverDesign, characters: Mapping[int, str]
) -> dict[str, object]:
    """Return the data of the template.

    Args:
        texts: The texts.
        design: The design.
        characters: A ``str.translate`` table applied to all texts.
    """
    translated = json.dumps(asdict(texts), ensure_ascii=False).translate(characters)
    geometry, requirements = design.geometry, design.requirements
    barcode = geometry.barcode(requirements) if design.has_barcode else Area(0, 0, 0, 0)
    areas = {
        "sheet": geometry.sheet,
        "back": geometry.back,
        "front": geometry.front,
        "panel": geometry.front_with_bleed,
        "spine": geometry.spine_area,
        "barcode": barcode,
        "box": Area(
            barcode.x + barcode.width - BOX[0],
            barcode.y + barcode.height - BOX[1],
            *BOX,
        ),
    }
    bars = ean13_bars(design.isbn.digits) if design.isbn and design.has_barcode else []
    return {
        **json.loads(translated),
        "language": primary_language(texts.language),
        "region": region(texts.language),
        "mirrored": geometry.is_mirrored,
        "areas": {name: list(asdict(area).values()) for name, area in areas.items()},
        "bleed": geometry.bleed,
        "safe": requirements.safe,
        "fold": requirements.fold,
        # the ground must have exactly the color of the picture's edge, which is RGB
        "cmyk": requirements.is_cmyk and design.picture is None,
        "colors": dict(design.colors),
        "fonts": list(design.fonts),
        "spine_text": design.spine_text,
        "isbn": design.isbn.text if design.isbn else "",
        "digits": design.isbn.digits if design.isbn else "",
        "bars": [[bar.place, bar.width, bar.is_guard] for bar in bars],
        "module": MODULE,
        "modules": MODULES,
        "quiet": [QUIET_LEFT, QUIET_RIGHT],
        "bar_height": BAR_HEIGHT,
        "picture": _picture(design),
    }


def _picture(design: CoverDesign) -> dict[str, object] | None:
    """Return the file of the picture, and its place on the front with the bleed."""
    if design.picture is None:
        return None
    place, geometry = design.picture.place, design.geometry
    front, panel = geometry.front, geometry.front_with_bleed
    x, y = front.x - panel.x + place.x, front.y - panel.y + place.y
    reaches_edges = max(place.x, place.y) <= -geometry.bleed + 0.01
    return {
        "file": f"/{design.picture.file}",
        "place": [x, y, place.width, place.height],
        "is_mirrored": place.is_filling and not reaches_edges,
    }


@dataclass(frozen=True, slots=True)
class CoverReport:
    """What did not fit on a cover.

    Attributes:
        blurb_fits: Whether the blurb has room on the back.
        spine_size: The size of the text on the spine in points, 0 if it has no room.
    """

    blurb_fits: bool
    spine_size: float


def compile_cover(
    compiler: TypstCompiler, data: Mapping[str, object], timestamp: datetime
) -> tuple[bytes, CoverReport]:
    """Return the PDF of Typst, and what did not fit.

    Args:
        compiler: The compiler, whose root has the picture.
        data: The data of the template.
        timestamp: The creation date in the PDF.

    Raises:
        TypstCompileError: Typst reports an error.
    """
    shutil.copytree(_TEMPLATE, compiler.root, dirs_exist_ok=True)
    text = json.dumps(data, ensure_ascii=False)
    (compiler.root / _DATA).write_text(text, encoding="utf-8")
    report = cast("dict[str, Any]", compiler.query(_MAIN, "report"))
    compiled = replace(compiler, has_tags=False).compile(_MAIN, [PRESS_STANDARD], timestamp)
    return compiled.content, CoverReport(report["fits"], report["spine"])


def press_cover(content: bytes, geometry: CoverGeometry) -> PressFile:
    """Return the press file of a cover, with a TrimBox (ISO 32000-2, 14.11.2)."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].trimbox = pikepdf.Array([round(side, 3) for side in geometry.trim_box])
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True)
    return make_press_file(output.getvalue(), only_black=False, counts=_ONE_PAGE)
