"""What the pages of a site last showed around their text, kept once they are written.

The environment is not the place: Sphinx stores it before anything is written, so that it would be
wrong after an interrupted build; and one environment may serve several folders.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Written:
    """Digests by docname: those of the build before, and those of this one.

    kind: what part of the pages it is about, in the name of the file.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._pages: set[str] = set()

    def differing(self, builder: Builder, now: dict[str, str]) -> list[str]:
        """Return the docnames whose pages in this folder show something else, or are new."""
        try:
            self._before = dict(json.loads(kept_file(builder, self._kind).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            self._before = {}
        self._now = now
        self._pages = set()
        return [docname for docname in now if self._before.get(docname) != now[docname]]

    def note(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: the page is about to be written."""
        self._pages.add(docname)

    def keep(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: keep what is written now, and what was before."""
        if exception is not None or not self._now:
            return
        kept = {
            docname: digest if docname in self._pages else self._before.get(docname, "")
            for docname, digest in self._now.items()
        }
        if kept != self._before:
            file = kept_file(app.builder, self._kind)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(kept), encoding="utf-8")


def digest_of(facts: object) -> str:
    """Return what tells facts from others; their ``repr`` must be the same in each build."""
    return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def kept_file(builder: Builder, kind: str) -> Path:
    """Return the file in which a kind of facts about one output folder is kept."""
    folder = blake2b(str(Path(builder.outdir)).encode(), digest_size=8).hexdigest()
    return Path(builder.doctreedir, "bindery", builder.name, f"{kind}-{folder}.json")
