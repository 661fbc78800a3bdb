"""Images without a file: missing files, folders, loops of symbolic links, invalid names.

Sphinx or its builders fail on some of them, and both warn about a missing file. The builders report
files that are not pictures.
"""

from __future__ import annotations

import errno
import re
import stat
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.i18n import search_image_for_language

from sphinx_bindery.common.addresses import link_problem, quoted
from sphinx_bindery.common.pictures.data_uri import base64_data_uri
from sphinx_bindery.common.repairs.places import with_line
from sphinx_bindery.common.repairs.unsafe_links import replace_node
from sphinx_bindery.common.site_files.lookup import MISSING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_LOOP = "is a loop of symbolic links"
REPORTED_TEMPLATES = "bindery_reported_templates"
"""The key of ``env.temp_data`` that is set in documents with a warning about template tags."""
_TEMPLATE_TAG = re.compile(r"\{[{%]|^\{(?:filename|static|attach)\}")


class UnusableImages(SphinxTransform):
    """Transform of such images to their alternative texts, with a warning."""

    default_priority: ClassVar[int] = 846  # before posts check the files of their images (877)

    def apply(self, **_kwargs: object) -> None:
        """Transform the images of the document."""
        reported = set()
        for image in list(self.document.findall(nodes.image)):
            uri = str(image["uri"])
            fault = ""
            if uri.startswith("data:"):
                if (readable := base64_data_uri(uri)) is None:
                    fault = "is not a picture in base64"
                else:
                    image["uri"] = readable
            elif "://" not in uri:
                fault = self._fault(uri)
            if fault:
                place = with_line(image)
                key = uri, get_source_line(place)
                # a substitution has the image of its definition, at the same line
                if key not in reported and not is_reported(self.env, uri):
                    warn_of_image(uri, fault, place)
                reported.add(key)
                replace_by_text(image)

    def _fault(self, path: str) -> str:
        """Return why a path cannot be a picture, empty if it can be."""
        try:
            shown = search_image_for_language(path, self.env)
            name, full = self.env.relfn2path(shown, self.env.current_document.docname)
            file = Path(full)
            if path.endswith(".*"):  # Sphinx chooses one of the files
                found = [*file.parent.glob(f"{escape(file.name.removesuffix('.*'))}.*")]
                folders = [candidate for candidate in found if candidate.is_dir()]
                if folders:
                    return f"is also the folder {folders[0].name!r}"
                return "" if found else MISSING
            mode = file.stat().st_mode
            if stat.S_ISREG(mode):
                with file.open("rb"):
                    return ""
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.ENOTDIR}:
                if link_problem(path, is_image=True):
                    return ""  # reported as unsafe
                self.env.note_dependency(name)
                return MISSING
            return _LOOP if error.errno == errno.ELOOP else f"cannot be read ({error.strerror})"
        except RuntimeError:  # before Python 3.13
            return _LOOP
        except ValueError:
            return "has the character U+0000 in its name"
        return "is a folder" if stat.S_ISDIR(mode) else "is not a file"


def is_reported(env: BuildEnvironment, address: str) -> bool:
    """Return whether an address has a template tag, in a document with a warning about tags."""
    return REPORTED_TEMPLATES in env.temp_data and bool(_TEMPLATE_TAG.search(unquote(address)))


def warn_of_image(uri: str, fault: str, place: nodes.Node | str) -> None:
    """Warn about an image that is replaced by its alternative text."""
    # Sphinx has a type of its own for missing images, which projects may suppress
    kind = ("image", "not_readable") if fault == MISSING else ("bindery", "image")
    _logger.warning(
        "image: %s %s, so its alternative text is shown; write the path of a picture",
        quoted(uri),
        fault,
        location=place,
        type=kind[0],
        subtype=kind[1],
    )


def replace_by_text(image: nodes.image) -> None:
    """Replace an image by its alternative text."""
    text = str(image.get("alt", ""))
    figure = image.parent
    if not text.strip() and isinstance(figure, nodes.figure):
        _remove_from_figure(image, figure)
    else:
        replace_node(image, [nodes.inline("", text, classes=["missing-image"])])


def _remove_from_figure(image: nodes.image, figure: nodes.figure) -> None:
    """Replace a figure, whose image has no text alternative, with its caption and its legend."""
    figure.remove(image)
    left: list[nodes.Node] = []
    for child in figure.children:
        left += (
            [nodes.paragraph("", "", *child.children)]
            if isinstance(child, nodes.caption)
            else (child.children)
        )
    figure.replace_self(nodes.container("", *left, ids=figure["ids"], names=figure["names"]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(UnusableImages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
