"""The front matter scan, which covers all files before Sphinx reads any of them.

``{anthology}`` needs every post while its own page is read. Unchanged files are not read again,
and unchanged front matter is not parsed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_anthology.core.dialect import SourceText, Translation
from sphinx_anthology.core.frontmatter.head import (
    Head,
    find_head,
    has_post_line,
    notebook_head,
)
from sphinx_anthology.core.frontmatter.keys import read_posts
from sphinx_anthology.core.frontmatter.problem import Kind, Problem, not_published
from sphinx_anthology.core.posts.template_tags import template_tags
from sphinx_anthology.core.values.notebook import SUFFIX, notebook_problem
from sphinx_anthology.core.values.text_length import shorten
from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.core.dialect import Dialect
    from sphinx_anthology.core.posts.post import Post

_MAX_SHOWN = 70
"""Length of a template tag in a message."""


@dataclass(frozen=True)
class FrontMatterScan:
    """The parsed front matter of a file.

    Attributes:
        digest: Digest of its text.
        post: The values.
        head_problems: The mistakes in the front matter.
        text_problems: The mistakes in the text below.
        state: Time zone, encoding and ``stat`` values of the file when it was read; empty if
            unknown.
        is_decodable: Whether Sphinx can read the file: it has the encoding, and is a valid notebook
            if it has that suffix.
        sections: The values of the sections that are posts.
    """

    digest: str
    post: Post
    head_problems: tuple[Problem, ...]
    text_problems: tuple[Problem, ...] = ()
    state: tuple[str | int, ...] = ()
    is_decodable: bool = True
    sections: tuple[Post, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All mistakes found."""
        return (*self.head_problems, *self.text_problems)


def scan_files(
    files: Iterable[tuple[str, Path]],
    known: Mapping[str, FrontMatterScan],
    zone: tzinfo,
    encoding: str = "utf-8-sig",
    *,
    has_substitutions: bool = False,
    dialect: Dialect | None = None,
    rst_suffixes: tuple[str, ...] = (".rst",),
) -> dict[str, FrontMatterScan]:
    """Scan the front matter of files.

    Args:
        files: Docnames with their files.
        known: Earlier scans by docname, reused where the file or its front matter is unchanged.
        zone: The time zone of times written without one.
        encoding: The encoding of the files.
        has_substitutions: Whether ``{{ … }}`` is a substitution of MyST.
        dialect: How another program marks posts, for a project written for it.
        rst_suffixes: The suffixes of reStructuredText; other files are Markdown or notebooks.

    Returns:
        A scan for each docname; a file without front matter gives a post with default values.
    """
    scans = {}
    settings = f"{zone} {encoding} {has_substitutions} {rst_suffixes}"
    settings += dialect.fingerprint if dialect else ""
    for docname, path in files:
        state = _state(path, settings)
        earlier = known.get(docname)
        if earlier is not None and earlier.state == state != ():
            scans[docname] = earlier
            continue
        text, undecodable = _read(path, encoding)
        is_notebook = path.suffix == SUFFIX
        is_markdown = not is_notebook and not path.name.endswith(rst_suffixes)
        if is_notebook and not undecodable and (found := notebook_problem(text)):
            undecodable = Head(problem=Problem(Kind.YAML, *found))
        head = undecodable or (
            notebook_head(text) if is_notebook else find_head(text, is_markdown=is_markdown)
        )
        mistakes = (
            _text_problems(text, head.end, has_substitutions=has_substitutions)
            if is_markdown
            else ()
        )
        is_post = has_post_line(text)
        seen = f"{dialect.fingerprint}\n{text}" if dialect else ""
        key = f"{zone}\n{head}\n{is_post}\n{seen}".encode(errors="surrogatepass")
        digest = blake2b(key, digest_size=16).hexdigest()
        if earlier is not None and earlier.digest == digest:
            scans[docname] = replace(earlier, text_problems=mistakes, state=state)
        else:
            source = SourceText(docname, text, is_markdown, head.first_line, head.end)
            (post, *sections), problems = _read_posts(source, head, zone, dialect)
            if post.draft and post.is_post is None and is_post:
                post = replace(post, is_post=True)
            scans[docname] = FrontMatterScan(
                digest,
                post,
                problems,
                mistakes,
                state,
                is_decodable=not undecodable,
                sections=tuple(sections),
            )
    return scans


def _state(path: Path, settings: str) -> tuple[str | int, ...]:
    """Return values that differ if a file was changed, even if its modification time is reset."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return settings, status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _read(path: Path, encoding: str) -> tuple[str, Head | None]:
    """Return the text of a file, or a head with the reason why it cannot be decoded."""
    try:
        return xml_text(path.read_text(encoding=encoding)), None  # as the build reads it
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        name = "UTF-8" if encoding == "utf-8-sig" else encoding
        message = f"the file is not encoded in {name}; save it as {name}"
        return "", Head(problem=Problem(Kind.YAML, line, message))
    except OSError:
        return "", None


def _text_problems(text: str, end: int, has_substitutions: bool) -> tuple[Problem, ...]:
    """Return one problem if a Markdown text has template tags below its front matter."""
    tags = [
        tag
        for tag in template_tags(text)
        if tag.line > end and not (tag.is_substitution and has_substitutions)
    ]
    if not tags:
        return ()
    shown = repr(shorten(tags[0].text, _MAX_SHOWN))
    message = (
        f"{shown} and {len(tags) - 1} more template tags of another program are shown as text"
        if len(tags) > 1
        else f"{shown} is a template tag of another program, and shown as it stands"
    )
    message = f"{message}; write Markdown instead"
    return (Problem(Kind.TEMPLATE, tags[0].line, message),)


def _read_posts(
    source: SourceText, head: Head, zone: tzinfo, dialect: Dialect | None
) -> tuple[tuple[Post, ...], tuple[Problem, ...]]:
    translate = partial(dialect.translate, source) if dialect else Translation
    posts, problems = read_posts(source.docname, head.text, zone, head.first_line, translate)
    if head.problem:
        draft = replace(posts[0], draft=True)
        return (draft, *posts[1:]), (not_published(head.problem), *problems)
    return posts, problems
