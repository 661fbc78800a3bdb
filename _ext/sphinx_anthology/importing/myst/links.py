"""Links in MyST."""

from __future__ import annotations

import re
from html import escape as html_escape

from sphinx_bindery.common.addresses import scheme

_SCHEMES = frozenset({"", "http", "https", "mailto", "ftp"})
"""The schemes of external links in MyST (``myst_url_schemes``); others are cross-references."""


def myst_link(label: str, target: str, title: str = "") -> str:
    """Return a link.

    Args:
        label: Its text as MyST.
        target: Its address.
        title: Its title with its quotation marks; empty without one.
    """
    if scheme(target) not in _SCHEMES:
        return f'<a href="{html_escape(target)}">{label}</a>'
    return f"[{label}]({destination(target)}{f' {title}' if title else ''})"


def destination(target: str) -> str:
    """Return an address as the destination of a link."""
    return f"<{target}>" if re.search(r"[\s()<>]", target) else target
