"""The addresses at which posts were before: their aliases, and where they were first published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.post import Post

_INDEXES = ("index.html", "index.htm")


def known_addresses(posts: Iterable[Post], base: str) -> dict[str, str]:
    """Return the docnames of posts by the keys of their earlier addresses.

    Args:
        posts: The posts; the first one that has an address keeps it.
        base: Absolute URL of the site with a trailing slash; empty if unknown.
    """
    found: dict[str, str] = {}
    for post in posts:
        aliases = (alias if ":" in alias else f"/{alias.lstrip('/')}" for alias in post.aliases)
        for address in (*aliases, post.original_url):
            if key := address_key(address, base):
                found.setdefault(key, post.docname)
    return found


def address_key(address: str, base: str) -> str:
    """Return a key that the spellings of an address share; empty without host and leading slash.

    http and https, a trailing slash, the index of a folder, and a fragment make no difference.

    Args:
        address: The address; a leading slash is the root of the site.
        base: Absolute URL of the site with a trailing slash; empty if unknown.
    """
    try:
        parts, site = urlsplit(address.strip()), urlsplit(base)
    except ValueError:
        return ""
    is_web = parts.scheme.lower() in {"", "http", "https"}
    if not is_web or not (parts.netloc or parts.path.startswith("/")):
        return ""
    host, path = parts.netloc.casefold(), parts.path
    if not host or (host == site.netloc.casefold() and f"{path}/".startswith(site.path)):
        host, path = "", path.removeprefix(site.path.rstrip("/"))
    folder, _slash, name = unquote(path).strip("/").rpartition("/")
    kept = folder if name.casefold() in _INDEXES else f"{folder}/{name}".strip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}/{kept}{query}" if host or kept or query else ""
