"""Files that look like posts, but have a suffix that the build does not read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

_TYPES = {
    **dict.fromkeys((".markdown", ".mdown", ".mdwn", ".mdx", ".mkd", ".mkdn", ".qmd"), ".md"),
    ".md": ".md",
    ".rmd": ".md",
    ".rest": ".rst",
    ".rst": ".rst",
}
"""Suffixes of Markdown and reStructuredText in lower case, and those that Sphinx reads."""
_WILDCARD = re.compile(r"[*?\[]")


def warn_about_unread_files(app: Sphinx, *_args: object) -> list[str]:
    """Handle ``env-get-outdated``: warn about files among the posts that Sphinx does not read."""
    config = app.config
    read = tuple(config.source_suffix)
    is_post, is_excluded = Matcher(list(config.anthology_posts)), Matcher(config.exclude_patterns)
    source = Path(app.srcdir)
    without_parser: set[str] = set()
    for path in sorted(set(_unread_files(source, config.anthology_posts, read))):
        name = path.relative_to(source).as_posix()
        parts = name.split("/")
        outer = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
        if is_post(name.removesuffix(path.suffix)) and not any(map(is_excluded, outer)):
            usual = _TYPES[path.suffix.lower()]
            if usual not in without_parser:  # one extension is missing, for all files
                warn(Kind.SUFFIX, f"suffix: {_message(path, usual, read)}", f"{path}:1")
            if usual not in read:
                without_parser.add(usual)
    return []


def _message(path: Path, usual: str, read: tuple[str, ...]) -> str:
    if usual in read:
        problem = f"{path.suffix!r} is not in source_suffix of conf.py"
        advice = f"rename it to {path.with_suffix(usual).name!r}"
    else:
        problem = f"no extension reads {path.suffix!r}"
        parser = "'myst_parser' to extensions" if usual == ".md" else f"{usual!r} to source_suffix"
        advice = f"add {parser}, or the file to exclude_patterns"
    return f"{problem}, so the file is in no output; {advice}"


def _unread_files(source: Path, patterns: Iterable[str], read: tuple[str, ...]) -> Iterator[Path]:
    """Yield the text files with other suffixes than those that are read.

    Only folders that the patterns name before their first wildcard are searched.
    """
    suffixes = tuple(_TYPES)
    for pattern in patterns:
        folder = _WILDCARD.split(pattern)[0].rpartition("/")[0]
        if folder and not folder.startswith("/") and ".." not in folder.split("/"):
            for parent, _folders, names in os.walk(source / folder):
                for name in names:
                    if name.lower().endswith(suffixes) and not name.endswith(read):
                        yield Path(parent, name)
