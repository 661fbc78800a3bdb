"""Addresses of files in images, links and raw HTML, as they are written for a site.

A file is looked up in the source folder, in ``html_extra_path`` and in ``html_static_path``. Files
of the source folder that raw HTML shows or links to are copied to the site.
"""

from __future__ import annotations

import os
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, unquote, urljoin, urlsplit

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx import addnodes
from sphinx_bindery.common.builders import builder_of, is_html
from sphinx_bindery.common.pictures.image_format import PICTURE_SUFFIXES
from sphinx_bindery.common.repairs.places import warning_type, with_line
from sphinx_bindery.common.repairs.unusable_images import is_reported, warn_of_image
from sphinx_bindery.common.site_files.lookup import (
    MISSING,
    SiteFile,
    SiteFolders,
    site_folders,
)
from sphinx_bindery.common.site_files.raw_addresses import (
    RawAddress,
    raw_addresses,
    replace_addresses,
    replace_images,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_OFFERED = (
    *PICTURE_SUFFIXES, ".7z", ".csv", ".doc", ".docx", ".epub", ".flac", ".gz", ".m4a", ".m4v",
    ".mobi", ".mov", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".oga", ".ogg", ".ogv", ".opus",
    ".ppt", ".pptx", ".rar", ".rtf", ".tar", ".tgz", ".vtt", ".wav", ".webm", ".xls", ".xlsx",
    ".zip",
)  # fmt: skip
"""Suffixes of files for download; addresses with others may be pages that a server generates."""
_NOT_A_PICTURE = "is not a picture"


def folders_of(env: BuildEnvironment) -> SiteFolders:
    """Return the folders in which the addresses of a project are looked up."""
    return site_folders(env.config, Path(env.srcdir), Path(builder_of(env).confdir))


class FileAddressTransform(SphinxTransform):
    """Transform of addresses to paths that Sphinx resolves, while a document is read."""

    default_priority: ClassVar[int] = 845  # before images without a file are replaced (846)

    def apply(self, **_kwargs: object) -> None:
        """Transform the images, the links and the raw HTML of the document."""
        self.folders = folders_of(self.env)
        self.docname = self.env.current_document.docname
        for node in list(filter(_has_address, self.document.findall(nodes.Element))):
            if isinstance(node, nodes.image):
                self._find_image(node)
            elif isinstance(node, nodes.raw):
                self._register_files(node)
            elif isinstance(node, addnodes.download_reference):
                self._find_download(node)
            else:
                self._find_link(node)

    def _find_image(self, image: nodes.image) -> None:
        address = str(image["uri"])
        if address.startswith("data:"):
            return
        found = None
        if "://" in address or address.startswith("//") or not self._is_known(address):
            found = self.folders.find(address, self.docname)
        if found:
            image["uri"] = f"/{self._path(found)}"

    def _is_known(self, address: str) -> bool:
        """Return whether Sphinx finds a file, a folder or a link at the address."""
        try:
            return os.path.lexists(self.env.relfn2path(address, self.docname)[1])
        except (OSError, RuntimeError, ValueError):
            return True

    def _find_download(self, download: addnodes.download_reference) -> None:
        address = str(download["reftarget"])
        if not self._is_known(address) and (found := self._offered(address)):
            download["reftarget"] = f"/{self._path(found)}"

    def _find_link(self, link: nodes.Element) -> None:
        address = _link_address(link)
        if is_reported(self.env, address):
            link.replace_self(nodes.inline("", "", *link.children))
            return
        found = self._offered(address)
        if found and not found.published:
            link.replace_self(
                addnodes.download_reference(
                    "",
                    "",
                    *link.children,
                    reftarget=f"/{self._path(found)}",
                    reftype="download",
                    refdomain=None,
                    refexplicit=True,
                    refdoc=self.docname,
                    refwarn=False,
                )
            )
        # MyST-Parser itself warns about a link in Markdown
        elif found is None and isinstance(link, nodes.reference) and _is_lost(address):
            self._warn_of_link(address, _place(link))

    def _register_files(self, raw: nodes.raw) -> None:
        """Register the files that raw HTML shows and offers; replace images without a file."""
        text = raw.astext()
        faults: dict[str, str] = {}
        for address in raw_addresses(text):
            fault = self._register(address)
            if fault:
                faults[address.address] = fault
                place = _place(raw, text.count("\n", 0, address.position))
                if is_reported(self.env, address.address):
                    continue
                if address.is_picture:
                    warn_of_image(address.address, fault, place)
                else:
                    self._warn_of_link(address.address, place)

        def alternative(address: str, alt: str) -> str | None:
            return escape(alt) if address in faults else None

        new = replace_images(text, alternative) if faults else text
        if new != text and isinstance(raw.parent, nodes.TextElement):
            # between two lines of text, each tag is a node of its own
            raw.replace_self(nodes.inline("", unescape(new), classes=["missing-image"]))
        elif new != text:
            raw.replace_self(nodes.raw(raw.rawsource, new, **raw.attributes))

    def _register(self, address: RawAddress) -> str:
        """Register the file at an address; return why there is none, empty if there may be one."""
        if not address.is_picture:
            found = self._offered(address.address)
            if found and not found.published:
                self.env.dlfiles.add_file(self.docname, self._path(found))
            return MISSING if found is None and _is_lost(address.address) else ""
        found = self.folders.find(address.address, self.docname)
        if found is None:
            return MISSING if _is_local(address.address) else ""
        path = self._path(found)
        if not path.lower().endswith(PICTURE_SUFFIXES):
            return _NOT_A_PICTURE
        self.env.note_dependency(path)
        if not found.published:
            self.env.images.add_file(self.docname, path)
        return ""

    def _offered(self, address: str) -> SiteFile | None:
        """Return the file that a link offers; None for sources of pages and hidden files."""
        found = self.folders.find(address, self.docname) if _has_path(address) else None
        if found is None or found.published:
            return found
        parts = Path(self._path(found)).parts
        is_source = found.file.name.lower().endswith(tuple(self.config.source_suffix))
        is_hidden = any(part.startswith(".") and part != ".." for part in parts)
        return None if is_source or is_hidden or parts == ("conf.py",) else found

    def _path(self, found: SiteFile) -> str:
        return _source_path(self.env, found)

    def _warn_of_link(self, address: str, place: nodes.Node | str) -> None:
        _logger.warning(
            "link: %r %s; write the path of a file",
            address,
            MISSING,
            location=place,
            type=warning_type(self.config),
            subtype="ref",
        )


class FileLinkTransform(SphinxPostTransform):
    """Post-transform of addresses of files to their addresses in the output."""

    default_priority = 3  # before MyST-Parser looks for files (9)

    def run(self, **_kwargs: object) -> None:
        """Transform the links and the raw HTML of the document."""
        self.folders = folders_of(self.env)
        self.page = self.docname = self.env.current_document.docname
        is_site = is_html(builder_of(self.env))
        for node in list(filter(_has_address, self.document.findall(nodes.Element))):
            if is_site:
                self.docname = _source(node) or self.page
            if isinstance(node, nodes.raw):
                text = node.astext()
                new = replace_addresses(text, self._new_address)
                if new != text:
                    node.replace_self(nodes.raw(node.rawsource, new, **node.attributes))
            elif isinstance(node, nodes.reference | addnodes.pending_xref):
                self._link(node)

    def _link(self, link: nodes.Element) -> None:
        address = _link_address(link)
        found = self.folders.find(address, self.docname) if _has_path(address) else None
        if found is None or not found.published:
            return
        uri = self._site_uri(found.published)
        if uri:
            link.replace_self(
                nodes.reference("", "", *link.children, refuri=uri, internal="://" not in uri)
            )
        else:
            link.replace_self(nodes.inline("", "", *link.children))

    def _new_address(self, found: RawAddress) -> str | None:
        """Return the address of a file in the output; None to keep the address as it is."""
        builder = builder_of(self.env)
        is_site = is_html(builder)
        if not (is_site or found.is_link) or not _has_path(found.address):
            return None
        file = self.folders.find(found.address, self.docname)
        if file is None:
            return None
        if file.published:
            return self._site_uri(file.published) or None
        path = _source_path(self.env, file)
        if (
            found.is_picture
            and path in self.env.images
            and isinstance(builder, StandaloneHTMLBuilder)
        ):
            builder.images[path] = name = self.env.images[path][1]
            return self._site_uri(f"{builder.imagedir}/{name}")
        if is_site and not found.is_picture and (download := self.env.dlfiles.get(Path(path))):
            return self._site_uri(f"_downloads/{Path(download[1]).as_posix()}")
        return None

    def _site_uri(self, path: str) -> str:
        """Return the address of a file of the site; empty if this output cannot link to it."""
        builder = builder_of(self.env)
        if is_html(builder):
            return relative_uri(builder.get_target_uri(self.page), quote(path))
        base = self.folders.base_url
        return urljoin(f"{base.rstrip('/')}/", quote(path)) if "://" in base else ""


def _source_path(env: BuildEnvironment, found: SiteFile) -> str:
    """Return the path of a file from the source folder."""
    return Path(os.path.relpath(found.file, env.srcdir)).as_posix()


def _source(node: nodes.Node) -> str:
    """Return the docname of a node in a merged doctree (``singlehtml``); empty in any other."""
    place: nodes.Node | None = node
    while place and not (isinstance(place, nodes.section) and "docname" in place):
        place = place.parent
    return str(place["docname"]) if isinstance(place, nodes.section) else ""


def _has_address(node: nodes.Element) -> bool:
    if isinstance(node, nodes.raw):
        return "html" in node.get("format", "").split() and "=" in node.astext()
    if isinstance(node, nodes.reference) and not isinstance(node, addnodes.download_reference):
        return not node.get("internal") and bool(node.get("refuri"))
    if isinstance(node, addnodes.pending_xref):
        return node["reftype"] == "myst" and not node.get("refdomain")
    return isinstance(node, nodes.image | addnodes.download_reference)


def _link_address(link: nodes.Element) -> str:
    return str(link.get("reftarget") or link.get("refuri"))


def _has_path(address: str) -> bool:
    return bool(address) and not address.startswith(("#", "data:", "mailto:", "javascript:"))


def _is_local(address: str) -> bool:
    """Return whether an address is a path outside the folders that Sphinx generates."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_generated = parts.path.lstrip("./").startswith("_")
    return bool(parts.path) and not (parts.scheme or parts.netloc or is_generated)


def _is_lost(address: str) -> bool:
    """Return whether an address without a file has the suffix of a file for download."""
    path = unquote(address.partition("?")[0].partition("#")[0]).lower()
    return _is_local(address) and path.endswith(_OFFERED)


def _place(node: nodes.Node, lines: int = 0) -> nodes.Node | str:
    """Return the place of a line of raw HTML for a warning."""
    node = with_line(node)
    source, line = get_source_line(node)
    return f"{source}:{line + lines}" if source and line else node


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms."""
    app.add_transform(FileAddressTransform)
    app.add_post_transform(FileLinkTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
