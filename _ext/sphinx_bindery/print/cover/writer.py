"""The writer of the cover wrap, beside the print edition of a book."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.book_file import write_book
from sphinx_bindery.common.dates import format_names, format_years, text_direction
from sphinx_bindery.common.pictures.image_format import ImageFormatError
from sphinx_bindery.common.pictures.svg import SvgError
from sphinx_bindery.common.repairs.option_names import warn_option
from sphinx_bindery.options import basename
from sphinx_bindery.pdf.book_fonts import FontFinder
from sphinx_bindery.pdf.finished_pdf import page_count
from sphinx_bindery.pdf.typst.glyphs import GlyphCoverage, code_points
from sphinx_bindery.pdf.typst.scripts import ScriptFamilies, han_variant
from sphinx_bindery.print.cover.colors import INK, accent_color, text_color
from sphinx_bindery.print.cover.geometry import CoverGeometry
from sphinx_bindery.print.cover.isbn import parse_isbn
from sphinx_bindery.print.cover.options import paragraphs, stock
from sphinx_bindery.print.cover.picture import front_picture
from sphinx_bindery.print.cover.requirements import COVER_REQUIREMENTS
from sphinx_bindery.print.cover.spine import PAPER_TABLES, spine_width
from sphinx_bindery.print.cover.spine_text import spine_direction
from sphinx_bindery.print.cover.wrap import (
    CoverDesign,
    CoverTexts,
    compile_cover,
    cover_data,
    press_cover,
)
from sphinx_bindery.print.lengths import parse_length
from sphinx_bindery.print.picture import LEAST_DPI

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.pdf.book_fonts import BookFonts
    from sphinx_bindery.print.cover.picture import FrontPicture
    from sphinx_bindery.print.cover.requirements import CoverRequirements
    from sphinx_bindery.print.trim_sizes import TrimSize

    Warn = Callable[[str], None]

_FOLDER = ".cover"
_SCHEME = re.compile(r"^https?://(www\.)?")
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Interior:
    """The pages between the covers.

    Attributes:
        book: The metadata of the book.
        file: The PDF of its pages.
        trim: The size of a page after it is cut.
        shop: The print shop.
        bleed: The bleed of the project, in millimetres.
    """

    book: BookMetadata
    file: Path
    trim: TrimSize
    shop: str
    bleed: float

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return page_count(self.file.read_bytes())

    @property
    def requirements(self) -> CoverRequirements:
        """The requirements of the print shop for the cover."""
        return COVER_REQUIREMENTS[self.shop]


def write_cover(app: Sphinx, interior: Interior) -> None:
    """Write the cover of a printed book to the output folder."""
    # always the same folder, so that the next build removes the files of an interrupted one
    root = Path(app.doctreedir, _FOLDER).resolve()
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    try:
        _write(app, interior, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _write(app: Sphinx, interior: Interior, root: Path) -> None:
    config, book, pages = app.config, interior.book, interior.page_count
    warn = partial(warn_option, app.confdir, subtype="cover")
    geometry = _geometry(config, interior, pages, warn)
    picture = _picture(config, Path(app.confdir), root, geometry, warn)
    texts = _texts(config, book)
    # the interior has warned about fonts, and about the characters that none of them has
    finder = FontFinder(config, Path(app.confdir), [book.language], lambda _message: None)
    glyphs = GlyphCoverage()
    glyphs.record_text(texts.printed)
    fonts = finder.find(root, glyphs)
    design = CoverDesign(
        geometry=geometry,
        requirements=interior.requirements,
        colors=_colors(config, picture, is_mirrored=geometry.is_mirrored),
        fonts=_families(fonts, book.language),
        spine_text=spine_direction(
            book.language,
            config.bindery_spine_text,
            has_text=pages >= interior.requirements.spine_pages,
        ),
        isbn=parse_isbn(config.bindery_isbn) if config.bindery_isbn else None,
        has_barcode=config.bindery_barcode,
        picture=picture,
    )
    data = cover_data(texts, design, code_points(fonts.missing))
    content, report = compile_cover(fonts.compiler, data, book.modified)
    if not report.blurb_fits:
        warn("bindery_blurb: the text has no room on the back of the cover; write less")
    if not report.spine_size and config.bindery_spine_text in {"up", "down"}:
        warn(
            f"bindery_spine_text: a spine of {geometry.spine:.1f} mm has no room for a text; "
            "write 'auto'"
        )
    made = press_cover(content, geometry)
    for _page, problem in made.problems:
        warn(f"bindery_cover: {problem}, which print shops may refuse; use another picture")
    write_book(Path(app.outdir, f"{basename(config)}-cover.pdf"), made.content)
    _logger.info(
        "cover: %d pages, spine %.2f mm, %.2f × %.2f mm with the bleed",
        pages,
        geometry.spine,
        geometry.sheet.width,
        geometry.sheet.height,
    )


def _geometry(config: Config, interior: Interior, pages: int, warn: Warn) -> CoverGeometry:
    shop, paper = interior.shop, stock(config.bindery_paper_stock)
    if config.bindery_spine:
        spine = parse_length(config.bindery_spine)
    else:
        spine = spine_width(pages, paper, shop)
        if shop and shop not in PAPER_TABLES:
            warn(
                f"bindery_spine: {shop} publishes no table of papers, so the spine of "
                f"{spine:.1f} mm is an estimate; write the width that its cover template has"
            )
    own_bleed = interior.bleed and not shop
    return CoverGeometry(
        width=interior.trim.width,
        height=interior.trim.height,
        spine=spine,
        bleed=interior.bleed if own_bleed else interior.requirements.bleed,
        is_mirrored=text_direction(interior.book.language) == "rtl",
    )


def _picture(
    config: Config, folder: Path, root: Path, geometry: CoverGeometry, warn: Warn
) -> FrontPicture | None:
    """Read the picture of the front, None without one; warn about one that cannot be read."""
    name, front = config.bindery_cover, geometry.front
    if not name:
        return None
    size = front.width, front.height
    try:
        picture = front_picture(Path(folder, name).read_bytes(), root, size, geometry.bleed)
    except FileNotFoundError:
        warn(f"bindery_cover: {name} not found; write a path relative to conf.py")
    except (ImageFormatError, SvgError) as error:
        advice = "write the path of a PNG, JPEG, GIF, WebP or SVG image"
        warn(f"bindery_cover: {name} is {error}; {advice}")
    except (OSError, ValueError) as error:
        warn(f"bindery_cover: {name} cannot be read: {error}; write the path of another picture")
    else:
        _warn_picture(picture, geometry, name, warn)
        return picture
    return None


def _warn_picture(picture: FrontPicture, geometry: CoverGeometry, name: str, warn: Warn) -> None:
    """Warn about a picture with too few pixels, or of another shape than the front."""
    front, place = geometry.front, picture.place
    if not place.is_filling:
        warn(
            f"bindery_cover: {name} does not have the shape of the front, {front.width:g} × "
            f"{front.height:g} mm, so the ground is around it; use a picture of this shape"
        )
    dpi = place.dpi(picture.pixels)
    if picture.pixels and dpi < LEAST_DPI:
        width, height = place.needed_pixels
        warn(
            f"bindery_cover: {name} has {dpi} dpi at its printed size of {place.width:.0f} × "
            f"{place.height:.0f} mm; use a picture of at least {width} × {height} pixels"
        )


def _colors(config: Config, picture: FrontPicture | None, *, is_mirrored: bool) -> dict[str, str]:
    edge = picture.edges[1 if is_mirrored else 0] if picture else INK
    ground = config.bindery_cover_color or edge
    return {"ground": ground, "text": text_color(ground), "accent": accent_color(ground)}


def _texts(config: Config, book: BookMetadata) -> CoverTexts:
    site = _SCHEME.sub("", config.html_baseurl or "").rstrip("/")
    names = [person.name for person in book.authors]
    return CoverTexts(
        title=" ".join(book.title.split()),
        subtitle=" ".join(book.subtitle.split()),
        authors=names,
        author_line=format_names(book.named_authors, book.language),
        # where the front has credits in place of authors, the spine has no room for these
        spine_line=format_names(book.named_authors or names, book.language),
        credits=book.credits,
        years=format_years(book.published_from, book.published, book.language),
        blurb=paragraphs(config.bindery_blurb or book.description),
        foot=[text for text in (book.publisher, site) if text],
        language=book.language,
    )


def _families(fonts: BookFonts, language: str) -> list[str]:
    """Return the families of text in the language of the book."""
    others = fonts.scripts.get("", ScriptFamilies())
    emoji = [fonts.emoji] if fonts.emoji else []
    return [*fonts.own["text"], *fonts.scripts.get(han_variant(language), others).text, *emoji]
