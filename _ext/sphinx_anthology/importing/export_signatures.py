"""Signatures of exports in the formats of feeds: unlike feeds, exports contain drafts."""

from __future__ import annotations

from sphinx_anthology.importing.xml_items import root_name

BLOGGER_KIND = "http://schemas.google.com/g/2005#kind"
"""The scheme of the category with the kind of an entry in a backup of Blogger."""

_WORDPRESS = (b"wordpress.org/export/", b"<wp:")
_BLOGGER = (BLOGGER_KIND.encode(), b"<blogger:type>")


def is_wordpress_export(head: bytes) -> bool:
    """Return whether a file is an export of WordPress, even without declarations of namespaces.

    Args:
        head: What :func:`check_head` returns.
    """
    return root_name(head) == "rss" and any(mark in head for mark in _WORDPRESS)


def is_blogger_backup(head: bytes) -> bool:
    """Return whether a file is a backup of Blogger; its feeds have no kinds of entries.

    Args:
        head: What :func:`check_head` returns.
    """
    return root_name(head) == "feed" and any(mark in head for mark in _BLOGGER)
