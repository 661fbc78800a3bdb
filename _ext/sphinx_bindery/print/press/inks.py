"""Inks: colors of a PDF as grays, so that a press needs only black ink.

Grays become ``DeviceGray``, which a press prints with black ink alone. In an edition in black, all
other colors become the gray of the same luminance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf

from sphinx_bindery.print.press.pdf_streams import components, content_streams, entries, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_bindery.print.press.pdf_streams import ContentStream

_Instruction = pikepdf.ContentStreamInstruction

GRAY = pikepdf.Name("/DeviceGray")
_WEIGHTS = (0.3, 0.59, 0.11)
"""The luminance of red, green and blue (ISO 32000-1, 10.3.3)."""
_RGB, _CMYK = 3, 4
_FILL, _STROKE = _SIDES = ("fill", "stroke")
_SPACE_OPERATORS = {"cs": _FILL, "CS": _STROKE}
_COLOR_OPERATORS = {"sc": _FILL, "scn": _FILL, "SC": _STROKE, "SCN": _STROKE}
_DEVICE_OPERATORS = {"rg": _FILL, "RG": _STROKE, "k": _FILL, "K": _STROKE}
_GRAY_OPERATORS = {_FILL: pikepdf.Operator("g"), _STROKE: pikepdf.Operator("G")}
_DEVICE_COLORS = re.compile(rb"[\d.]\s+(?:rg|RG|[kK])\b|/Device(?:RGB|CMYK)\s+(?:cs|CS)\b")


def gray_of(color: Sequence[float]) -> float:
    """Return the luminance of a gray, an RGB or a CMYK color, from 0 for black to 1."""
    if len(color) == _CMYK:
        *inks, black = color
        lost = sum(weight * ink for weight, ink in zip(_WEIGHTS, inks, strict=True))
        return max(0.0, 1 - lost - black)
    if len(color) == _RGB:
        return sum(weight * value for weight, value in zip(_WEIGHTS, color, strict=True))
    return color[0]


@dataclass(frozen=True, slots=True)
class _Space:
    """A color space that a stream sets: its components, 0 for patterns, and the instruction."""

    components: int
    setting: pikepdf.ContentStreamInstruction | None = None


@dataclass(slots=True)
class _State:
    """The current color spaces."""

    spaces: dict[str, _Space] = field(default_factory=lambda: dict.fromkeys(_SIDES, _Space(1)))
    stack: list[dict[str, _Space]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Inks:
    """Conversion of the colors of a PDF.

    Attributes:
        only_black: Whether all colors become ``DeviceGray``; otherwise only grays do.
    """

    only_black: bool

    def convert(self, pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
        """Convert all colors but those of images; return messages about the others, with pages."""
        problems: list[tuple[int, str]] = []
        for content in [*content_streams(pdf)]:
            if _has_colors(content):
                self._convert_stream(pdf, content)
            problems += [
                (content.page, "there is a gradient in colors")
                for shading in (_shadings(content.resources) if self.only_black else ())
                if not _make_shading_gray(shading)
            ]
            for name, space in entries(content.resources, "/ColorSpace").items():
                if components(space) == 1:
                    content.resources.ColorSpace[name] = GRAY
                elif components(space) and self.only_black:
                    # no operator names it any more
                    del content.resources.ColorSpace[name]
        return problems

    def _convert_stream(self, pdf: pikepdf.Pdf, content: ContentStream) -> None:
        """Replace the color operators of a stream."""
        state = _State()
        written: list[_Instruction | pikepdf.ContentStreamInlineImage] = []
        for instruction in pikepdf.parse_content_stream(content.stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                written.append(instruction)
            else:
                written += self._converted(instruction, content.resources, state)
        content.replace(pdf, pikepdf.unparse_content_stream(written))

    def _converted(
        self, instruction: _Instruction, resources: pikepdf.Object, state: _State
    ) -> list[_Instruction]:
        """Return the instructions that replace an instruction."""
        operator = str(instruction.operator)
        if operator == "q":
            state.stack.append(dict(state.spaces))
        elif operator == "Q" and state.stack:
            state.spaces = state.stack.pop()
        elif side := _SPACE_OPERATORS.get(operator):
            space = _Space(_space_components(instruction.operands[0], resources), instruction)
            state.spaces[side] = space
            # the initial color of a color space is black
            if space.components == 1 or (self.only_black and space.components):
                return [_gray(side, 0)]
        elif side := _COLOR_OPERATORS.get(operator):
            space = state.spaces[side]
            if space.components and len(instruction.operands) == space.components:
                color = self._color(side, instruction)
                # a gray before this color may have left its color space
                before = [space.setting] if space.setting and not color else []
                return [*before, color or instruction]
        elif side := _DEVICE_OPERATORS.get(operator):
            return [self._color(side, instruction) or instruction]
        return [instruction]

    def _color(self, side: str, instruction: _Instruction) -> _Instruction | None:
        """Return the instruction for a gray in place of a color, None if the color stays."""
        color = [float(value) for value in instruction.operands]
        is_gray = len(color) == 1 or (len(color) == _RGB and max(color) - min(color) < _SAME)
        return _gray(side, gray_of(color)) if self.only_black or is_gray else None


def _has_colors(content: ContentStream) -> bool:
    """Return whether a stream may set colors other than grays."""
    if any(components(space) != 1 for space in values(content.resources, "/ColorSpace")):
        return True
    return _DEVICE_COLORS.search(content.data()) is not None


_SAME = 0.002
"""Components that differ by less, half a step of 255, are the same."""


def _gray(side: str, value: float) -> _Instruction:
    return pikepdf.ContentStreamInstruction([_decimal(value)], _GRAY_OPERATORS[side])


def _decimal(value: float) -> Decimal:
    return Decimal(f"{min(max(value, 0.0), 1.0):.4f}".rstrip("0").rstrip("."))


def _space_components(name: pikepdf.Object, resources: pikepdf.Object) -> int:
    return components(entries(resources, "/ColorSpace").get(str(name), name))


# -- gradients ----------------------------------------------------------------------------------


def _shadings(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield from values(resources, "/Shading")
    for pattern in values(resources, "/Pattern"):
        if "/Shading" in pattern:
            yield pattern.Shading


def _make_shading_gray(shading: pikepdf.Object) -> bool:
    """Make a gradient gray, in place; return whether that is possible."""
    function = shading.get("/Function")
    if components(shading.get("/ColorSpace")) != 1:
        if not isinstance(function, pikepdf.Dictionary) or not _make_function_gray(function):
            return False
        if "/Background" in shading:
            shading.Background = _gray_array(shading.Background)
    shading.ColorSpace = GRAY
    return True


_EXPONENTIAL, _STITCHING = 2, 3


def _make_function_gray(function: pikepdf.Object) -> bool:
    """Make the colors of an interpolation gray, in place; the luminance is linear in them."""
    kind = int(function.get("/FunctionType", -1))
    if kind == _STITCHING:
        if not all(map(_make_function_gray, function.Functions)):
            return False
    elif kind == _EXPONENTIAL:
        for key in ("/C0", "/C1"):
            if key in function:
                function[key] = _gray_array(function[key])
    else:
        return False
    if "/Range" in function:
        function.Range = pikepdf.Array([0, 1])
    return True


def _gray_array(color: pikepdf.Object) -> pikepdf.Array:
    return pikepdf.Array([_decimal(gray_of([float(value) for value in color]))])
