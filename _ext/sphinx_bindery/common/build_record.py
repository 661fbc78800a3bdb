"""The build record: what a builder last wrote to one output folder.

One JSON file for each builder and output folder, beside the doctrees. A build compares it with its
own pages and files to find outdated pages and leftover files. It is not in the environment: Sphinx
pickles that before it writes pages, and one environment may serve several output folders.

The file is written before the output is, with unknown fingerprints for whatever may change, so
that the build after an interrupted one writes these pages again and finds all files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_VERSION = 1
_UNKNOWN = ""


def fingerprint(value: object) -> str:
    """Return a digest of bytes, or of a value whose ``repr`` is the same in each process."""
    data = value if isinstance(value, bytes) else repr(value).encode()
    return blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Section:
    """Fingerprints of one aspect of the pages, such as their sidebars.

    Attributes:
        fingerprints: By page name; empty for a page whose content is unknown.
        source: Fingerprint of the inputs of all these pages; empty if unknown.
    """

    fingerprints: Mapping[str, str] = field(default_factory=dict)
    source: str = _UNKNOWN

    @property
    def is_known(self) -> bool:
        """Whether every fingerprint is known."""
        return all(self.fingerprints.values())


class BuildRecord:
    """The state of an output folder before this build, and after it.

    Each section is compared once in a build by :meth:`outdated`. A section that is not compared
    in a build is carried over.

    Attributes:
        files_before: The paths that the previous build wrote, by kind.
        files_now: The paths that this build has declared so far, by kind.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._reset()

    def _reset(self) -> None:
        self._before: dict[str, Section] = {}
        self._now: dict[str, Section] = {}
        self.files_before: dict[str, tuple[str, ...]] = {}
        self.files_now: dict[str, tuple[str, ...]] = {}
        self._complete: set[str] = set()
        self._written: set[str] = set()
        self._is_touched = False
        self._stored = b""

    def load(self, path: Path) -> None:
        """Start a build: reset the state, and read the record of the previous build.

        Args:
            path: The file; a missing or broken one makes every page outdated.
        """
        self._reset()
        self._path = path
        try:
            self._stored = path.read_bytes()
            data = json.loads(self._stored)
            if data["version"] != _VERSION:
                return
            self._before = {
                name: Section(dict(value["fingerprints"]), str(value["source"]))
                for name, value in data["sections"].items()
            }
            self.files_before = {kind: tuple(names) for kind, names in data["files"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self._before, self.files_before = {}, {}

    # -- pages ------------------------------------------------------------------------------------

    def outdated(
        self,
        section: str,
        compute: Callable[[], Mapping[str, str]],
        *,
        source: str = _UNKNOWN,
        is_complete: bool = False,
    ) -> list[str]:
        """Compare the fingerprints of a section with those of the previous build.

        Args:
            section: The name of the section.
            compute: Returns the fingerprints by page name.
            source: The fingerprint of the inputs of all these pages; if it is unchanged,
                ``compute`` is not called.
            is_complete: Whether this build writes all outdated pages. Otherwise a page counts as
                written after :meth:`note_written`, as ``sphinx-build`` may write only some files.

        Returns:
            The names of the pages that are new or have a changed fingerprint.
        """
        before = self._before.get(section, Section())
        if source and source == before.source and before.is_known and not self._is_touched:
            self._now[section] = before
            return []
        now = self._now[section] = Section(dict(compute()), source)
        if is_complete:
            self._complete.add(section)
        names = [
            name
            for name, value in now.fingerprints.items()
            if before.fingerprints.get(name) != value
        ]
        self._store_expected()
        return names

    def fingerprints(self, section: str) -> Mapping[str, str]:
        """Return the fingerprints of the previous build, by page name."""
        return self._before.get(section, Section()).fingerprints

    def fingerprints_now(self, section: str) -> Mapping[str, str]:
        """Return the fingerprints of this build, by page name, after :meth:`outdated`."""
        return self._now[section].fingerprints

    def is_up_to_date(self, section: str) -> bool:
        """Return whether a section is known to be unchanged, and nothing has been written yet."""
        before, now = self._before.get(section), self._now.get(section)
        return (
            not self._is_touched
            and before is not None
            and now is not None
            and before.is_known
            and before.source == now.source != _UNKNOWN
        )

    def note_written(self, name: str) -> None:
        """Note that a page is about to be written."""
        self._written.add(name)
        self.touch()

    def touch(self) -> None:
        """Note that this build is about to write to the output folder."""
        if not self._is_touched:
            self._is_touched = True
            self._store_expected()

    # -- files ------------------------------------------------------------------------------------

    def files(self, kind: str) -> Sequence[str]:
        """Return the paths of the files of a kind that the previous build wrote."""
        return self.files_before.get(kind, ())

    def expect_files(self, kind: str, names: Iterable[str]) -> None:
        """Declare all files of a kind in the output of this build, before writing them."""
        self.files_now[kind] = tuple(sorted(names))
        if self.files_now[kind] != self.files_before.get(kind, ()):
            self._store_expected()

    # -- storage ----------------------------------------------------------------------------------

    def finish(self) -> None:
        """Store the state of the output folder after a successful build."""
        sections = dict(self._before)
        for name, now in self._now.items():
            sections[name] = now if name in self._complete else self._as_written(name, now)
        self._store(sections, {**self.files_before, **self.files_now})

    def _as_written(self, name: str, now: Section) -> Section:
        before = self._before.get(name, Section()).fingerprints
        written = {
            page: value if page in self._written else before.get(page, _UNKNOWN)
            for page, value in now.fingerprints.items()
        }
        return Section(written, now.source if written == now.fingerprints else _UNKNOWN)

    def _store_expected(self) -> None:
        """Store the possible states of the output folder, in case the build is interrupted."""
        sections = {}
        for name in self._before.keys() | self._now.keys():
            before = self._before.get(name, Section())
            now = self._now.get(name, before)
            names = before.fingerprints.keys() | now.fingerprints.keys()
            known = {
                page: value
                for page in names
                if (value := before.fingerprints.get(page)) == now.fingerprints.get(page)
            }
            is_same = before.source == now.source and not self._is_touched
            sections[name] = Section(
                {page: known.get(page) or _UNKNOWN for page in names},
                before.source if is_same else _UNKNOWN,
            )
        files = {
            kind: tuple({*self.files_before.get(kind, ()), *self.files_now.get(kind, ())})
            for kind in self.files_before.keys() | self.files_now.keys()
        }
        self._store(sections, files)

    def _store(self, sections: Mapping[str, Section], files: Mapping[str, Sequence[str]]) -> None:
        if self._path is None:
            return
        value = {
            "version": _VERSION,
            "sections": {
                name: {"source": section.source, "fingerprints": dict(section.fingerprints)}
                for name, section in sections.items()
            },
            "files": {kind: sorted(names) for kind, names in files.items() if names},
        }
        data = json.dumps(value, sort_keys=True).encode()
        if data != self._stored:
            write_if_changed(self._path, data)
            self._stored = data


def record_path(builder: Builder) -> Path:
    """Return the file of the build record of a builder and its output folder."""
    folder = blake2b(str(Path(builder.outdir)).encode(), digest_size=8).hexdigest()
    return Path(builder.doctreedir, "build-records", f"{builder.name}-{folder}.json")


def build_record(app: Sphinx) -> BuildRecord:
    """Return the build record of an application; both extensions share it.

    This module must be set up as an extension, with ``app.setup_extension``.
    """
    metadata = cast("dict[str, Any]", app.extensions[__name__].metadata)
    return cast("BuildRecord", metadata["record"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the record before reading, and store it after a successful build."""
    record = BuildRecord()

    def load(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
        record.load(record_path(app.builder))

    def note_written(_app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        record.note_written(docname)

    def finish(_app: Sphinx, exception: Exception | None) -> None:
        if exception is None:
            record.finish()

    app.connect("env-before-read-docs", load, priority=0)
    app.connect("doctree-resolved", note_written, priority=0)
    app.connect("build-finished", finish, priority=990)
    metadata: dict[str, Any] = {
        "parallel_read_safe": True,
        "parallel_write_safe": True,
        "record": record,
    }
    return cast("ExtensionMetadata", metadata)
