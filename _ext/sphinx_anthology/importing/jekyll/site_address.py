"""The address of a site whose configuration does not say it."""

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
"""How many links to posts say where the site is: fewer may be links to a copy of it."""


def linked_address(texts: Iterable[str], names: Container[str]) -> str:
    """Return the host to which texts link for posts of their own site; empty if it is not clear.

    Args:
        texts: The texts.
        names: The names of posts in lower case, such as ``2015-03-04-title``.
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
