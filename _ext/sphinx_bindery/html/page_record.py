"""What the pages of a site last showed around their text, kept once they are written.

The environment is not the place: Sphinx stores it before anything is written, so that it would be
wrong after an interrupted build; and one environment may serve several folders.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import modification_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder


class Written:
    """Digests by docname: those of the build before, and those of this one.

    kind: what part of the pages it is about, in the name of the file.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._source = ""
        self._stored: tuple[str, dict[str, str]] = "", {}
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._pages: set[str] = set()

    def differing(
        self, builder: Builder, find: Callable[[], dict[str, str]], source: str = ""
    ) -> list[str]:
        """Return the docnames whose pages in this folder show something else, or are new.

        Args:
            builder: what writes them.
            find: returns the digests.
            source: what tells that they are those of the build before, and need not be found; empty
                where nothing does.
        """
        self._stored = self._recall(builder)
        source_before, self._before = self._stored
        self._source = source
        self._pages = set()
        if source and source == source_before and all(self._before.values()):
            self._now = self._before
            return []
        self._now = find()
        names = [name for name, digest in self._now.items() if self._before.get(name) != digest]
        if names:  # until they are written, whatever interrupts the build
            self._store(builder, "", self._before | dict.fromkeys(names, ""))
        return names

    def _store(self, builder: Builder, source: str, pages: dict[str, str]) -> None:
        file = kept_file(builder, self._kind)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"source": source, "pages": pages}), encoding="utf-8")
        self._stored = source, pages

    def _recall(self, builder: Builder) -> tuple[str, dict[str, str]]:
        try:
            kept = json.loads(kept_file(builder, self._kind).read_text("utf-8"))
            return str(kept["source"]), dict(kept["pages"])
        except (OSError, ValueError, TypeError, KeyError):
            return "", {}

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
        source = self._source if kept == self._now else ""
        if (source, kept) != self._stored:
            self._store(app.builder, source, kept)


def digest_of(facts: object) -> str:
    """Return what tells facts from others; their ``repr`` must be the same in each build."""
    return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def as_read(builder: StandaloneHTMLBuilder) -> str:
    """Return what tells that all documents are as they were, and are shown in the same way.

    Sphinx notes when it read each; one that has changed is read again, as is all where an option
    has that tells how. The rest is what a site has for options, and this code.
    """
    info = builder.build_info
    options = info.config_hash, info.tags_hash, builder.config.html_theme
    times = modification_times(Path(__file__).parents[1], ".py")
    return digest_of((sorted(builder.env.all_docs.items()), options, times))


def kept_file(builder: Builder, kind: str) -> Path:
    """Return the file in which a kind of facts about one output folder is kept."""
    folder = blake2b(str(Path(builder.outdir)).encode(), digest_size=8).hexdigest()
    return Path(builder.doctreedir, "bindery", builder.name, f"{kind}-{folder}.json")
