"""Files that the site has beside its pages: written where they differ, removed when out of date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import has_content, remove_file, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.incremental.build_record import Memory


def publish(
    memory: Memory,
    builder: StandaloneHTMLBuilder,
    kind: str,
    files: Mapping[str, bytes | Path],
    others: Container[str] = (),
) -> None:
    """Make the files of a kind those that are given, by their paths in the site.

    Their bytes are given, or the path of a file that has them, for files too many to hold at once.
    Where ``html_extra_path`` brings a file of the same name, that is the writer's own and stays.
    So does what has come to have one of the paths ``others``, and was of the kind before.
    """
    memory.expect_beside(builder, kind, files)
    outdir = Path(builder.outdir)
    for name in memory.before.beside.get(kind, ()):
        if name not in files and name not in others and not is_own(builder, name):
            remove_file(outdir / name, outdir)
    for name, given in files.items():
        data = given if isinstance(given, bytes) else given.read_bytes()
        if not is_own(builder, name) and not has_content(outdir / name, data):
            memory.touch(builder)
            write_if_changed(outdir / name, data)


def stay(memory: Memory, builder: StandaloneHTMLBuilder, kind: str) -> bool:
    """Leave the files of a kind as they are; return False where they have to be made.

    They stay where the whole output does, and they are there.
    """
    names = memory.before.beside.get(kind, ())
    outdir = Path(builder.outdir)
    if not (memory.is_as_it_was and names and all((outdir / name).is_file() for name in names)):
        return False
    memory.now.beside[kind] = [*names]
    return True


def is_own(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Tell whether ``html_extra_path`` brings a file of that path in the site."""
    extra = (Path(builder.confdir, path) for path in builder.config.html_extra_path)
    return any((path / name).is_file() or (path.is_file() and path.name == name) for path in extra)
