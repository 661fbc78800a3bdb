"""Extra files of the site: those beside its pages, such as feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.incremental.outdated import LISTINGS, PAGES
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.files import has_content, remove_file, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.incremental.outdated import SourceFingerprint
    from sphinx_bindery.common.build_record import BuildRecord


def extra_files(
    record: BuildRecord,
    kind: str,
    compute: Callable[[StandaloneHTMLBuilder], Mapping[str, bytes]],
    source: SourceFingerprint | None = None,
) -> Callable[[Sphinx], list[object]]:
    """Return a handler of ``html-collect-pages`` that writes extra files, and adds no page.

    Args:
        record: The build record.
        kind: Name of the kind.
        compute: Returns the files by path in the site. It is called if any page is outdated, or
            a file is missing.
        source: The fingerprint of all that the files depend on, if no text of a page is in them.
    """

    def write(app: Sphinx) -> list[object]:
        builder = app.builder
        if not is_hosted(builder):
            return []
        names, outdir = record.files(kind), Path(builder.outdir)
        is_up_to_date = (source is not None and source.is_up_to_date) or (
            record.is_up_to_date(PAGES) and record.is_up_to_date(LISTINGS)
        )
        if is_up_to_date and names and all((outdir / name).is_file() for name in names):
            record.expect_files(kind, names)
        else:
            write_extra_files(record, builder, kind, compute(builder))
        return []

    return write


def write_extra_files(
    record: BuildRecord,
    builder: StandaloneHTMLBuilder,
    kind: str,
    files: Mapping[str, bytes | Path],
    others: Container[str] = (),
) -> None:
    """Write the extra files of a kind if they changed, and remove obsolete ones.

    A file from ``html_extra_path`` is left alone.

    Args:
        record: The build record.
        builder: The builder of the site.
        kind: Name of the kind.
        files: By path in the site: the content, or a file to copy where there are too many to
            hold in memory.
        others: Paths that other files of the site have taken over.
    """
    record.expect_files(kind, files)
    outdir = Path(builder.outdir)
    for name in record.files(kind):
        if name not in files and name not in others and not is_from_extra_path(builder, name):
            remove_file(outdir / name, outdir)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.read_bytes()
        if not is_from_extra_path(builder, name) and not has_content(outdir / name, data):
            record.touch()
            write_if_changed(outdir / name, data)


def is_from_extra_path(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Return whether ``html_extra_path`` has a file for that path in the site."""
    extra = (Path(builder.confdir, path) for path in builder.config.html_extra_path)
    return any((path / name).is_file() or (path.is_file() and path.name == name) for path in extra)
