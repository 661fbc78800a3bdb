"""Directives that read a file for the text of a document: none reads an unpublished post.

:class:`~sphinx_anthology.reading.inclusions.InclusionTransform` warns, since it sees the files that
are noted here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.request import Request, url2pathname

from docutils import nodes
from docutils.parsers.rst.directives.misc import Raw
from sphinx.directives.code import LiteralInclude
from sphinx.directives.patches import CSVTable
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.directives.include_directive import IncludeDirective
from sphinx_anthology.reading.inclusions import is_unpublished_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class _FileDirective(SphinxDirective):
    """A directive whose argument or options name files."""

    path_options: ClassVar[Sequence[str]] = ()
    """The options whose value is a path."""
    is_path: ClassVar[bool] = False
    """Whether the argument is a path."""

    def run(self) -> list[Any]:
        """Read the files unless one of them is not published."""
        files = list(self._files())
        for file in files:
            self.env.note_dependency(os.path.relpath(file, self.env.srcdir))
        if any(is_unpublished_file(self.env, file) for file in files):
            return [nodes.comment()]
        return list(super().run())

    def _files(self) -> Iterator[Path]:
        """Yield the existing files that the directive may mean, with all symbolic links resolved.

        The rules of docutils, Sphinx and MyST-Parser differ; at most one of the paths exists, as a
        rule.
        """
        paths = [self.options[name] for name in self.path_options if self.options.get(name)]
        if self.is_path:
            paths += self.arguments[:1]
        document = self.env.doc2path(self.env.current_document.docname)
        source = self.state.document.current_source or document
        for path in paths:
            folders = (Path(source).parent, Path(document).parent)
            inside = (Path(self.env.srcdir, path.lstrip("/\\")),) if path[0] in "/\\" else ()
            yield from _existing([*(folder / path for folder in folders), *inside])
        if self.options.get("url"):
            yield from _existing(_local_file(self.options["url"]))


class PublishedInclude(_FileDirective, IncludeDirective):
    """The ``include`` directive of reStructuredText; MyST-Parser has its own."""

    is_path = True


class PublishedLiteralInclude(_FileDirective, LiteralInclude):
    """The ``literalinclude`` directive, with the file that it is compared with."""

    is_path = True
    path_options = ("diff",)


class PublishedTable(_FileDirective, CSVTable):
    """The ``csv-table`` directive."""

    path_options = ("file",)


class PublishedRaw(_FileDirective, Raw):
    """The ``raw`` directive."""

    path_options = ("file",)


FILE_DIRECTIVES: Mapping[str, type[SphinxDirective]] = {
    "csv-table": PublishedTable,
    "include": PublishedInclude,
    "literalinclude": PublishedLiteralInclude,
    "raw": PublishedRaw,
}
"""The directives by their names, which replace those of docutils and Sphinx."""


def _existing(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            if path.is_file():
                yield path.resolve()
        except (OSError, RuntimeError, ValueError):
            continue  # the directive reports it


def _local_file(url: str) -> list[Path]:
    """Return the file that ``urlopen`` opens for an address, none for one on the web."""
    try:
        request = Request(url)  # noqa: S310 (not opened)
    except ValueError:
        return []
    return [Path(url2pathname(request.selector))] if request.type == "file" else []
