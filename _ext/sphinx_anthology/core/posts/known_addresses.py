"""The addresses of pages: present ones, aliases, and addresses of first publication."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_anthology.core.pages.address_table import AddressTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.post import Post


def known_addresses(posts: Iterable[Post], docnames: Iterable[str], base: str) -> AddressTable:
    """Return the table of the documents by their present and their earlier addresses.

    Args:
        posts: The posts, with their aliases and original addresses; the first one that has an
            address keeps it.
        docnames: The documents that have a page.
        base: Absolute URL of the site with a trailing slash; empty if unknown.
    """
    table = AddressTable(base)
    for docname in docnames:
        table.add(f"{base or '/'}{quote(docname)}.html", docname)
    for post in posts:
        aliases = (alias if ":" in alias else f"/{alias.lstrip('/')}" for alias in post.aliases)
        for address in (*aliases, post.original_url):
            table.add(address, post.docname)
    return table
