"""The address of a site without one in its configuration, by the links of its posts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_POST = re.compile(
    r"(https?://[\w.-]+)/(\d{4})/(\d\d)/(\d\d)/([\w.%~+-]+?)(?:\.html)?(?=[/?#\s\"')>]|$)"
)

_ENOUGH = 3
"""The minimum number of links to posts: fewer may lead to a copy of the site."""


def linked_address(texts: Iterable[str], names: Container[str]) -> str:
    """Return the scheme and host of the links to posts of the site; empty if there are too few.

    Args:
        texts: The texts of the posts.
        names: The file names of posts in lower case, such as ``2015-03-04-title``.
    """
    hosts: Counter[str] = Counter()
    for text in texts:
        for host, year, month, day, slug in _POST.findall(text):
            if f"{year}-{month}-{day}-{slug}".casefold() in names:
                hosts[host.casefold().partition("://")[2]] += 1
                hosts[host.casefold()] += 0
    plain = {host: number for host, number in hosts.items() if number}
    if not plain:
        return ""
    host = max(sorted(plain), key=lambda name: plain[name])
    if plain[host] < _ENOUGH:
        return ""
    return f"https://{host}" if f"https://{host}" in hosts else f"http://{host}"
