"""The front matter of all files, read before Sphinx reads any of them.

So ``{anthology}`` knows every post while its page is read. A file that has not changed is not read
again, and front matter that has not changed is not parsed again.
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
class Scan:
    """What the front matter of one file says.

    digest: that of its text. state: what tells that the file has not changed since it was read,
    and the zone in which it was; empty where that is not known.
    """

    digest: str
    post: Post
    problems: tuple[Problem, ...]
    state: tuple[str | int, ...] = ()


def scan_files(
    files: Iterable[tuple[str, Path]], known: Mapping[str, Scan], zone: tzinfo
) -> dict[str, Scan]:
    """Scan files by docname.

    Args:
        files: docnames with their files.
        known: earlier scans, used again where the state or the digest is the same.
        zone: the zone of dates that name none.

    Returns:
        A scan for each file; one of a bare post for a file that has no front matter.
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
            scans[docname] = Scan(digest, *read_post(docname, text, zone, first_line), state)
    return scans


def _state(path: Path, zone: str) -> tuple[str | int, ...]:
    """Return what changes with a file: also where it is given the time of the one before."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return zone, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _front_matter(path: Path) -> tuple[str, int]:
    """Return the front matter as YAML, and the line of the file on which it begins.

    What a file begins with tells its kind: suffixes mean what a project's configuration says.
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
