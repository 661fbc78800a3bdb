"""The old addresses of posts, and the files that the posts are imported to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from sphinx_anthology.core.pages.address_table import AddressTable, page_address
from sphinx_anthology.core.pages.redirects import alias_path, parent_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def joined(base: str, address: str) -> str:
    """Resolve an address against a base; an invalid one, such as ``http://[x``, is unchanged."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def address_parts(address: str) -> SplitResult:
    """Return the parts of an address, all empty if it is not valid."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


_PARTS = re.compile(
    r"/(?:amp|feed(?:/\w+)?|trackback|embed|comment-page-\d+|page/\d+|[2-9]|1\d)/?$", re.IGNORECASE
)
"""WordPress's suffixes for the feed, the AMP version, and the pages of a post or its comments."""

_ROUTER = re.compile(r"/index\.php(?=/)", re.IGNORECASE)
"""The path segment of WordPress on servers without URL rewriting."""


class AddressBook:
    """The files of posts by their old addresses.

    Attributes:
        base: The absolute address of the blog; empty if it is unknown.
        aliases: The files of posts by the paths that redirect to them.
        folder: The path of the target in the site.
        canonical: The canonical old addresses of published posts by file.
        left: The old addresses of pages that are not imported, by the paths of their sources.
    """

    def __init__(
        self, base: str, aliases: dict[str, str] | None = None, folder: str = "posts"
    ) -> None:
        """Create an address book without posts; aliases are those of earlier imports."""
        self.base = base
        self.aliases: dict[str, str] = {} if aliases is None else aliases
        self.folder = folder
        self.canonical: dict[str, str] = {}
        self.left: dict[str, str] = {}
        self._pages = {"index.html"}
        self._folders = {folder for alias in self.aliases for folder in parent_folders(alias)}
        self._published = AddressTable(base)
        self._unpublished = AddressTable(base)

    def add(
        self, path: str, addresses: Iterable[str], *, is_published: bool, canonical: str = ""
    ) -> None:
        """Add the addresses of a post; the first post that has an address keeps it."""
        if is_published and canonical:
            self.canonical[path] = canonical
        table = self._published if is_published else self._unpublished
        page = f"{self.folder}/{path.rpartition('.')[0]}".casefold()
        self._pages.update((f"{page}.html", f"{page}/index.html"))
        for address in addresses:
            table.add(address, path)
            table.add(_ROUTER.sub("", address), path)

    def old_address(self, address: str) -> str:
        """Return the old address of a page that is not imported for the path of its source.

        Other addresses are unchanged.
        """
        path, mark, fragment = address.partition("#")
        return f"{self.left[path]}{mark}{fragment}" if path in self.left else address

    def path_of(self, address: str) -> str:
        """Return the file of the published post at an address; empty if there is none."""
        return self._published.find(address) or self._published.find(_main_address(address))

    def is_unpublished(self, address: str) -> bool:
        """Return whether an address is that of a draft, to which no page may link."""
        found = self._unpublished.find(address) or self._unpublished.find(_main_address(address))
        return bool(found)

    def is_in_blog(self, address: str) -> bool:
        """Return whether an address is that of a page of the blog."""
        found = page_address(address, self.base)
        return found is not None and not found.host

    def aliases_of(self, path: str, addresses: Iterable[str]) -> Iterator[str]:
        """Yield the paths of old addresses that can redirect to a post; each leads to one post."""
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
            if page in pages or not self._is_free(page):
                continue
            if self.aliases.setdefault(page, path) == path:
                pages.add(page)
                self._folders.update(parent_folders(page))
                yield f"/{alias}" + ("/" if parts.path.endswith("/") else "")

    def _is_free(self, page: str) -> bool:
        """Return whether no post has a path, and no alias is both a file and a folder with it."""
        above = set(parent_folders(page))
        return page not in self._pages | self._folders and not above & self.aliases.keys()


def _main_address(address: str) -> str:
    """Return an address without ``index.php`` and WordPress's suffixes."""
    parts = address_parts(address)
    path = _PARTS.sub("/", _ROUTER.sub("", parts.path))
    return urlunsplit(parts._replace(path=path))
