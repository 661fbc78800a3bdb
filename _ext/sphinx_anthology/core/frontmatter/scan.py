"""The front matter scan, which covers all files before Sphinx reads any of them.

``{anthology}`` needs every post while its own page is read. Unchanged files are not read again,
and unchanged front matter is not parsed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.head import Head, find_head
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.problem import Kind, Problem, not_published

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.core.posts.post import Post


@dataclass(frozen=True)
class FrontMatterScan:
    """The parsed front matter of a file.

    Attributes:
        digest: Digest of its text.
        post: The values.
        problems: The mistakes found.
        state: Time zone, encoding and ``stat`` values of the file when it was read; empty if
            unknown.
        is_decodable: Whether the file has the encoding; else Sphinx could not read it.
    """

    digest: str
    post: Post
    problems: tuple[Problem, ...]
    state: tuple[str | int, ...] = ()
    is_decodable: bool = True


def scan_files(
    files: Iterable[tuple[str, Path]],
    known: Mapping[str, FrontMatterScan],
    zone: tzinfo,
    encoding: str = "utf-8-sig",
) -> dict[str, FrontMatterScan]:
    """Scan the front matter of files.

    Args:
        files: Docnames with their files.
        known: Earlier scans by docname, reused where the file or its front matter is unchanged.
        zone: The time zone of times written without one.
        encoding: The encoding of the files.

    Returns:
        A scan for each docname; a file without front matter gives a post with default values.
    """
    scans = {}
    for docname, path in files:
        state = _state(path, f"{zone} {encoding}")
        earlier = known.get(docname)
        if earlier is not None and earlier.state == state != ():
            scans[docname] = earlier
            continue
        head, is_decodable = _find_head(path, encoding)
        key = f"{zone}\n{head}".encode(errors="surrogatepass")
        digest = blake2b(key, digest_size=16).hexdigest()
        if earlier is not None and earlier.digest == digest:
            scans[docname] = replace(earlier, state=state)
        else:
            post, problems = _read_post(docname, head, zone)
            scans[docname] = FrontMatterScan(digest, post, problems, state, is_decodable)
    return scans


def _state(path: Path, settings: str) -> tuple[str | int, ...]:
    """Return values that change with a file, even if its modification time is set back."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return settings, status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _find_head(path: Path, encoding: str) -> tuple[Head, bool]:
    """Return the front matter of a file, and whether the file has the encoding."""
    try:
        return find_head(path.read_text(encoding=encoding), is_markdown=path.suffix == ".md"), True
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        name = "UTF-8" if encoding == "utf-8-sig" else encoding
        message = f"the file is not encoded in {name}; save it as {name}"
        return Head(problem=Problem(Kind.YAML, line, message)), False
    except OSError:
        return Head(), True


def _read_post(docname: str, head: Head, zone: tzinfo) -> tuple[Post, tuple[Problem, ...]]:
    post, problems = read_post(docname, head.text, zone, head.first_line)
    if head.problem:
        return replace(post, draft=True), (not_published(head.problem), *problems)
    return post, problems
