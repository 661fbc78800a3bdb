"""The names of images in an output, distinct where the case of letters makes no difference.

macOS and Windows take ``a.png`` and ``A.png`` for one file. Downloads have a folder each.
"""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def rename_images(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: number the names that differ only in case; return no document.

    The earlier image keeps its name, so that pages with it need not be written again.
    """
    taken: set[str] = set()
    for path, (docnames, name) in list(env.images.items()):
        distinct = name
        if name.casefold() in taken:
            own = PurePosixPath(name)
            known = taken | {other.casefold() for _docnames, other in env.images.values()}
            numbered = (f"{own.stem}{number}{own.suffix}" for number in count(1))
            distinct = next(new for new in numbered if new.casefold() not in known)
            env.images[path] = (docnames, distinct)
        taken.add(distinct.casefold())
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler."""
    app.connect("env-updated", rename_images)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
