"""The target of an import: writes nothing outside of it, and overwrites no edit of the author."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_anthology.importing.addresses import address_parts
from sphinx_anthology.importing.report import Change
from sphinx_bindery.common.addresses import comparable_host
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from pathlib import Path

STATE = ".import.json"
"""The file of the target with the state of earlier runs, by which a later run detects edits."""


class TargetError(Exception):
    """Error for a path that is not written; the message has the reason and what to do."""


@dataclass(slots=True)
class BlogRecord:
    """The posts of one blog: two blogs often have the same identifiers.

    Attributes:
        paths: The paths of posts by identifier, which later runs keep.
        addresses: The old addresses of published posts by path, for links from other export files
            of the same blog.
    """

    paths: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Target:
    """The folder that an import writes to.

    Attributes:
        root: The folder.
        is_dry_run: Whether nothing is written.
        digests: The digests of the written files, by path.
        blogs: The records of blogs, by address or name.
        aliases: The paths of posts by the paths that redirect to them.
        taken: The paths of all posts in lower case: some file systems ignore case.
        blog: The record of the blog of this run, one of ``blogs``.
        given: The paths of the posts of this run.
    """

    root: Path
    is_dry_run: bool = False
    digests: dict[str, str] = field(default_factory=dict)
    blogs: dict[str, BlogRecord] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    blog: BlogRecord = field(default_factory=BlogRecord)
    given: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, root: Path, *, is_dry_run: bool = False) -> Target:
        """Return the target with the state of earlier runs.

        Raises:
            TargetError: The root is not a folder, or the state cannot be read.
        """
        if root.exists() and not root.is_dir():
            message = f"{root}: is not a folder; write the folder for the posts"
            raise TargetError(message)
        target = cls(root, is_dry_run)
        state = root / STATE
        if not state.exists():
            return target
        try:
            stored = json.loads(state.read_text(encoding="utf-8"))
            target.digests.update(stored["digests"])
            target.aliases.update(stored["aliases"])
            for address, entry in stored["blogs"].items():
                target.blogs[address] = BlogRecord(entry["paths"], entry["addresses"])
                target.taken.update(path.casefold() for path in entry["paths"].values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"{state}: cannot be read ({error}); restore it, or import to a new folder"
            raise TargetError(message) from None
        return target

    @property
    def folder(self) -> str:
        """The path of the folder in its project; its name if there is no project yet."""
        root = self.root.resolve()
        project = next((up for up in root.parents if (up / "conf.py").is_file()), root.parent)
        return root.relative_to(project).as_posix()

    def select(self, address: str, name: str) -> list[str]:
        """Select the record of the blog of this run.

        Args:
            address: The address of the blog; empty if it is unknown.
            name: The name that identifies a blog without an address.

        Returns:
            The addresses or names of the other blogs in the folder.
        """
        parts = address_parts(address)
        key = f"{comparable_host(parts.netloc)}{parts.path.rstrip('/')}" or name
        if key not in self.blogs and name in self.blogs:
            # its address was unknown when it was imported
            self.blogs[key] = self.blogs.pop(name)
        self.blog = self.blogs.setdefault(key, BlogRecord())
        return [other for other in self.blogs if other != key]

    def has_other(self, path: str, file: Path) -> bool:
        """Return whether an earlier run has written another file to a path."""
        known = self.digests.get(path)
        return known is not None and known != _digest(file.read_bytes())

    def path_for(self, identifier: str, folder: str, name: str, suffix: str) -> str:
        """Return the path of a post below the root: that of earlier runs, or a free one.

        Args:
            identifier: The id of the post in its source.
            folder: The folder, with slashes; each part becomes a slug.
            name: The name without suffix; it becomes a slug.
            suffix: The suffix, with its dot.
        """
        if path := self.blog.paths.get(identifier):
            self.given.add(path)
            return path
        parts = [slug_of(part) for part in folder.split("/") if part]
        stem, number = "/".join([*parts, slug_of(name or identifier)]), 1
        path = f"{stem}{suffix}"
        while path.casefold() in self.taken:
            number += 1
            path = f"{stem}-{number}{suffix}"
        self.taken.add(path.casefold())
        self.blog.paths[identifier] = path
        self.given.add(path)
        return path

    def remove_aliases(self) -> None:
        """Remove the aliases of the posts of this run, which may have changed."""
        for alias in [alias for alias, path in self.aliases.items() if path in self.given]:
            del self.aliases[alias]

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
        state = {
            "digests": self.digests,
            "aliases": self.aliases,
            "blogs": {address: asdict(record) for address, record in self.blogs.items()},
        }
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
        """Replace a file atomically, so that an interrupted import leaves no truncated file."""
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
