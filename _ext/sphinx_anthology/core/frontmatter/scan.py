"""The front matter scan, which covers all files before Sphinx reads any of them.

``{anthology}`` needs every post while its own page is read. Unchanged files are not read again,
and unchanged front matter is not parsed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.field_list import field_list_yaml
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.markdown import front_matter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.core.frontmatter.problem import Problem
    from sphinx_anthology.core.posts.post import Post


@dataclass(frozen=True)
class FrontMatterScan:
    """The parsed front matter of a file.

    Attributes:
        digest: Digest of its text.
        post: The values.
        problems: The mistakes found.
        state: Time zone and ``stat`` values of the file when it was read; empty if unknown.
    """

    digest: str
    post: Post
    problems: tuple[Problem, ...]
    state: tuple[str | int, ...] = ()


def scan_files(
    files: Iterable[tuple[str, Path]], known: Mapping[str, FrontMatterScan], zone: tzinfo
) -> dict[str, FrontMatterScan]:
    """Scan the front matter of files.

    Args:
        files: Docnames with their files.
        known: Earlier scans by docname, reused where the file or its front matter is unchanged.
        zone: The time zone of times written without one.

    Returns:
        A scan for each docname; a file without front matter gives a post with default values.
    """
    scans = {}
    zone_name = str(zone)
    for docname, path in files:
        state = _state(path, zone_name)
        earlier = known.get(docname)
        if earlier is not None and earlier.state == state != ():
            scans[docname] = earlier
            continue
        text, first_line = _front_matter(path)
        digest = blake2b(f"{zone_name}\n{first_line}\n{text}".encode(), digest_size=16).hexdigest()
        if earlier is not None and earlier.digest == digest:
            scans[docname] = replace(earlier, state=state)
        else:
            scans[docname] = FrontMatterScan(
                digest, *read_post(docname, text, zone, first_line), state
            )
    return scans


def _state(path: Path, zone: str) -> tuple[str | int, ...]:
    """Return values that change with a file, even if its modification time is set back."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return zone, status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _front_matter(path: Path) -> tuple[str, int]:
    """Return the front matter as YAML, and the line of the file on which it begins.

    The first lines decide between YAML and a field list, since ``source_suffix`` may map any
    suffix to any parser.
    """
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = file.readlines()
    except OSError:
        return "", 1
    text = front_matter_text(lines)
    if text is not None or path.suffix == ".md":
        return text or "", 2
    return field_list_yaml(lines), 1
