"""What the conversion of a text needs from the import."""

from __future__ import annotations

from typing import Protocol


class Rewriter(Protocol):
    """The links and pictures of one post, and its notices."""

    def link(self, address: str) -> str:
        """Return where a link leads now; empty if it must be plain text."""
        ...

    def picture(self, address: str) -> str:
        """Return the path of a picture that is here; empty if it is not."""
        ...

    def note(self, message: str) -> None:
        """Report what needs an eye."""
        ...
