"""The addresses that posts had, and the files in which they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from sphinx_anthology.core.pages.address_table import AddressTable, page_address
from sphinx_anthology.core.pages.redirects import alias_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def joined(base: str, address: str) -> str:
    """Return a relative address resolved; unchanged if it is none, such as ``http://[x``."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def address_parts(address: str) -> SplitResult:
    """Return the parts of an address, all empty if it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


class AddressBook:
    """The files of posts by their old addresses.

    Attributes:
        base: The absolute address of the blog.
        aliases: The paths in the site that redirect, with the file that has each.
    """

    def __init__(self, base: str) -> None:
        """Create a book without posts."""
        self.base = base
        self.aliases: dict[str, str] = {}
        self._published = AddressTable(base)
        self._unpublished = AddressTable(base)

    def add(self, path: str, addresses: Iterable[str], *, is_published: bool) -> None:
        """Add the addresses of a post; the first post that has an address keeps it."""
        table = self._published if is_published else self._unpublished
        for address in addresses:
            table.add(address, path)

    def path_of(self, address: str) -> str:
        """Return the file of the published post at an address; empty if there is none."""
        return self._published.find(address)

    def is_unpublished(self, address: str) -> bool:
        """Return whether an address is that of a draft, which no page may link to."""
        return bool(self._unpublished.find(address))

    def is_in_blog(self, address: str) -> bool:
        """Return whether an address is that of a page of the blog."""
        found = page_address(address, self.base)
        return found is not None and not found.host

    def aliases_of(self, path: str, addresses: Iterable[str]) -> Iterator[str]:
        """Yield the paths of old addresses that can redirect to a post, each for one post only."""
        pages: set[str] = set()
        for address in addresses:
            if not self.is_in_blog(address):
                continue
            parts = urlsplit(address)
            alias = parts.path.strip("/")
            if not alias or parts.query:
                continue
            try:
                page = alias_path(alias).casefold()
            except ValueError:
                continue
            if page not in pages and self.aliases.setdefault(page, path) == path:
                pages.add(page)
                yield f"/{alias}" + ("/" if parts.path.endswith("/") else "")
