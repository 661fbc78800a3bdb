"""The files of an index by Pagefind: those that a browser asks for, the same from the same pages.

Pagefind writes its filters in the order of a hash table, another in each run. They are put in order
here: they and the file that names them are arrays, texts and numbers in CBOR (RFC 8949).
"""

from __future__ import annotations

import gzip
import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENTRY = "pagefind-entry.json"

_MAGIC = b"pagefind_dcd"
_FILTERS = 3  # their place in the file that names them


def index_files(made: Path) -> dict[str, bytes]:
    """Return the files by their paths in the folder of an index, without Pagefind's own interface.

    An index of a version that writes other files comes as it is.
    """
    found = {
        path.relative_to(made).as_posix(): path.read_bytes()
        for path in sorted(made.rglob("*"))
        if path.is_file()
    }
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


def _in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    ordered = dict(files)
    entry = json.loads(ordered[ENTRY])
    for language in entry["languages"].values():
        told = _unpacked(ordered.pop(f"pagefind.{language['hash']}.pf_meta"))
        code = language["hash"].partition("_")[0]
        filters = []
        for name, hashed in sorted(told[_FILTERS]):
            _name, values = _unpacked(ordered.pop(f"filter/{hashed}.pf_filter"))
            packed = _packed([name, sorted(values)])
            filters.append([name, _hashed(code, packed)])
            ordered[f"filter/{filters[-1][1]}.pf_filter"] = packed
        told[_FILTERS] = filters
        packed = _packed(told)
        language["hash"] = _hashed(code, packed)
        ordered[f"pagefind.{language['hash']}.pf_meta"] = packed
    ordered[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return ordered


def _hashed(code: str, data: bytes) -> str:
    return f"{code}_{blake2b(data, digest_size=5).hexdigest()}"


def _unpacked(data: bytes) -> list[Any]:
    value, _end = _decoded(gzip.decompress(data), len(_MAGIC))
    return list(value)


def _packed(value: list[Any]) -> bytes:
    return gzip.compress(_MAGIC + _encoded(value), mtime=0)


def _decoded(data: bytes, at: int) -> tuple[Any, int]:
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number > 27:
        msg = "no such length is known"
        raise ValueError(msg)
    if number > 23:
        size = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + size]), at + size
    if kind == 0:
        return number, at
    if kind == 3:
        return data[at : at + number].decode(), at + number
    if kind != 4:
        msg = f"no array, text or number, but major type {kind}"
        raise ValueError(msg)
    items = []
    for _ in range(number):
        item, at = _decoded(data, at)
        items.append(item)
    return items, at


def _encoded(value: int | str | list[Any]) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(3, len(text)) + text
    return _head(4, len(value)) + b"".join(map(_encoded, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + number.to_bytes(1 << power)
