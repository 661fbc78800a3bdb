"""The page numbers of the PDF, for the ePub's page list (``bindery_epub_page_list = "pdf"``).

The PDF's builder stores on which page each section and paragraph begins. The ePub's builder reads
the file if both use one folder of doctrees, as ``make book`` does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

PDF = "pdf"
"""The value of ``bindery_epub_page_list`` for the pages of the PDF."""

BLOCK = "bindery-block-"
"""The beginning of the ids of paragraphs, which both builders assign in the same order."""

_FILE = "pdf-pages.json"


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page of the PDF: its position in the file, from 1, and its printed number."""

    place: int
    number: str


def follows_pdf(config: Config) -> bool:
    """Return whether the page breaks of the ePub are those of the PDF."""
    return bool(config.bindery_epub_page_list == PDF)


class BlockIdTransform(SphinxPostTransform):
    """Post-transform that assigns ids to paragraphs, before others change the document."""

    default_priority = 1
    builders = ("epub", PDF)
    _PARENTS: ClassVar = (nodes.section, nodes.list_item, nodes.block_quote, nodes.definition)

    def run(self, **_kwargs: object) -> None:
        """Assign the ids of a document."""
        if follows_pdf(self.config):
            for number, paragraph in enumerate(self.document.findall(nodes.paragraph), 1):
                if isinstance(paragraph.parent, self._PARENTS):
                    paragraph["ids"].append(f"{BLOCK}{number}")


def write_pages(env: BuildEnvironment, places: Iterable[tuple[str, int, str]]) -> None:
    """Write the pages of a PDF.

    Args:
        env: The environment with the documents.
        places: Docname and id of a block, as ``docname#id``, with the place and the number of the
            page on which it begins.
    """
    data = {"documents": _digest(env), "places": {name: page for name, *page in places}}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    write_if_changed(Path(env.doctreedir, _FILE), text.encode())


def read_pages(env: BuildEnvironment) -> Mapping[str, PdfPage]:
    """Return the pages of the last PDF by ``docname#id``; none if documents have changed since."""
    path = Path(env.doctreedir, _FILE)
    if not path.is_file():
        return {}
    data = json.loads(path.read_bytes())
    if data["documents"] != _digest(env):
        return {}
    return {name: PdfPage(*page) for name, page in data["places"].items()}


def _digest(env: BuildEnvironment) -> str:
    """Return the fingerprint of the documents as they were read."""
    return fingerprint(sorted(env.all_docs.items()))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(BlockIdTransform)
