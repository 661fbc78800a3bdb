"""Extra files of the site: those beside its pages, such as feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import has_content, remove_file, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.incremental.build_record import Memory


def write_extra_files(
    memory: Memory,
    builder: StandaloneHTMLBuilder,
    kind: str,
    files: Mapping[str, bytes | Path],
    others: Container[str] = (),
) -> None:
    """Write the extra files of a kind if they changed, and remove those of the last build.

    A file that ``html_extra_path`` brings is left alone.

    Args:
        memory: The build record.
        builder: The builder of the site.
        kind: Name of the kind.
        files: By path in the site: the content, or a file to copy where there are too many to
            hold in memory.
        others: Paths that other files of the site have taken over.
    """
    memory.expect_beside(builder, kind, files)
    outdir = Path(builder.outdir)
    for name in memory.before.beside.get(kind, ()):
        if name not in files and name not in others and not is_from_extra_path(builder, name):
            remove_file(outdir / name, outdir)
    for name, given in files.items():
        data = given if isinstance(given, bytes) else given.read_bytes()
        if not is_from_extra_path(builder, name) and not has_content(outdir / name, data):
            memory.touch(builder)
            write_if_changed(outdir / name, data)


def keep_extra_files(memory: Memory, builder: StandaloneHTMLBuilder, kind: str) -> bool:
    """Keep the extra files of a kind if the whole output is up to date and they exist.

    Returns:
        Whether they are kept; otherwise they must be written.
    """
    names = memory.before.beside.get(kind, ())
    outdir = Path(builder.outdir)
    if not (memory.is_as_it_was and names and all((outdir / name).is_file() for name in names)):
        return False
    memory.now.beside[kind] = [*names]
    return True


def is_from_extra_path(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Return whether ``html_extra_path`` brings a file with that path in the site."""
    extra = (Path(builder.confdir, path) for path in builder.config.html_extra_path)
    return any((path / name).is_file() or (path.is_file() and path.name == name) for path in extra)
