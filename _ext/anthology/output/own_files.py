"""Files that the site has beside its pages: written where they differ, removed when out of date.

The cache keeps, for each builder, the names of those that the last build wrote.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.cache import cache_folder, write_if_other

from .removal import remove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder


def publish(builder: StandaloneHTMLBuilder, kind: str, files: Mapping[str, bytes]) -> None:
    """Make the files of a kind those that are given, by their paths in the site.

    Where ``html_extra_path`` brings a file of the same name, that is the writer's own and stays.
    """
    outdir = Path(builder.outdir)
    record = cache_folder(builder) / f"{kind}.json"
    before: list[str] = json.loads(record.read_text("utf-8")) if record.is_file() else []
    for name in before:
        if name not in files and not _is_own(builder, name):
            remove(outdir / name, outdir)
    for name, data in files.items():
        if not _is_own(builder, name):
            write_if_other(outdir / name, data)
    write_if_other(record, json.dumps(sorted(files), indent=0).encode())


def _is_own(builder: StandaloneHTMLBuilder, name: str) -> bool:
    extra = (Path(builder.confdir, path) for path in builder.config.html_extra_path)
    return any((path / name).is_file() or (path.is_file() and path.name == name) for path in extra)
