"""A streaming reader of XML exports: elements with short names, and what is broken in them."""

from __future__ import annotations

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


def check_head(path: Path) -> bytes:
    """Return the first bytes of an XML file.

    Raises:
        SourceError: It cannot be read, is empty, or declares entities, which no export does.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        message = f"{path}: {error.strerror}; write the path of an export file"
        raise SourceError(message) from None
    if not head.strip():
        message = f"{path}: the file is empty; export the blog again"
        raise SourceError(message)
    if b"<!ENTITY" in head.replace(b"\0", b""):
        message = f"{path}: declares entities, which no blog exports; nothing was read"
        raise SourceError(message)
    return head


def short_name(tag: object) -> str:
    """Return the name of an element with the usual prefix of its namespace.

    A prefix that an export does not declare stays part of the name, so the result is the same.
    """
    name = str(tag)
    if not name.startswith("{"):
        return name
    space, _brace, local = name[1:].partition("}")
    known = (
        ("/excerpt/", "excerpt"),
        ("content", "content"),
        ("/export/", "wp"),
        ("purl.org/dc", "dc"),
    )
    prefix = next((prefix for part, prefix in known if part in space), "")
    return f"{prefix}:{local}" if prefix else local


def iter_elements(
    path: Path, names: frozenset[str], report: Report
) -> Iterator[tuple[str, etree._Element]]:
    """Yield elements by their short names as they end, and forget them afterwards.

    What is broken is reported with its line, and the rest is read.

    Args:
        path: The file.
        names: The short names of the elements.
        report: Takes the errors.

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
                if name == "item":
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
    for entry in list(context.error_log)[:_MAX_ERRORS]:
        message = (
            f"the XML is broken ({entry.message.strip()}); a part may be missing, export again"
        )
        report.note(NoticeKind.UNREADABLE, Place(str(path), entry.line), message)
