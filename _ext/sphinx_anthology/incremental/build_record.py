"""What a builder last wrote to a folder, so that the next build knows what is out of date there."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.build_cache import cache_folder
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@dataclass(slots=True)
class Record:
    """What one output holds.

    shown: by docname, the digest of what its page shows from outside its own file. listed: by name,
    that of each page for a tag or the like. copied: pictures and downloads, by their paths. beside:
    by kind, the paths of other files, such as feeds. source: what tells what all of it was made
    from. A digest is empty where it is not known.
    """

    shown: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    copied: list[str] = field(default_factory=list)
    beside: dict[str, list[str]] = field(default_factory=dict)
    source: str = ""

    def or_else(self, other: Record) -> Record:
        """Return what an output may hold that is on its way from this to the other."""
        return Record(
            shown=_either(self.shown, other.shown),
            listed=_either(self.listed, other.listed),
            copied=sorted({*self.copied, *other.copied}),
            beside={
                kind: sorted({*self.beside.get(kind, ()), *other.beside.get(kind, ())})
                for kind in self.beside.keys() | other.beside.keys()
            },
            source=self.source if self.source == other.source else "",
        )


class Memory:
    """The record of the build before, and that of this one, of one application.

    What a build may write is kept before it is written, so that the build after one that was
    interrupted finds all that is there. What is there is kept when the build has ended well: what
    a build of some files alone has not written is as it was.
    """

    def __init__(self) -> None:
        self.before = Record()
        self.now = Record()
        self._written: set[str] = set()
        self._is_touched = False

    def recall(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``, before all who ask: read what the last build kept."""
        path = _path(app.builder)
        try:
            self.before = Record(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            self.before = Record()
        self.now = Record()
        self._written = set()
        self._is_touched = False
        return []

    @property
    def is_as_it_was(self) -> bool:
        """Whether the output is known to hold what this build would write, and none is written."""
        before = self.before
        known = all(before.shown.values()) and all(before.listed.values())
        return known and before.source == self.now.source != "" and not self._is_touched

    def expect(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``, after all who tell what they will write."""
        self._store_expected(app.builder)
        return []

    def _store_expected(self, builder: Builder) -> None:
        expected = self.before.or_else(self.now)
        _store(replace(expected, source="") if self._is_touched else expected, builder)

    def touch(self, builder: Builder) -> None:
        """Take in, before it is written, that something will be: what is there is not known now."""
        if not self._is_touched:
            self._is_touched = True
            self._store_expected(builder)

    def expect_beside(self, builder: Builder, kind: str, names: Iterable[str]) -> None:
        """Take in, before they are written, which files of a kind there will be."""
        self.now.beside[kind] = sorted(names)
        self._store_expected(builder)

    def note(self, app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: the page of the document is about to be written."""
        self._written.add(docname)
        self.touch(app.builder)

    def keep(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``."""
        if exception is None:
            shown = {
                docname: digest if docname in self._written else self.before.shown.get(docname, "")
                for docname, digest in self.now.shown.items()
            }
            if shown != self.now.shown:
                self.now = replace(self.now, shown=shown, source="")
            _store(self.now, app.builder)


def _either(before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """Return digests by name, of what may have either: none where they differ."""
    return {
        name: now[name] if before.get(name) == now.get(name) else ""
        for name in before.keys() | now.keys()
    }


def _store(record: Record, builder: Builder) -> None:
    """Keep a record, whole or not at all."""
    facts = {part.name: getattr(record, part.name) for part in fields(record)}
    data = json.dumps(facts, sort_keys=True).encode()
    write_if_changed(_path(builder), data)


def _path(builder: Builder) -> Path:
    outdir = blake2b(str(Path(builder.outdir)).encode(), digest_size=8).hexdigest()
    return cache_folder(builder) / f"written-{outdir}.json"
