"""References in reStructuredText: ``:doc:`` roles to posts, links to other addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sphinx_anthology.importing.addresses import address_parts
from sphinx_anthology.importing.myst.rewriter import Rewriter

if TYPE_CHECKING:
    from collections.abc import Callable


class DocumentRewriter(Rewriter, Protocol):
    """A rewriter whose notices name a line, and that resolves docnames."""

    def at(self, line: int) -> DocumentRewriter:
        """Return a rewriter for a line of the body, from 0."""
        ...

    def document(self, name: str) -> str:
        """Return the path of an imported document by its old docname; empty without one."""
        ...


_INLINE = re.compile(
    r"(?P<literal>``.+?``(?!`))"
    r"|:(?P<role>[\w:+.-]+):`(?P<argument>[^`]+)`"
    r"|(?<![\w`])`(?P<text>[^`<]*)<(?P<address>[^`<>]+)>`(?P<marks>__?)(?!\w)"
    r"|(?<![\w`])`(?P<phrase>[^`]+)`(?P<phrase_marks>__?)(?!\w)"
    r"|(?P<other>(?<![\w`])`[^`]+`)"
    r"|(?<![\w`:/.@\\-])(?P<name>[^\W_]+(?:[-_.:+][^\W_]+)*)(?P<name_marks>__?)(?![\w`])",
    re.DOTALL,
)
_WITH_TITLE = re.compile(r"(?P<text>[^<]+)<(?P<name>[^<>]+)>")


@dataclass(frozen=True, slots=True)
class Target:
    """The new address of a named or anonymous target.

    Attributes:
        address: The new address; empty if references to it must be text.
    """

    address: str

    @property
    def is_document(self) -> bool:
        """Whether it is an imported file, to which a role links."""
        return is_document(self.address)


@dataclass(slots=True)
class References:
    """The references of one text.

    Attributes:
        named: The targets by name, as :func:`reference_name` returns it.
        anonymous: The anonymous targets in the order of the text.
        position: The number of anonymous references that are resolved.
    """

    named: dict[str, Target] = field(default_factory=dict)
    anonymous: list[Target] = field(default_factory=list)
    position: int = 0

    def convert(self, text: str, rewriter_at: Callable[[int], DocumentRewriter]) -> str:
        """Return a text with converted references.

        Args:
            text: Lines that are not a literal block.
            rewriter_at: Returns the rewriter for a line of the text, from 0.
        """

        def replaced(found: re.Match[str]) -> str:
            if found["address"] is not None:
                rewriter = rewriter_at(text.count("\n", 0, found.start()))
                return self._embedded(found, rewriter)
            if found["role"]:
                rewriter = rewriter_at(text.count("\n", 0, found.start()))
                return _role(found, rewriter)
            words = found["phrase"] or found["name"]
            if not words:
                return found[0]
            marks = found["phrase_marks"] or found["name_marks"]
            target = self._next() if marks == "__" else self.named.get(reference_name(words))
            return found[0] if target is None else _shown(found[0], words, target)

        return _INLINE.sub(replaced, text)

    def _next(self) -> Target | None:
        self.position += 1
        known = self.position <= len(self.anonymous)
        return self.anonymous[self.position - 1] if known else None

    def _embedded(self, found: re.Match[str], rewriter: DocumentRewriter) -> str:
        words, address = found["text"].strip(), plain_address(found["address"])
        if found["address"].rstrip().endswith("_") and not found["address"].endswith("\\_"):
            target = self.named.get(reference_name(found["address"].rstrip("_ ")))
            return found[0] if target is None else _shown(found[0], words, target)
        target = Target(rewriter.link(address))
        if target.address and not target.is_document:
            if target.address == address:
                return found[0]
            return f"`{words} <{escaped_address(target.address)}>`{found['marks']}".replace(
                "` <", "`<"
            )
        return _shown(found[0], words or address, target)


def _shown(written: str, words: str, target: Target) -> str:
    """Return a reference to a target: as a role, as written, or as plain text."""
    if target.is_document:
        return document_role(words, target.address)
    return written if target.address else words


def _role(found: re.Match[str], rewriter: DocumentRewriter) -> str:
    if found["role"] != "doc":
        return found[0]
    titled = _WITH_TITLE.fullmatch(found["argument"])
    name = (titled["name"] if titled else found["argument"]).strip()
    path = rewriter.document(name)
    if path:
        return (
            document_role(titled["text"].strip(), path) if titled else f":doc:`{docname_of(path)}`"
        )
    rewriter.note(f"doc: no imported document is {name!r}; only its text is kept")
    return titled["text"].strip() if titled else name


def document_role(words: str, path: str) -> str:
    """Return a ``:doc:`` role.

    Args:
        words: The text of the link as reStructuredText.
        path: The path of the file relative to the folder of the document.
    """
    label = " ".join(words.split())
    return f":doc:`{label} <{docname_of(path)}>`"


def docname_of(path: str) -> str:
    """Return the path of a file without its suffix."""
    return re.sub(r"\.(?:rst|md)$", "", path)


def is_document(address: str) -> bool:
    """Return whether a new address is the path of an imported file: it has no scheme."""
    return bool(address) and not address_parts(address).scheme


def reference_name(name: str) -> str:
    """Return a reference name as docutils normalizes it: in lower case, with single spaces."""
    return " ".join(re.sub(r"\\(.)", r"\1", name).lower().split())


def plain_address(address: str) -> str:
    """Return the address that docutils reads: without white space and escaping backslashes."""
    return re.sub(r"\\(.)", r"\1", "".join(address.split()))


def escaped_address(address: str) -> str:
    """Return an address with backslashes and an underscore at its end escaped."""
    return re.sub(r"_$", r"\\_", address.replace("\\", "\\\\"))
