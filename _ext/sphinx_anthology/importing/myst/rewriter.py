"""The protocol by which converters resolve links and pictures, and report notices."""

from __future__ import annotations

from typing import Protocol


class Rewriter(Protocol):
    """The rewriting of the links and pictures of one post."""

    def link(self, address: str) -> str:
        """Return the new address of a link; empty if it must be plain text."""
        ...

    def html_link(self, address: str) -> str:
        """Return the new address of a link in HTML that stays HTML; empty if it must be text.

        No builder resolves the path of a source file there: the address of a post is its old one.
        """
        ...

    def picture(self, address: str) -> str:
        """Return the path of the copy of a picture; empty without one."""
        ...

    def note(self, message: str) -> None:
        """Report a notice."""
        ...
