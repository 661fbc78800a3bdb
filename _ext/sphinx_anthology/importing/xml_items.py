"""A streaming reader of XML exports: elements with short names, and what is broken in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from sphinx_anthology.importing.records import NoticeKind, Place
from sphinx_anthology.importing.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

_HEAD = 65536
_MAX_ERRORS = 5

_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*+(<[^\W\d][^>]*>)",
    re.DOTALL,
)
"""What may precede the root element, and its start tag."""

_HARMLESS = ("ERR_RESERVED_XML_NAME", "ERR_UNDECLARED_ENTITY")
"""Errors that lose nothing: a blank line before the XML declaration, and entities of HTML."""

_SPACES = (
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
"""Parts of namespaces, and the prefix that exports usually give them."""


def check_head(path: Path) -> bytes:
    """Return the first bytes of an XML file, without the zeros of UTF-16.

    Raises:
        SourceError: It cannot be read, is empty, is no XML, or declares entities, which no export
            does.
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
    if b"<!ENTITY" in head:
        message = f"{path}: declares entities, which no blog exports; nothing was read"
        raise SourceError(message)
    # a long comment before the declarations must not hide them
    if not _PROLOG.match(head):
        message = f"{path}: does not begin with an XML element; export the blog again"
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

    A prefix that an export does not declare stays part of the name, so the result is the same.
    """
    name = str(tag)
    if not name.startswith("{"):
        return name
    space, _brace, local = name[1:].partition("}")
    if "/excerpt/" in space:
        return f"excerpt:{local}"
    prefix = next((prefix for part, prefix in _SPACES if part in space), "")
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
    """Yield elements by their short names as they end.

    What is broken is reported with its line, and the rest is read.

    Args:
        path: The file.
        names: The short names of the elements.
        report: Takes the errors.
        items: The names of elements that are forgotten afterwards, since a file has many.

    Raises:
        SourceError: See :func:`check_head`.
    """
    check_head(path)
    # huge_tree: a post may have a text of more than 10 MB; the bound against bombs is check_head
    context = etree.iterparse(
        str(path), events=("end",), recover=True, resolve_entities=False, no_network=True,
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
        message = (
            f"the XML ends in the middle ({error.msg}); what comes after is missing, export again"
        )
        report.note(NoticeKind.UNREADABLE, Place(str(path), line), message)
    errors = [entry for entry in context.error_log if entry.type_name not in _HARMLESS]
    for entry in errors[:_MAX_ERRORS]:
        message = (
            f"the XML is broken ({entry.message.strip()}); a part may be missing, export again"
        )
        report.note(NoticeKind.UNREADABLE, Place(str(path), entry.line), message)
