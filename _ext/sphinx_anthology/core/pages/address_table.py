"""A table of pages by address, which finds a page by any equivalent address."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from sphinx_bindery.common.addresses import comparable_host

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDEXES = frozenset({
    "index.html", "index.htm", "index.xhtml", "index.shtml", "index.php", "default.html",
    "default.htm", "default.asp", "default.aspx",
})  # fmt: skip
"""The files that web servers send for a folder."""
_SUFFIXES = (".html", ".htm", ".xhtml")
_IDENTIFYING = ("p=", "page_id=", "attachment_id=")
"""The queries by which WordPress addresses a post."""
_TRACKING = frozenset({
    "_ga", "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid",
    "mkt_tok", "msclkid", "ref", "ref_src", "replytocom", "share", "twclid", "wbraid", "yclid",
})  # fmt: skip
"""Parameters that never identify a page, besides those with the prefix ``utm_``."""


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The parts of an address that identify a page.

    Attributes:
        host: The host; empty for a page of the site.
        names: The decoded segments of the path.
        query: The decoded parameters, in alphabetical order.
    """

    host: str
    names: tuple[str, ...]
    query: tuple[str, ...]

    @property
    def path(self) -> str:
        """The host and the path, as the address has them."""
        return f"{self.host}/{'/'.join(self.names)}"

    @property
    def loose_path(self) -> str:
        """The host and the path in lower case, without the suffix of a page."""
        *folders, name = self.names or ("",)
        name = name.casefold()
        for suffix in _SUFFIXES:
            name = name.removesuffix(suffix)
        names = [*folders, *([name] if name != "index" else [])]
        return f"{self.host}/{'/'.join(names)}".casefold()

    @property
    def queries(self) -> Iterator[tuple[str, ...]]:
        """The parameters that may identify the page: all, each by itself, and none.

        At the root of a site, and in WordPress's addresses, the path alone never identifies it.
        """
        identifying = [part for part in self.query if part.startswith(_IDENTIFYING)]
        yield self.query
        yield from ((part,) for part in identifying or self.query if len(self.query) > 1)
        if self.query and self.names and not identifying:
            yield ()


def page_address(address: str, base: str) -> PageAddress | None:
    """Return the parts of an address that identify a page; None if it is not that of a page.

    Ignored are http or https, ``www.``, the case of the host, a trailing slash, the index of a
    folder, percent-encoding, the fragment, and parameters for tracking.

    Args:
        address: The address; a path with a leading slash, or a query alone, is in the site.
        base: Absolute URL of the site; empty if unknown.
    """
    try:
        parts, site = urlsplit(address.strip()), urlsplit(base)
    except ValueError:
        return None
    is_rooted = parts.netloc or parts.path.startswith("/") or (parts.query and not parts.path)
    if parts.scheme not in {"", "http", "https"} or not is_rooted:
        return None
    host, names, above = comparable_host(parts.netloc), _names(parts.path), _names(site.path)
    is_below = names[: len(above)] == above
    if not host or (host == comparable_host(site.netloc) and is_below):
        host, names = "", names[len(above) :] if is_below else names
    if names and names[-1].casefold() in _INDEXES:
        names = names[:-1]
    found = parse_qsl(parts.query, keep_blank_values=True, errors="backslashreplace")
    query = sorted(
        f"{name}={value}" for name, value in found if not (name in _TRACKING or _is_utm(name))
    )
    return PageAddress(host, names, tuple(query))


def address_key(address: str, base: str) -> str:
    """Return the same key for all equivalent addresses; empty for an address without a page.

    The key of a page in the site begins with a slash, and that of its root is empty. The case of
    the path and the suffix ``.html`` are part of the key.
    """
    found = page_address(address, base)
    if found is None or found == PageAddress("", (), ()):
        return ""
    return _key(found.path, found.query)


@dataclass(slots=True)
class AddressTable:
    """Pages by address; the first page that is added with an address keeps it.

    Attributes:
        base: Absolute URL of the site; empty if unknown.
    """

    base: str
    _exact: dict[str, str] = field(default_factory=dict)
    _loose: dict[str, str] = field(default_factory=dict)

    def add(self, address: str, page: str) -> None:
        """Add an address of a page."""
        if address_key(address, self.base) and (found := page_address(address, self.base)):
            self._exact.setdefault(_key(found.path, found.query), page)
            self._loose.setdefault(_key(found.loose_path, found.query), page)

    def find(self, address: str) -> str:
        """Return the page at an address; empty if there is none.

        The query is ignored if the table has only the address without it. Of pages whose addresses
        differ only in case or suffix, the one with the exact address takes precedence.
        """
        found = page_address(address, self.base)
        if found is None:
            return ""
        for query in found.queries:
            page = self._exact.get(_key(found.path, query))
            page = page or self._loose.get(_key(found.loose_path, query))
            if page:
                return page
        return ""

    def __bool__(self) -> bool:
        """Return whether the table has pages."""
        return bool(self._exact)


def _names(path: str) -> tuple[str, ...]:
    """Return the decoded segments of a path, without dot segments (RFC 3986, 5.2.4)."""
    names: list[str] = []
    decoded = unquote(path, errors="backslashreplace")
    for name in unicodedata.normalize("NFC", decoded).split("/"):
        if name == "..":
            del names[-1:]
        elif name not in {"", "."}:
            names.append(name)
    return tuple(names)


def _is_utm(name: str) -> bool:
    return name.startswith("utm_")


def _key(path: str, query: tuple[str, ...]) -> str:
    return f"{path}?{'&'.join(query)}" if query else path
