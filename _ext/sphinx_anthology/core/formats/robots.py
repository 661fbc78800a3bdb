"""The file ``robots.txt`` (RFC 9309)."""

from __future__ import annotations

NAME = "robots.txt"


def robots(sitemap: str) -> bytes:
    """Return a file that allows crawlers all pages.

    Args:
        sitemap: Absolute URL of the sitemap; empty if there is none.
    """
    lines = ["User-agent: *", "Allow: /"]
    if sitemap:
        lines += ["", f"Sitemap: {sitemap}"]
    return "".join(f"{line}\n" for line in lines).encode()
