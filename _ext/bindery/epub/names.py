"""File names inside the package: what every reading system and every file system can hold.

Rule: EPUB 3.3, 4.2.3 (file paths and file names) and EPUBCheck's PKG-010 and PKG-012: no spaces,
only ASCII, and no two names that differ in case alone.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

DOCUMENTS = "text"
"""The folder of the pages that are made from documents."""


def safe_path(path: str) -> str:
    """Return ``path`` in lower-case ASCII; one that had to change carries a digest of the original.

    So two different paths never become the same one.
    """
    folder, stem, suffix = _split(path)
    safe = re.sub(r"[^a-z0-9._/-]+", "-", f"{folder}{stem}".lower())
    safe = re.sub(r"(^|/)[.-]+", r"\1", safe)
    if safe == f"{folder}{stem}":
        return safe + suffix
    digest = hashlib.sha256(path.encode()).hexdigest()[:8]
    return f"{safe}-{digest}{re.sub(r'[^a-z0-9.]', '', suffix.lower())}"


def document_path(docname: str) -> str:
    """Return where the page of a document stands in the package."""
    return f"{DOCUMENTS}/{safe_path(docname + '/')[:-1]}.xhtml"


def _split(path: str) -> tuple[str, str, str]:
    folder, _, name = path.rpartition("/")
    suffix = PurePosixPath(name).suffix
    stem = name.removesuffix(suffix)
    return (f"{folder}/" if folder else ""), stem, suffix
