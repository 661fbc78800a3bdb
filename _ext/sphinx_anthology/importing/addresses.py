"""The addresses that posts had, and the files in which they are now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_anthology.core.pages.redirects import alias_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INDEXES = frozenset({"index.html", "index.htm", "index.php"})
_IDENTIFYING = ("p=", "page_id=", "attachment_id=")
"""The queries by which WordPress addresses a post; others, such as ``utm_source``, do not count."""


def address_key(address: str, base: str) -> str:
    """Return a key that the spellings of an address of the blog share; empty for other sites.

    Scheme, ``www.``, case of the host, a trailing slash, the index of a folder, a fragment and
    queries that identify nothing make no difference.

    Args:
        address: The address; one without a host is in the blog.
        base: The absolute address of the blog.
    """
    try:
        parts, site = urlsplit(address.strip()), urlsplit(base)
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"", "http", "https"}:
        return ""
    if parts.netloc and _host(parts.netloc) != _host(site.netloc):
        return ""
    if not parts.netloc and not parts.path.startswith("/") and not parts.query:
        return ""
    names = [name for name in unquote(parts.path).split("/") if name]
    if names and names[-1].casefold() in _INDEXES:
        names.pop()
    queries = [part for part in parts.query.split("&") if part.startswith(_IDENTIFYING)]
    return "/" + "/".join(names).casefold() + (f"?{queries[0]}" if queries else "")


def _host(netloc: str) -> str:
    return netloc.casefold().removeprefix("www.")


@dataclass(slots=True)
class AddressBook:
    """The files of posts by their old addresses.

    Attributes:
        base: The absolute address of the blog.
        paths: The paths of published posts in the target, by the keys of their addresses.
        unpublished: The keys of the addresses of drafts, which no page may link to.
        aliases: The paths in the site that redirect, with the file that has each.
    """

    base: str
    paths: dict[str, str] = field(default_factory=dict)
    unpublished: set[str] = field(default_factory=set)
    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, addresses: Iterable[str], *, is_published: bool) -> None:
        """Add the addresses of a post; the first post that has an address keeps it."""
        for address in addresses:
            key = address_key(address, self.base)
            if key in {"", "/"}:
                continue
            if is_published:
                self.paths.setdefault(key, path)
            else:
                self.unpublished.add(key)

    def path_of(self, address: str) -> str:
        """Return the file of the post at an address; empty if there is none."""
        return self.paths.get(address_key(address, self.base), "")

    def aliases_of(self, path: str, addresses: Iterable[str]) -> Iterator[str]:
        """Yield the paths of old addresses that can redirect to a post, each for one post only."""
        for address in addresses:
            if not address_key(address, self.base):
                continue
            parts = urlsplit(address)
            alias = parts.path.strip("/")
            if not alias or parts.query:
                continue
            try:
                page = alias_path(alias).casefold()
            except ValueError:
                continue
            if self.aliases.setdefault(page, path) == path:
                yield f"/{alias}" + ("/" if parts.path.endswith("/") else "")
