"""A streaming reader of XML exports that recovers from errors and reports them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from sphinx_anthology.importing.records import NoticeKind, Place
from sphinx_anthology.importing.source import SourceError
from sphinx_anthology.importing.xml_stream import XmlStream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

_HEAD = 65536
"""Bytes at the beginning of a file that are read to recognize and check it."""

_MAX_ERRORS = 5
"""Errors of one file that are reported."""

_ARCHIVES = (
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b", "gzip file"),
    (b"BZh", "bzip2 file"),
    (b"\xfd7zXZ", "xz file"),
    (b"7z\xbc\xaf", "7z archive"),
)
"""The first bytes of archives and compressed files, with their names."""

_TEXT = re.compile(rb"[^\s\xef\xbb\xbf\xff\xfe]")
"""A byte that is neither white space nor of a byte order mark."""

_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*+(<[^\W\d][^>]*>)",
    re.DOTALL,
)
"""The prolog of an XML file (XML 1.0, production 22), and the start tag of its root element."""

_HARMLESS = ("ERR_RESERVED_XML_NAME", "ERR_UNDECLARED_ENTITY", "ERR_INVALID_CHAR")
"""Errors without loss: a blank line before the XML declaration, entities of HTML, and references to
control characters."""

_NAMESPACES = (
    ("/export/", "wp"),
    ("modules/content", "content"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/dc", "dc"),
    ("w3.org/2005/Atom", "atom"),
    ("purl.org/atom/ns", "atom"),
    ("purl.org/atom/app", "app"),
    ("w3.org/2007/app", "app"),
    ("purl.org/syndication/thread", "thr"),
    ("schemas.google.com/blogger/2018", "blogger"),
    ("search.yahoo.com/mrss", "media"),
    ("feedburner", "feedburner"),
    ("itunes.com/dtds/podcast", "itunes"),
)
"""Substrings of namespaces, and the prefix that exports usually have for each."""


def check_head(path: Path) -> bytes:
    """Return the first bytes of an XML file, without the zeros of UTF-16.

    Raises:
        SourceError: The file cannot be read, is empty, is not XML, or declares entities, which no
            export does.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).replace(b"\0", b"")
    except OSError as error:
        message = f"{path}: {error.strerror}; write the path of an export file"
        raise SourceError(message) from None
    if not head.strip():
        message = f"{path}: the file is empty; export the blog again"
        raise SourceError(message)
    if kind := next((name for mark, name in _ARCHIVES if head.startswith(mark)), ""):
        message = f"{path}: is a {kind}; unpack it, and write the path of the export that is in it"
        raise SourceError(message)
    if (start := head.find(b"<?xml")) > 0 and _TEXT.search(head[:start]):
        message = f"{path}: has text before '<?xml', such as an error of PHP; delete this text"
        raise SourceError(message)
    if b"<!ENTITY" in head:
        message = f"{path}: declares entities, which no blog exports; nothing was read"
        raise SourceError(message)
    # a prolog longer than the head could hide declarations of entities
    if not _PROLOG.match(head):
        message = (
            f"{path}: is not XML; write the path of an export or a feed, or of a site's folder"
        )
        raise SourceError(message)
    return head


def head_if_xml(path: Path) -> bytes:
    """Return what :func:`check_head` returns; empty where it raises, and for a folder."""
    try:
        return check_head(path) if path.is_file() else b""
    except SourceError:
        return b""


def root_tag(head: bytes) -> bytes:
    """Return the start tag of the root element in what :func:`check_head` returns."""
    found = _PROLOG.match(head)
    return found[1] if found else b""


def root_name(head: bytes) -> str:
    """Return the name of the root element without its prefix, in lower case."""
    found = re.match(rb"<(?:[\w.-]+:)?([\w.-]+)", root_tag(head))
    return found[1].decode(errors="replace").lower() if found else ""


@lru_cache(maxsize=1024)
def short_name(tag: object) -> str:
    """Return the name of an element with the usual prefix of its namespace.

    The prefix of an undeclared namespace stays part of the name, so that the result is the same.
    """
    name = str(tag)
    if not name.startswith("{"):
        return name
    namespace, _brace, local = name[1:].partition("}")
    if "/excerpt/" in namespace:
        return f"excerpt:{local}"
    prefix = next((prefix for part, prefix in _NAMESPACES if part in namespace), "")
    return f"{prefix}:{local}" if prefix else local


def all_text(element: etree._Element) -> str:
    """Return the text of an element and its descendants, without white space at its ends."""
    return "".join(map(str, element.itertext())).strip()


def line_of(element: etree._Element) -> int:
    """Return the line of an element; 0 if it is unknown."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def iter_elements(
    path: Path, names: frozenset[str], report: Report, *, items: frozenset[str]
) -> Iterator[tuple[str, etree._Element]]:
    """Yield elements with their short names as they end.

    Errors are reported with their lines, and the rest of the file is read.

    Args:
        path: The file.
        names: The short names of the elements.
        report: Takes the errors.
        items: The short names of elements that are cleared afterwards, to bound the memory.

    Raises:
        SourceError: See :func:`check_head`.
    """
    check_head(path)
    with path.open("rb") as file:
        yield from _iter_stream(XmlStream(file), Place(str(path)), names, report, items=items)


def _iter_stream(
    stream: XmlStream, place: Place, names: frozenset[str], report: Report, *, items: frozenset[str]
) -> Iterator[tuple[str, etree._Element]]:
    # huge_tree: a post may have a text of more than 10 MB; check_head rejects entity bombs
    context = etree.iterparse(
        stream, events=("end",), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=True,
    )  # fmt: skip
    try:
        for _event, element in context:
            if (name := short_name(element.tag)) in names:
                yield name, element
            if name in items:
                element.clear()
                while (
                    element.getprevious() is not None
                    and (parent := element.getparent()) is not None
                ):
                    del parent[0]
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        message = f"the file ends too early ({error.msg}); what follows is missing, export again"
        report.note(NoticeKind.UNREADABLE, replace(place, line=line), message)
    errors = [entry for entry in context.error_log if entry.type_name not in _HARMLESS]
    for entry in errors[:_MAX_ERRORS]:
        message = (
            f"the XML is broken ({entry.message.strip()}); a part may be missing, export again"
        )
        report.note(NoticeKind.UNREADABLE, replace(place, line=entry.line), message)
