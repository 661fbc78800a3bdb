"""Images that LaTeX cannot read, converted to PDF by Typst; remote images become links."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging

from sphinx_bindery.common.dates import EARLIEST
from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.pdf.options import system_fonts
from sphinx_bindery.pdf.typst.compiler import TypstCompileError, TypstCompiler, image_page
from sphinx_bindery.pictures import is_reported

if TYPE_CHECKING:
    import os

RULES = [(f"image/{kind}", "application/pdf") for kind in ("svg+xml", "webp", "gif")]
"""Conversions: the media types of source and target."""

_logger = logging.getLogger(__name__)


class RemoteImageTransform(SphinxPostTransform):
    """Transform of remote images to links, so that Sphinx does not download them."""

    builders = ("latex",)
    default_priority = 95  # before Sphinx's ImageDownloader (100)

    def run(self, **_kwargs: object) -> None:
        """Replace the remote images of the document."""
        for image in list(self.document.findall(nodes.image)):
            address = image["uri"]
            if "://" in address:
                text = nodes.inline("", image.get("alt") or address)
                in_link = isinstance(image.parent, nodes.reference)
                link = text if in_link else nodes.reference("", "", text, refuri=address)
                in_line = isinstance(image.parent, nodes.TextElement)
                image.replace_self(link if in_line else nodes.paragraph("", "", link))


class TypstImageConverter(ImageConverter):
    """Converter of an image to a PDF of its size, with the fonts of the book."""

    conversion_rules = RULES
    _node: nodes.image | None = None

    def handle(self, node: nodes.image) -> None:
        """Convert the image of a node, which gives warnings their location."""
        self._node = node
        super().handle(node)

    def is_available(self) -> bool:
        """Return True: Typst is a dependency."""
        return True

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Write the PDF, or warn if Typst cannot read the image."""
        source, target = Path(_from), Path(_to)
        with TemporaryDirectory(prefix="bindery-") as folder:
            root = Path(folder).resolve()
            name = f"image{source.suffix.lower()}"
            shutil.copyfile(source, root / name)
            (root / "main.typ").write_text(image_page(name), encoding="utf-8")
            fonts = [Path(self.env._app.confdir) / path for path in self.config.bindery_font_paths]
            compiler = TypstCompiler(
                root, fonts, system_fonts=system_fonts(self.config)[0] == "True"
            )
            try:
                result = compiler.compile("main.typ", [], EARLIEST)
            except TypstCompileError as error:
                if is_reported(source.name, source.read_bytes()):
                    return False
                _logger.warning(
                    "image: Typst cannot read %s (%s); correct it, or LaTeX leaves it out",
                    source.name,
                    error.diagnostics[0].message if error.diagnostics else error,
                    location=self._node,
                    type="bindery",
                    subtype="latex",
                )
                return False
        write_if_changed(target, result.content)
        return True
