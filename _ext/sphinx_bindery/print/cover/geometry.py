"""The panels of a cover wrap, in millimetres from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.print.lengths import MILLIMETRES

if TYPE_CHECKING:
    from sphinx_bindery.print.cover.requirements import CoverRequirements

_POINTS = 1 / MILLIMETRES["pt"]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class CoverGeometry:
    """The geometry of back, spine and front in one.

    Attributes:
        width: The width of a trimmed page.
        height: Its height.
        spine: The width of the spine.
        bleed: How far the sheet extends beyond the trimmed cover, on each side.
        is_mirrored: Whether the book is bound at the right, so that the front is on the left.
    """

    width: float
    height: float
    spine: float
    bleed: float
    is_mirrored: bool = False

    @property
    def sheet(self) -> Area:
        """The whole sheet, with the bleed."""
        width = 2 * self.bleed + 2 * self.width + self.spine
        return Area(0, 0, width, self.height + 2 * self.bleed)

    @property
    def back(self) -> Area:
        """The trimmed back."""
        return self._panel(is_left=not self.is_mirrored)

    @property
    def front(self) -> Area:
        """The trimmed front."""
        return self._panel(is_left=self.is_mirrored)

    @property
    def front_with_bleed(self) -> Area:
        """The front with the bleed at three sides, from the fold."""
        front = self.front
        x = 0 if self.is_mirrored else front.x
        return Area(x, 0, front.width + self.bleed, self.sheet.height)

    @property
    def spine_area(self) -> Area:
        """The spine, between the folds."""
        return Area(self.bleed + self.width, self.bleed, self.spine, self.height)

    def barcode(self, requirements: CoverRequirements) -> Area:
        """Return the area for the barcode: the lower right of the back."""
        back = self.back
        margin = requirements.barcode_margin
        width, height = requirements.reserved
        return Area(
            back.x + back.width - margin - width,
            back.y + back.height - margin - height,
            width,
            height,
        )

    @property
    def trim_box(self) -> tuple[float, float, float, float]:
        """The TrimBox of the PDF: the trimmed cover in points, from the lower left corner."""
        sheet = self.sheet
        sides = (
            self.bleed,
            self.bleed,
            sheet.width - self.bleed,
            sheet.height - self.bleed,
        )
        left, bottom, right, top = (side * _POINTS for side in sides)
        return left, bottom, right, top

    def _panel(self, *, is_left: bool) -> Area:
        x = self.bleed if is_left else self.bleed + self.width + self.spine
        return Area(x, self.bleed, self.width, self.height)
