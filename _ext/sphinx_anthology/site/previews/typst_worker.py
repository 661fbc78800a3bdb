"""Rendering of link previews with Typst, in this process or in a separate one.

Run as a script, it imports neither Sphinx nor this package, so it starts quickly. The process is
not forked: Typst's threads do not survive a fork, and the fork would wait for them forever.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import typst

if TYPE_CHECKING:
    from collections.abc import Iterable

_POINTS_PER_INCH = 72.0
"""Makes a point of the template a pixel of the image."""


class Batch(TypedDict):
    """The previews of one Typst document.

    Attributes:
        template: The document, which has one page for each preview.
        fonts: Font families that the template uses.
        system_fonts: Whether Typst may fall back to the fonts of the system.
        previews: Texts of each preview.
        files: Paths of the images, one for each preview.
    """

    template: str
    fonts: tuple[str, ...]
    system_fonts: bool
    previews: list[dict[str, object]]
    files: list[str]


def compile_document(
    source: str, fonts: typst.Fonts, data: dict[str, Any], form: Literal["png", "pdf"] = "png"
) -> list[bytes]:
    """Return one PNG for each page of a document, or one PDF that conforms to PDF/UA.

    Args:
        source: The document in Typst; it reads ``data`` from ``sys.inputs``.
        fonts: The fonts to use.
        data: Values that can be written as JSON.
        form: The format of the output.
    """
    compiler = typst.Compiler(
        source.encode(), font_paths=fonts, sys_inputs={"data": json.dumps(data)}
    )
    standards: list[typst.PDFStandard] = ["ua-1"] if form == "pdf" else []
    output = compiler.compile(format=form, ppi=_POINTS_PER_INCH, pdf_standards=standards)
    return output if isinstance(output, list) else [output or b""]


def draw(batches: Iterable[Batch]) -> dict[str, str]:
    """Write the images of link previews.

    Returns:
        The error messages of Typst, by the path of the image that was not written.
    """
    errors: dict[str, str] = {}
    for batch in batches:
        fonts = typst.Fonts(include_system_fonts=batch["system_fonts"])
        errors |= _draw(batch, fonts)
    return errors


def _draw(batch: Batch, fonts: typst.Fonts) -> dict[str, str]:
    previews, files = batch["previews"], batch["files"]
    data = {"fonts": batch["fonts"], "previews": previews}
    try:
        images = compile_document(batch["template"], fonts, data)
    except typst.TypstError as error:
        if len(files) == 1:
            return {files[0]: error.message}
        half = len(files) // 2
        first: Batch = {**batch, "previews": previews[:half], "files": files[:half]}
        second: Batch = {**batch, "previews": previews[half:], "files": files[half:]}
        return _draw(first, fonts) | _draw(second, fonts)
    for file, image in zip(files, images, strict=True):
        unfinished = Path(f"{file}.new")  # an interrupted build leaves no partial image
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(image)
        unfinished.replace(file)
    return {}


if __name__ == "__main__":
    parent = os.getppid()  # another one after a build that was killed: then nothing more is drawn
    batches = json.load(sys.stdin)
    json.dump(draw(batch for batch in batches if os.getppid() == parent), sys.stdout)
