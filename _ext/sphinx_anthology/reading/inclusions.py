"""Files that a document includes, shows or offers for download: none of them may be a draft.

An included draft is read as empty text. Nodes that an extension has made of such a file by itself
are removed after parsing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.frontmatter.scan import scan_files
from sphinx_anthology.core.posts.post import is_unpublished
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import today, with_file_name, zone
from sphinx_anthology.reading.discovery import DIALECT
from sphinx_anthology.reading.images import ImageError, check_picture, is_source, picture_folders
from sphinx_anthology.source_suffixes import rst_suffixes
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.common.repairs.unsafe_links import replace_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_COUNT = "anthology_inclusions"
_MAX_INCLUSIONS = 50
"""How often a document may include a file; MyST-Parser can nest about 150."""
_DIRECTIVE = re.compile(r"\s*(?:\.\.\s+[\w:-]+::|[`:~]{3,}\s*\{|:(?:file|url|diff):)")
"""The beginning of a line with a directive, or with an option that names a file."""


def withhold_included(app: Sphinx, path: Path, _docname: str, content: list[str]) -> None:
    """Handle ``include-read``: leave out the text of a draft, and of a file that includes itself.

    MyST-Parser does not detect circular inclusions, and fails at Python's recursion limit.
    """
    file = Path(app.srcdir, path).resolve()
    if is_unpublished_file(app.env, file):
        content[0] = ""
        return
    document = app.env.current_document
    count: Counter[Path] = document.get(_COUNT) or Counter()
    document[_COUNT] = count
    count[file] += 1
    if count[file] > _MAX_INCLUSIONS:
        content[0] = ""
    if count[file] == _MAX_INCLUSIONS + 1:
        message = f"include: {path.as_posix()!r} includes itself; remove the directive"
        warn(Kind.REF, message, (document.docname, 1))


def is_unpublished_file(env: BuildEnvironment, file: Path) -> bool:
    """Return whether a file is the source of a draft or a future post, in the build or not."""
    if env.config.anthology_drafts or not is_source(env, file):
        return False
    docname = env.path2doc(file)
    if docname in env.found_docs:
        return False
    if docname in anthology_domain(env).unpublished:
        return True
    name = file.with_suffix("").as_posix()
    encoding, dialect = env.config.source_encoding, env.events.emit_firstresult(DIALECT)
    scans = scan_files(
        [(name, file)],
        {},
        zone(env.config),
        encoding,
        dialect=dialect,
        rst_suffixes=rst_suffixes(env.config),
    )
    return is_unpublished(with_file_name(scans[name].post, env.config), today(env.config))


class InclusionTransform(SphinxTransform):
    """Transform that removes drafts, and images that are not pictures, with a warning."""

    default_priority: ClassVar[int] = 877  # before the files of images and downloads are collected

    def apply(self, **_kwargs: object) -> None:
        """Check the images, the downloads and the included files of the document."""
        for image in list(self.document.findall(nodes.image)):
            self._check_image(image)
        for download in list(self.document.findall(addnodes.download_reference)):
            self._check_download(download)
        unpublished = {file for file in self._included() if is_unpublished_file(self.env, file)}
        for file in sorted(unpublished):
            name = os.path.relpath(file, self.env.srcdir)
            message = (
                f"include: {name!r} is not published, so its text is left out; publish it, or move "
                "the text to a file without front matter"
            )
            warn(Kind.DRAFT, message, self._place(file.name))
        if unpublished:
            self._remove_nodes_of(unpublished)

    def _check_image(self, image: nodes.image) -> None:
        address = str(image["uri"])
        if "://" in address or address.startswith("data:") or address.endswith(".*"):
            return
        try:
            folders = picture_folders(builder_of(self.env))
            check_picture(self.env, address, folders)
        except ImageError as error:
            warn(Kind.IMAGE, f"image: {error}", image)
            replace_node(image, [nodes.Text(image.get("alt") or "")])

    def _check_download(self, download: addnodes.download_reference) -> None:
        address = str(download["reftarget"])
        if "://" in address:
            return
        try:
            file = Path(self.env.relfn2path(address)[1])
        except (OSError, RuntimeError, ValueError):
            return
        if file.is_dir():
            message = f"download: {address!r} is a folder; write the path of a file"
            warn(Kind.REF, message, download)
            replace_node(download, download.children)
        elif is_unpublished_file(self.env, file):
            message = f"download: {address!r} is not published; publish it, or remove the download"
            warn(Kind.DRAFT, message, download)
            replace_node(download, download.children)

    def _included(self) -> Iterator[Path]:
        """Yield the files that directives have read for this document."""
        for path in self.document.settings.record_dependencies.list:
            yield Path(path).resolve()
        for name in self.env.dependencies.get(self.env.current_document.docname, ()):
            yield Path(self.env.srcdir, name).resolve()

    def _place(self, name: str) -> tuple[str, int] | str:
        """Return the first directive with the name of a file, in the document or what it includes.

        Nodes have lines of the included file, or none.
        """
        docname = self.env.current_document.docname
        own = Path(self.env.doc2path(docname))
        for file in (own, *self._included()):
            if line := _line_naming(file, rf"(?<![\w.-]){re.escape(name)}"):
                return (docname, line) if file == own else f"{file}:{line}"
        return docname, _line_naming(own, "include") or 1  # a symbolic link has another name

    def _remove_nodes_of(self, files: set[Path]) -> None:
        """Remove the nodes that come from files."""
        texts = {_text(file) for file in files} - {""}
        for node in list(self.document.findall(nodes.Element)):
            source = node.get("source") or node.source
            is_from = source and Path(source).resolve() in files
            # nodes of drawings have the text of their file, and the source of the document
            values = (value for value in node.attributes.values() if isinstance(value, str))
            is_from = is_from or any(value.strip() in texts for value in values)
            if node.parent is not None and is_from:
                parent = node.parent
                parent.remove(node)
                if "literal-block-wrapper" in parent.get("classes", ()) and parent.parent:
                    parent.parent.remove(parent)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace").strip()
    except OSError:
        return ""


def _line_naming(file: Path, pattern: str) -> int:
    """Return the line of a file, from 1, whose directive matches; 0 if there is none."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    found = [number for number, line in enumerate(lines, 1) if re.search(pattern, line)]
    return next((n for n in found if _DIRECTIVE.match(lines[n - 1])), min(found, default=0))
