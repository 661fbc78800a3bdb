"""The files of an index by Pagefind: those that a browser asks for, the same from the same pages.

Pagefind writes its filters in the order of a hash table, another in each run. They are put in order
here: they and the file that names them are arrays, texts and numbers in CBOR (RFC 8949).
"""

from __future__ import annotations

import gzip
import json
import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.html.cbor import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTRY = "pagefind-entry.json"

_MAGIC = b"pagefind_dcd"
_FILTERS = 3  # their place in the file that names them


def index_files(made: Path) -> dict[str, bytes]:
    """Return the files by their paths in the folder of an index, without Pagefind's own interface.

    An index of a version that writes other files comes as it is.
    """
    found = {name: (made / name).read_bytes() for name in sorted(files_in(made))}
    languages = json.loads(found[ENTRY])["languages"].values()
    wanted = {ENTRY, "pagefind.js"}
    wanted |= {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    files = {
        name: data
        for name, data in found.items()
        if name in wanted or "/" in name or name.endswith(".pf_meta")
    }
    try:
        return _in_order(files)
    except (KeyError, IndexError, TypeError, ValueError):
        return files


def is_program(name: str) -> bool:
    """Tell whether a file is of what searches, the same in each index by a version of Pagefind."""
    return name == "pagefind.js" or name.endswith(".pagefind")


def files_in(folder: Path) -> set[str]:
    """Return the paths of all files in a folder, none if there is no such folder."""
    return {
        path_in(folder, os.path.join(parent, name))  # noqa: PTH118 (see path_in)
        for parent, _folders, names in os.walk(folder)
        for name in names
    }


def path_in(folder: Path, path: str) -> str:
    """Return where in a folder a path that begins with it leads, with slashes.

    As text, since this is asked for all pages in each build: ``pathlib`` takes far longer.
    """
    return path[len(str(folder)) + 1 :].replace(os.sep, "/")


def replace_files(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Make the files of a folder those that are given, of which None stays as it is.

    Those that are just so are left alone.
    """
    for name in files_in(folder) - files.keys():
        (folder / name).unlink()
    for name, data in files.items():
        path = folder / name
        if data is not None and not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for parent, _folders, _names in os.walk(folder, topdown=False):
        if not any(Path(parent).iterdir()):
            Path(parent).rmdir()


def _in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    ordered = dict(files)
    entry = json.loads(ordered[ENTRY])
    for language in entry["languages"].values():
        told, _end = decoded(unpacked(ordered.pop(f"pagefind.{language['hash']}.pf_meta")), 0)
        code = language["hash"].partition("_")[0]
        filters = []
        for name, digest in sorted(told[_FILTERS]):
            (_name, values), _end = decoded(unpacked(ordered.pop(f"filter/{digest}.pf_filter")), 0)
            file = packed(encoded([name, sorted(values)]))
            filters.append([name, hashed(code, file)])
            ordered[f"filter/{filters[-1][1]}.pf_filter"] = file
        told[_FILTERS] = filters
        file = packed(encoded(told))
        language["hash"] = hashed(code, file)
        ordered[f"pagefind.{language['hash']}.pf_meta"] = file
    ordered[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return ordered


def hashed(code: str, data: bytes) -> str:
    """Return the name of a file after its language and what it holds."""
    return f"{code}_{blake2b(data, digest_size=5).hexdigest()}"


def unpacked(data: bytes) -> bytes:
    """Return what a file of Pagefind holds.

    Raises:
        ValueError: It is no such file.
    """
    opened = gzip.decompress(data)
    if not opened.startswith(_MAGIC):
        msg = "no file of Pagefind"
        raise ValueError(msg)
    return opened[len(_MAGIC) :]


def packed(data: bytes, level: int = 9) -> bytes:
    """Return a file of Pagefind that holds this, compressed as hard as the level tells."""
    return gzip.compress(_MAGIC + data, level, mtime=0)
