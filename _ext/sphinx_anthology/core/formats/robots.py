"""What robots are told of a site (RFC 9309)."""

from __future__ import annotations

NAME = "robots.txt"


def robots(sitemap: str) -> bytes:
    """Return a file that lets all robots read all pages.

    Args:
        sitemap: the absolute address of the sitemap (https://www.sitemaps.org/protocol.html), or
            nothing where there is none.
    """
    lines = ["User-agent: *", "Allow: /"]
    if sitemap:
        lines += ["", f"Sitemap: {sitemap}"]
    return "".join(f"{line}\n" for line in lines).encode()
