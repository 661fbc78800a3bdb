"""Images that cannot be files: folders, loops of links, names that no system allows.

Sphinx stops at them, or its builders do. A file that is missing is left to Sphinx, and one that is
not a picture to the builders.
"""

from __future__ import annotations

import errno
import stat
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_bindery.common.pictures.data_uri import base64_data_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_MAX_SHOWN = 80
_LOOP = "is a loop of symbolic links"


class UnusableImages(SphinxTransform):
    """Transform of such images to their alternative texts, with a warning."""

    default_priority: ClassVar[int] = 846  # before files are looked at (877)

    def apply(self, **_kwargs: object) -> None:
        """Transform the images of the document."""
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
                shown = uri if len(uri) <= _MAX_SHOWN else f"{uri[:_MAX_SHOWN]}…"
                _logger.warning(
                    "image: %r %s, so its alternative text is shown; write the path of a picture",
                    shown,
                    fault,
                    location=image,
                    type="bindery",
                    subtype="image",
                )
                replace_by_text(image)

    def _fault(self, path: str) -> str:
        """Return why a path cannot be a picture, empty if it can be or if there is no file."""
        try:
            file = Path(self.env.relfn2path(path, self.env.current_document.docname)[1])
            if path.endswith(".*"):  # Sphinx chooses one of the files
                found = [*file.parent.glob(f"{escape(file.name.removesuffix('.*'))}.*")]
                folders = [candidate for candidate in found if candidate.is_dir()]
                return f"is also the folder {folders[0].name!r}" if folders else ""
            mode = file.stat().st_mode
            if stat.S_ISREG(mode):
                with file.open("rb"):
                    return ""
        except OSError as error:
            if error.errno == errno.ENOENT:
                return ""
            return _LOOP if error.errno == errno.ELOOP else f"cannot be read ({error.strerror})"
        except RuntimeError:  # before Python 3.13
            return _LOOP
        except ValueError:
            return "has the character U+0000 in its name"
        return "is a folder" if stat.S_ISDIR(mode) else "is not a file"


def replace_by_text(image: nodes.image) -> None:
    """Replace an image by its alternative text."""
    text = str(image.get("alt", ""))
    shown: nodes.Element = nodes.inline("", text, ids=image["ids"], classes=["missing-image"])
    if not isinstance(image.parent, nodes.TextElement):
        shown = nodes.paragraph("", "", shown)
    image.replace_self(shown)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(UnusableImages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
