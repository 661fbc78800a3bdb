"""Addresses of links: which schemes may get into an output."""

from __future__ import annotations

import re

SAFE_SCHEMES = frozenset({"", "ftp", "http", "https", "mailto", "tel"})
"""The schemes of links in formulas and pictures; relative addresses have none."""

_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_SCHEME = re.compile(r"([^/?#:]*):")


def scheme(address: str) -> str:
    """Return the scheme of an address in lower case, empty for a relative one.

    Browsers ignore control characters and white space (URL Standard, 4.4, "basic URL parser").
    """
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match[1].lower() if match else ""


def is_safe(address: str) -> bool:
    """Return whether a link to an address cannot run a script."""
    return scheme(address) in SAFE_SCHEMES
