"""The content streams of a PDF: pages, form XObjects, patterns and glyphs of Type 3 fonts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_ICC_BASED = "/ICCBased"
_TYPE_3 = "/Type3"


@dataclass(frozen=True, slots=True)
class ContentStream:
    """A content stream.

    Attributes:
        stream: The page, or the stream object.
        resources: The resources that its operators name.
        page: The number of the first page that shows it, from 1.
    """

    stream: pikepdf.Page | pikepdf.Object
    resources: pikepdf.Object
    page: int

    def data(self) -> bytes:
        """Return the operators."""
        if isinstance(self.stream, pikepdf.Page):
            return page_operators(self.stream)
        return bytes(self.stream.read_bytes())

    def replace(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        """Replace the operators."""
        if isinstance(self.stream, pikepdf.Page):
            self.stream.obj.Contents = pdf.make_stream(data)
        else:
            self.stream.write(data)


def page_operators(page: pikepdf.Page) -> bytes:
    """Return the operators of a page, whose content may be in several streams."""
    contents = page.obj.get("/Contents", pikepdf.Array())
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def content_streams(pdf: pikepdf.Pdf) -> Iterator[ContentStream]:
    """Yield each content stream of a PDF once, that of a page before those that it uses."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        yield ContentStream(page, resources, number)
        yield from _below(resources, number, seen)


def _below(
    resources: pikepdf.Object, number: int, seen: set[tuple[int, int]]
) -> Iterator[ContentStream]:
    """Yield the content streams that resources name, and those that these use in turn."""
    waiting = [resources]
    while waiting:
        current = waiting.pop()
        for stream, fallback in _named(current):
            if stream.objgen in seen and stream.objgen != (0, 0):
                continue
            seen.add(stream.objgen)
            own = stream.get("/Resources", fallback)
            yield ContentStream(stream, own, number)
            waiting.append(own)


def _named(resources: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Yield the streams that resources name, each with the resources it inherits without own."""
    for found in values(resources, "/XObject"):
        if found.get("/Subtype") == "/Form":
            yield found, resources
    for found in values(resources, "/Pattern"):
        if isinstance(found, pikepdf.Stream):
            yield found, resources
    for found in values(resources, "/ExtGState"):
        mask = found.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            yield mask.G, resources
    for font in values(resources, "/Font"):
        if font.get("/Subtype") == _TYPE_3:
            own = font.get("/Resources", resources)
            for glyph in values(font, "/CharProcs"):
                yield glyph, own


def entries(resources: pikepdf.Object, kind: str) -> dict[str, pikepdf.Object]:
    """Return the resources of a kind, such as ``/XObject``, by name."""
    found = resources.get(kind)
    return {str(name): found[str(name)] for name in found} if found is not None else {}


def values(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    """Return the resources of a kind, in the order of their names."""
    return [value for _name, value in sorted(entries(resources, kind).items())]


def images(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Stream, int]]:
    """Yield each image of a PDF once, with the first page that shows it."""
    seen: set[tuple[int, int]] = set()
    for content in content_streams(pdf):
        for found in values(content.resources, "/XObject"):
            if found.get("/Subtype") == "/Image" and found.objgen not in seen:
                seen.add(found.objgen)
                if isinstance(found, pikepdf.Stream):
                    yield found, content.page


def components(space: pikepdf.Object | None) -> int:
    """Return the number of components of a color space: 1 for gray, 3 for RGB; 0 if unknown."""
    if space is None:
        return 0
    if isinstance(space, pikepdf.Array):
        kind = str(space[0])
        if kind == _ICC_BASED:
            return int(space[1].N)
        return {"/CalGray": 1, "/CalRGB": 3, "/Lab": 3}.get(kind, 0)
    return {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}.get(str(space), 0)
