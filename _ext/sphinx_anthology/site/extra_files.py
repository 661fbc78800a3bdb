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
    from sphinx.builders import Builder
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
        kind: Name of these files in the build record.
        compute: Returns the files by path in the site. It is called if any page is outdated, or
            a file is missing.
        source: The fingerprint of everything that the files depend on; None for files that contain
            texts of pages.
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
    files: Mapping[str, bytes],
    others: Container[str] = (),
) -> None:
    """Write the extra files of a kind if they changed, and remove obsolete ones.

    A file from ``html_extra_path`` is left alone.

    Args:
        record: The build record.
        builder: The builder of the site.
        kind: Name of these files in the build record.
        files: The contents by path in the site.
        others: Paths at which the site has other files now; these are not removed.
    """
    record.expect_files(kind, files)
    remove_obsolete_files(record, builder, kind, files, others)
    outdir = Path(builder.outdir)
    for name, data in files.items():
        if not is_from_extra_path(builder, name) and not has_content(outdir / name, data):
            record.touch()
            write_if_changed(outdir / name, data)


def remove_obsolete_files(
    record: BuildRecord,
    builder: StandaloneHTMLBuilder,
    kind: str,
    names: Container[str],
    others: Container[str] = (),
) -> None:
    """Remove the extra files of a kind that the previous build wrote, except those at ``names``.

    Files at the paths ``others``, and files from ``html_extra_path``, are left alone.
    """
    outdir = Path(builder.outdir)
    for name in record.files(kind):
        if name not in names and name not in others and not is_from_extra_path(builder, name):
            remove_file(outdir / name, outdir)


def is_from_extra_path(builder: Builder, name: str) -> bool:
    """Return whether ``html_extra_path`` has a file for that path in the site."""
    extra = (Path(builder.confdir, path) for path in builder.config.html_extra_path)
    return any((path / name).is_file() or (path.is_file() and path.name == name) for path in extra)
