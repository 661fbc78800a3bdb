"""Links and pictures of Markdown as MyST."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from sphinx_anthology.importing.markdown.references import References
from sphinx_anthology.importing.myst.escape import escape
from sphinx_anthology.importing.myst.links import destination, myst_link
from sphinx_anthology.importing.myst.rewriter import Rewriter

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_anthology.importing.markdown.anchors import Anchors


class LineRewriter(Rewriter, Protocol):
    """A rewriter whose notices name a line."""

    def at(self, line: int) -> LineRewriter:
        """Return a rewriter for a line of the body, from 0."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text with another form within a link."""

    alone: str
    in_link: str


@dataclass(frozen=True, slots=True)
class Links:
    """The links and pictures of one block.

    Attributes:
        rewriter: Rewrites addresses.
        line: The first line of the block, from 0.
        references: The link reference definitions of the text.
        anchors: The anchors of the text.
        footnotes: The names of its footnotes.
        has_formulas: Whether ``$…$`` in the text is a formula.
    """

    rewriter: LineRewriter
    line: int = 0
    references: References = field(default_factory=References)
    anchors: Anchors | None = None
    footnotes: Container[str] = ()
    has_formulas: bool = False

    def at(self, offset: int) -> Links:
        """Return links whose notices name a line of the block, counted from 0."""
        return replace(self, rewriter=self.rewriter.at(self.line + offset))

    def target(self, address: str) -> str:
        """Return the new address of a link; empty if it must be text."""
        address = address.strip()
        if address.startswith("#") and self.anchors:
            found = self.anchors.address(address[1:])
            if not found and len(address) > 1:
                self.rewriter.note(
                    f"link {address!r}: the post has no part of this name; only its text is kept"
                )
            return found
        return self.rewriter.link(address) if address else ""

    def link(self, label: str, address: str, title: str, written: str = "") -> Shown:
        """Return a link.

        Args:
            label: Its text as MyST.
            address: Its old address.
            title: Its title with its quotation marks; empty without one.
            written: The part in parentheses as written, used if the address is unchanged.
        """
        target = self.target(address)
        if not target:
            return Shown(label, label)
        if target == address and label == escape(address):
            return Shown(f"<{address}>", label)
        shown = myst_link(label, target, title)
        if target == address and written and shown.startswith("["):
            shown = f"[{label}]{written}"
        return Shown(shown, label)

    def picture(self, address: str, alt: str, title: str) -> str | Shown:
        """Return a picture, or a link if there is no copy of it.

        Args:
            address: Its old address.
            alt: Its text alternative as MyST.
            title: Its title with its quotation marks; empty without one.
        """
        address = address.strip()
        if not address:
            return alt
        if path := self.rewriter.picture(address):
            return f"![{alt}]({destination(path)}{f' {title}' if title else ''})"
        name = escape(address.split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2])
        words = alt.strip() or name
        is_on_web = "://" in address or address.startswith("/")
        target = self.rewriter.link(address) if is_on_web else ""
        alone = myst_link(words, target) if target else words
        return Shown(alone, words)

    def autolink(self, address: str) -> str | Shown:
        """Return an autolink, or a link with the old address as its text if the address changes."""
        target = self.target(address)
        shown = escape(address)
        if target == address:
            return Shown(f"<{address}>", shown)
        return Shown(myst_link(shown, target) if target else shown, shown)
