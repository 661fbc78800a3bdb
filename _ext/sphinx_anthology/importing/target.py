"""The folder that an import writes: nothing outside of it, and no edit of the author's is lost."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_anthology.importing.report import Change
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from pathlib import Path

STATE = ".import.json"
"""The file of the target that holds what was written, so that a second run finds edits."""


class TargetError(Exception):
    """A path that is not written; the message says why and what to do."""


@dataclass(slots=True)
class Target:
    """The files of an import.

    Attributes:
        root: The folder.
        is_dry_run: Whether nothing is written.
        origin: The blog that is imported; another one in the same folder has files of its own.
        digests: The digests of its files as they were written, by path.
        paths: The paths of its posts by their identifiers, which a second run keeps.
        taken: The paths of posts and other blogs, in lower case: some file systems ignore case.
        others: The paths and digests of other blogs, by blog.
    """

    root: Path
    is_dry_run: bool = False
    origin: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    others: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path, *, is_dry_run: bool = False) -> Target:
        """Return the target with what earlier runs have stored in it.

        Raises:
            TargetError: The stored state cannot be read.
        """
        target = cls(root, is_dry_run)
        state = root / STATE
        if not state.exists():
            return target
        try:
            stored = json.loads(state.read_text(encoding="utf-8"))
            for origin, entry in stored.items():
                kept = {key: dict(entry[key]) for key in ("digests", "paths")}
                target.others[str(origin)] = kept
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"{state}: cannot be read ({error}); restore it, or import to a new folder"
            raise TargetError(message) from None
        return target

    def begin(self, origin: str) -> None:
        """Take up the files that earlier imports of a blog have written.

        Args:
            origin: What identifies the blog: the same for a newer export of it.
        """
        entry = self.others.pop(origin, {"digests": {}, "paths": {}})
        self.origin, self.digests, self.paths = origin, entry["digests"], entry["paths"]
        paths = [*self.paths.values()]
        for other in self.others.values():
            paths += other["digests"]
        self.taken = {path.casefold() for path in paths}

    def path_for(self, identifier: str, folder: str, name: str, suffix: str) -> str:
        """Return the path of a post below the root: that of earlier runs, or a free one.

        Args:
            identifier: What identifies the post in its source.
            folder: The wanted folder, with slashes; each part becomes a slug.
            name: The wanted name without suffix; becomes a slug.
            suffix: The suffix, with its dot.
        """
        if path := self.paths.get(identifier):
            return path
        parts = [slug_of(part) for part in folder.split("/") if part]
        stem, number = "/".join([*parts, slug_of(name or identifier)]), 1
        path = f"{stem}{suffix}"
        while path.casefold() in self.taken:
            number += 1
            path = f"{stem}-{number}{suffix}"
        self.taken.add(path.casefold())
        self.paths[identifier] = path
        return path

    def write(self, path: str, data: bytes) -> Change:
        """Write a file unless the author has edited or removed it since the last import.

        An edited file is left, and a new version is written beside it with the suffix ``.new``.

        Args:
            path: The path below the root.
            data: The content.

        Raises:
            TargetError: The path is a symbolic link, is below one, or is a folder.
            OSError: The file cannot be written.
        """
        file = self._checked(path)
        digest, known = _digest(data), self.digests.get(path)
        if file.exists():
            present = _digest(file.read_bytes())
            if present == digest:
                self.digests[path] = digest
                return Change.UNCHANGED
            if present != known:
                if digest == known:
                    return Change.KEPT
                self._replace(self._checked(f"{path}.new"), data)
                return Change.NEW_BESIDE
        elif known is not None:
            return Change.REMOVED
        self._replace(file, data)
        self.digests[path] = digest
        return Change.WRITTEN if known is None else Change.UPDATED

    def save(self) -> None:
        """Store the state for the next run."""
        state = {**self.others, self.origin: {"digests": self.digests, "paths": self.paths}}
        text = json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self._replace(self._checked(STATE), text.encode())

    def _checked(self, path: str) -> Path:
        file = self.root / path
        if file.resolve() != self.root.resolve() / path:
            message = f"{path}: is a symbolic link or below one; remove the link"
            raise TargetError(message)
        if file.is_dir():
            message = f"{path}: is a folder; rename it"
            raise TargetError(message)
        return file

    def _replace(self, file: Path, data: bytes) -> None:
        """Replace a file as a whole, so that an interrupted import leaves no half file."""
        if self.is_dry_run:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f".{file.name[:200]}.{os.getpid()}.part")
        try:
            with unfinished.open("xb") as stream:
                stream.write(data)
            unfinished.replace(file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
