"""Redirects: the paths of aliases, conflicts between them, and redirect pages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from sphinx_bindery.common.addresses import comparable_host
from sphinx_bindery.common.dates import text_direction
from sphinx_bindery.common.slugs import WINDOWS_DEVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INDEX = "index.html"
"""The file that static hosts serve for a folder, with or without a trailing slash."""

_PAGES = (".html", ".htm")
_RESERVED = frozenset({"_static", "_images", "_sources", "_downloads", "_modules", "_pagefind"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSAFE = frozenset('<>:"|?*\\/')
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_MAX_BYTES = 255
"""Maximum bytes in a file name on common file systems."""
_EXPECTED = "write a path in the site, such as '2014/name.html' or '2014/name/'"


def is_absolute(alias: str) -> bool:
    """Return whether an address has a host or a scheme."""
    return alias.startswith("//") or _SCHEME.match(alias) is not None


def alias_path(alias: str, base: str = "") -> str:
    """Return the path in the site of the file that a static host serves for an alias.

    ``old/name.html`` is that file; ``old/name`` and ``old/name/`` are both the index of a folder.
    A leading slash is the root of the site.

    Args:
        alias: The address; percent-encoded bytes are decoded as UTF-8 (RFC 3986, 2.1).
        base: Absolute URL of the site, with a trailing slash; empty if unknown.

    Raises:
        ValueError: If no file can have this path; the message has the reason and what to write.
    """
    path = _path_in_site(alias, base) if is_absolute(alias) else alias.removeprefix("/")
    for sign, what in (("\\", "a backslash"), ("?", "a query"), ("#", "a fragment")):
        if sign in path:
            raise _AliasError(alias, f"has {what}, which a path cannot have")
    *folders, last = path.split("/")
    parts = [*folders, last or INDEX]
    if problem := next(filter(None, map(_problem, parts)), ""):
        raise _AliasError(alias, problem)
    names = [unquote(part) for part in parts]
    if names[0].casefold() in _RESERVED:
        raise _AliasError(alias, f"is in {names[0]!r}, which Sphinx writes")
    if not names[-1].casefold().endswith(_PAGES):
        names.append(INDEX)
    return "/".join(names)


class _AliasError(ValueError):
    def __init__(self, alias: str, problem: str) -> None:
        super().__init__(f"{alias!r} {problem}; {_EXPECTED}")


def _path_in_site(alias: str, base: str) -> str:
    """Return the path in the site of an absolute URL, whose host may have ``www.`` or not."""
    if not base:
        raise _AliasError(alias, "may be on another site, since the base URL is unknown")
    site = urlsplit(base)
    try:
        address = urlsplit(alias)
    except ValueError:
        address = urlsplit("")
    if (
        address.scheme not in {"", "http", "https"}
        or comparable_host(address.netloc) != comparable_host(site.netloc)
        or not f"{address.path}/".startswith(site.path)
    ):
        raise _AliasError(alias, "is not in this site")
    path = address.path.removeprefix(site.path.rstrip("/")).removeprefix("/")
    return urlunsplit(("", "", path, address.query, address.fragment))


def _problem(part: str) -> str:
    """Return the mistake in a segment of a path; empty if it is a valid file name."""
    if _BAD_PERCENT.search(part):
        return "has a '%' without two hexadecimal digits ('%25' is a percent sign)"
    try:
        name = unquote(part, errors="strict")
    except UnicodeDecodeError:
        return f"has {part!r}, which is not UTF-8"
    if not name:
        return "has an empty name in it"
    if name.startswith("."):
        return f"has {name!r} in it, a hidden name"
    if any(unicodedata.category(char) in _CONTROLS for char in name):
        return "has a control character"
    if unsafe := sorted(_UNSAFE.intersection(name)):
        return f"has {unsafe[0]!r} in a name, which Windows does not allow"
    if name.endswith((".", " ")) or name.partition(".")[0].casefold() in WINDOWS_DEVICES:
        return f"has {name!r} in it, which is not a name on Windows"
    if len(name.encode()) > _MAX_BYTES:
        return f"has a name of more than {_MAX_BYTES} bytes"
    return ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An alias of a post, and the path of its file in the site."""

    docname: str
    alias: str
    path: str

    @property
    def what(self) -> str:
        """Description of the redirect in messages about later redirects."""
        return f"{self.alias!r}, an alias of {self.docname}"


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site that is not a redirect.

    Attributes:
        path: Path in the site.
        what: Description for messages.
        docname: The document that it shows, if any.
    """

    path: str
    what: str
    docname: str = ""


def accept_redirects(
    redirects: Iterable[Redirect], site_files: Iterable[SiteFile]
) -> tuple[tuple[Redirect, ...], tuple[tuple[Redirect, str], ...]]:
    """Return the accepted redirects, and the rejected ones with messages.

    Other files of the site take precedence, then the first redirect to a path. Paths that differ
    only in case are the same file on some systems. A name cannot be a file and a folder.
    """
    files: dict[str, Redirect | SiteFile] = {}
    folders: dict[str, Redirect | SiteFile] = {}

    def place(owner: Redirect | SiteFile) -> None:
        path = _folded(owner.path)
        files.setdefault(path, owner)
        for folder in parent_folders(path):
            folders.setdefault(folder, owner)

    for other in site_files:
        place(other)
    accepted, rejected = [], []
    for redirect in redirects:
        path = _folded(redirect.path)
        owners = (files.get(path), folders.get(path), *map(files.get, parent_folders(path)))
        owner = next((owner for owner in owners if owner is not None), None)
        repeated = isinstance(owner, Redirect) and (
            (owner.docname, owner.path) == (redirect.docname, redirect.path)
        )
        if owner is None:
            place(redirect)
            accepted.append(redirect)
        elif not repeated:
            rejected.append((redirect, _message(redirect, owner)))
    return tuple(accepted), tuple(rejected)


def parent_folders(path: str) -> Iterator[str]:
    """Yield the parent folders of a path, innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _message(redirect: Redirect, other: Redirect | SiteFile) -> str:
    """Return the warning about a redirect whose path conflicts with that of ``other``."""
    if _folded(other.path) != _folded(redirect.path):
        problem = f"conflicts with {other.what}: a file and a folder cannot share a name"
    elif other.path != redirect.path:
        problem = f"differs only in case from {other.what}"
    elif isinstance(other, Redirect):
        problem = f"is an alias of {other.docname}, too"
    elif other.docname == redirect.docname:
        problem = "is the address of this post"
    else:
        problem = f"is the address of {other.what}"
    if isinstance(other, Redirect):
        return f"{redirect.alias!r} {problem}; remove one, that of {other.docname} is used"
    return f"{redirect.alias!r} {problem}; remove it"


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())


def redirect_page(
    target: str,
    title: str,
    words: str,
    language: str,
    *,
    title_language: str = "",
    canonical: str = "",
) -> str:
    """Return the HTML page of a redirect, which needs no script and no other file.

    Args:
        target: Relative URL of the post, quoted.
        title: Title of the post, plain text.
        words: Text of the page, with ``{title}`` in it.
        language: BCP 47 tag of the text.
        title_language: BCP 47 tag of the title, if it differs.
        canonical: Absolute URL of the post, if known.
    """
    title = escape(" ".join(title.split()))
    before, _slot, after = escape(words).partition("{title}")
    lang = f' lang="{escape(title_language)}"' if title_language else ""
    link = f'<a href="{escape(target)}" dir="auto"{lang}>{title}</a>'
    direction = ' dir="rtl"' if text_direction(language) == "rtl" else ""
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(language)}"{direction}>',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{before}{title}{after}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        "<style>html { background: canvas; color: canvastext }</style>",
        '<meta name="robots" content="noindex">',
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">',
        f'<link rel="canonical" href="{escape(canonical)}">' if canonical else "",
        "</head>",
        "<body>",
        f'<main><h1 dir="auto">{before}{link}{after}</h1></main>',
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines if line)
