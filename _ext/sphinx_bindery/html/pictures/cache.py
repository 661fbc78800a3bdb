"""The cache of smaller versions of pictures, beside the doctrees.

A picture whose modification time and size are the same is not read again. The versions are named by
a digest of the picture, so that a copy of it, a new name or another output folder encodes nothing.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.files import remove_file, write_if_changed
from sphinx_bindery.common.pictures import webp
from sphinx_bindery.common.pictures.versions import SitePicture, usable_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class CachedPicture:
    """The cached facts about a picture file.

    Attributes:
        key: The digest of the file and of the settings of the encoder.
        picture: Its size and its versions; None for a file that has none.
        fault: Why it cannot be read, as a phrase; empty if it can be.
    """

    key: str
    picture: SitePicture | None = None
    fault: str = ""


class PictureCache:
    """The versions of the pictures of a project."""

    def __init__(self, folder: Path, widths: Sequence[int]) -> None:
        """Open the cache.

        Args:
            folder: Its folder.
            widths: The widths that versions may have, in pixels.
        """
        self._folder = folder
        self._widths = widths
        self._settings = fingerprint((webp.encoder_state(), sorted({*widths})))
        self._stamps: dict[str, tuple[int, int, str]] = {}
        self._found: dict[str, CachedPicture] = {}
        self._load()

    def version(self, key: str, width: int) -> Path:
        """Return the file of a version."""
        return self._folder / f"{key}-{width}.webp"

    def update(self, files: Mapping[str, Path], *, threads: int) -> dict[str, CachedPicture]:
        """Encode the versions of new and changed pictures, and remove those of others.

        Args:
            files: All picture files of the project, by name.
            threads: The number of pictures to encode at a time.

        Returns:
            The cached facts about each picture, by name; files that cannot be read are left out.
        """
        stamps: dict[str, tuple[int, int, str]] = {}
        sources: dict[str, Path] = {}
        for name, file in files.items():
            try:
                status = file.stat()
                stamp = status.st_mtime_ns, status.st_size
                before = self._stamps.get(name)
                key = before[2] if before and before[:2] == stamp else self._key(file)
            except OSError:
                continue  # Sphinx warns when it copies the file
            stamps[name] = (*stamp, key)
            if not self._is_complete(key):
                sources.setdefault(key, file)
        self._stamps = stamps
        try:
            self._encode(sources, threads)
        finally:  # an interrupted build keeps what it has
            self._store()
        return {
            name: self._found[key] for name, (_, _, key) in stamps.items() if key in self._found
        }

    def _encode(self, sources: Mapping[str, Path], threads: int) -> None:
        """Encode pictures in threads; the libraries release the global interpreter lock."""
        if not sources:
            return
        with ThreadPoolExecutor(max(1, threads)) as executor:
            for found in executor.map(self._encode_one, sources, sources.values()):
                if found:
                    self._found[found.key] = found

    def _encode_one(self, key: str, file: Path) -> CachedPicture | None:
        try:
            data = file.read_bytes()
        except OSError:
            return None
        try:
            encoded = webp.encode(data, self._widths)
        except webp.PictureError as error:
            return CachedPicture(key, fault=str(error))
        if encoded is None:
            return CachedPicture(key)
        lengths = {width: len(version) for width, version in encoded.versions.items()}
        picture = usable_versions(encoded.size, lengths, len(data), self._widths)
        for width in picture.versions:
            write_if_changed(self.version(key, width), encoded.versions[width])
        return CachedPicture(key, picture)

    def _key(self, file: Path) -> str:
        return fingerprint((self._settings, fingerprint(file.read_bytes())))

    def _is_complete(self, key: str) -> bool:
        found = self._found.get(key)
        if found is None:
            return False
        versions = found.picture.versions if found.picture else ()
        return all(self.version(key, width).is_file() for width in versions)

    # -- storage ----------------------------------------------------------------------------------

    def _load(self) -> None:
        try:
            data = json.loads((self._folder / _INDEX).read_bytes())
            if data["settings"] != self._settings:
                return
            stamps = {name: tuple(stamp) for name, stamp in data["files"].items()}
            found = {key: _from_json(key, value) for key, value in data["pictures"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return
        self._stamps, self._found = stamps, found

    def _store(self) -> None:
        used = {key for _, _, key in self._stamps.values()}
        self._found = {key: found for key, found in self._found.items() if key in used}
        if not self._found and not self._folder.is_dir():
            return
        data = {
            "settings": self._settings,
            "files": self._stamps,
            "pictures": {key: asdict(found) for key, found in self._found.items()},
        }
        write_if_changed(self._folder / _INDEX, json.dumps(data, sort_keys=True).encode())
        self._remove_others()

    def _remove_others(self) -> None:
        kept = set(self._versions(self._found.values()))
        for file in self._folder.glob("*.webp"):
            if file not in kept:
                remove_file(file, self._folder)

    def _versions(self, pictures: Iterable[CachedPicture]) -> Iterable[Path]:
        for found in pictures:
            for width in found.picture.versions if found.picture else ():
                yield self.version(found.key, width)


def _from_json(key: str, value: Mapping[str, Any]) -> CachedPicture:
    fields = value["picture"]
    picture = SitePicture(**fields | {"versions": tuple(fields["versions"])}) if fields else None
    return CachedPicture(key, picture, value["fault"])
