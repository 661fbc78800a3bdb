"""What an index was made from, kept so that none is made again of pages that are the same."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class State:
    """What makes an index.

    how: with what program and options it is made.
    pages: by path, the size of a page, the time of its file, and a digest of what it holds.
    """

    how: str
    pages: dict[str, list[int | str]]

    def digests(self) -> dict[str, str]:
        """Return by path what tells whether a page holds the same."""
        return {name: str(digest) for name, (_size, _time, digest) in self.pages.items()}


def state_of(site: Path, pages: Iterable[str], how: str, before: State | None) -> State:
    """Look at the pages that are there, and read those with another size or time than before."""
    known = before.pages if before else {}
    now: dict[str, list[int | str]] = {}
    for name in pages:
        try:
            stat = os.stat(f"{site}/{name}")  # noqa: PTH116 (pathlib takes far longer, of all pages)
        except OSError:
            continue
        facts: list[int | str] = [stat.st_size, stat.st_mtime_ns]
        if name in known and known[name][:2] == facts:
            now[name] = known[name]
        else:
            now[name] = [*facts, blake2b((site / name).read_bytes(), digest_size=16).hexdigest()]
    return State(how, now)


def read_state(file: Path) -> State | None:
    """Return the state that is kept in a file, None where there is none that can be read."""
    try:
        return State(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_state(file: Path, state: State) -> None:
    """Keep a state in a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"how": state.how, "pages": state.pages}), encoding="utf-8")
