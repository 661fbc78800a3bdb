"""The front matter of all files, read before Sphinx reads any of them.

So ``{anthology}`` knows every post while its page is read. A file whose front matter has not
changed is not parsed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from .core.field_list import field_list_yaml
from .core.front_matter import front_matter_text
from .core.post_keys import read_post

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo
    from pathlib import Path

    from .core.post import Post
    from .core.problem import Problem


@dataclass(frozen=True, slots=True)
class Scan:
    """What the front matter of one file says. ``digest`` is that of its text."""

    digest: str
    post: Post
    problems: tuple[Problem, ...]


def scan_files(
    files: Iterable[tuple[str, Path]], known: Mapping[str, Scan], zone: tzinfo
) -> dict[str, Scan]:
    """Scan files by docname.

    Args:
        files: docnames with their files.
        known: earlier scans, used again where the digest is the same.
        zone: the zone of dates that name none.

    Returns:
        A scan for each file; one of a bare post for a file that has no front matter.
    """
    scans = {}
    for docname, path in files:
        text, first_line = _front_matter(path)
        digest = blake2b(f"{zone}\n{first_line}\n{text}".encode(), digest_size=16).hexdigest()
        earlier = known.get(docname)
        if earlier is not None and earlier.digest == digest:
            scans[docname] = earlier
        else:
            scans[docname] = Scan(digest, *read_post(docname, text, zone, first_line))
    return scans


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
