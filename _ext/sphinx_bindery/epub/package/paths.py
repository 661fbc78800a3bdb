"""File names inside the package: what every reading system and every file system can hold.

Rule: EPUB 3.3, 4.2.3 (file paths and file names) and EPUBCheck's PKG-010 and PKG-012: no spaces,
only ASCII, and no two names that differ in case alone.
"""

from __future__ import annotations

import hashlib
import posixpath
import re

DOCUMENTS = "text"
"""The folder of the pages that are made from documents."""


def safe_path(path: str) -> str:
    """Return ``path`` in lower-case ASCII; one that had to change carries a digest of the original.

    So two different paths never become the same one.
    """
    stem, suffix = posixpath.splitext(path)
    return _safe(stem, path) + re.sub(r"[^a-z0-9.]", "", suffix.lower())


def document_path(docname: str) -> str:
    """Return where the page of a document stands in the package."""
    return f"{DOCUMENTS}/{_safe(docname, docname)}.xhtml"


def _safe(stem: str, original: str) -> str:
    safe = re.sub(r"[^a-z0-9._/-]+", "-", stem.lower())
    safe = re.sub(r"(^|/)[.-]+", r"\1", safe)
    safe = re.sub(r"[.-]+(/|$)", r"\1", safe)
    if safe == stem:
        return safe
    return f"{safe}-{hashlib.sha256(original.encode()).hexdigest()[:8]}"
