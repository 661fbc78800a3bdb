"""Aliases, the old addresses of a post, as paths in the site."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit, urlunsplit

from sphinx_bindery.common.slugs import WINDOWS_DEVICES

INDEX = "index.html"
"""The file that static hosts serve for a folder, with or without a trailing slash."""

_PAGES = (".html", ".htm")
_RESERVED = frozenset({"_static", "_images", "_sources", "_downloads", "_modules", "_pagefind"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSAFE = frozenset('<>:"|?*\\/')
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LONGEST = 255
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
        alias: The address; ``%`` and two digits stand for a byte of UTF-8 (RFC 3986, 2.1).
        base: Absolute URL of the site, with a trailing slash; empty if unknown.

    Raises:
        ValueError: No file can have this path; the message says what to write instead.
    """
    path = _within(alias, base) if is_absolute(alias) else alias.removeprefix("/")
    for sign, what in (("\\", "a backslash"), ("?", "a query"), ("#", "a fragment")):
        if sign in path:
            message = f"{alias!r} has {what}, which no file's address has: {_EXPECTED}"
            raise ValueError(message)
    *folders, last = path.split("/")
    parts = [*folders, last or INDEX]
    for part in parts:
        if problem := _problem(part):
            message = f"{alias!r} {problem}: {_EXPECTED}"
            raise ValueError(message)
    names = [unquote(part) for part in parts]
    if names[0].casefold() in _RESERVED:
        message = f"{alias!r} lies in {names[0]!r}, which the build fills: {_EXPECTED}"
        raise ValueError(message)
    if not names[-1].casefold().endswith(_PAGES):
        names.append(INDEX)
    return "/".join(names)


def _within(alias: str, base: str) -> str:
    """Return the path in the site of an absolute URL; http and https are the same site."""
    try:
        address, site = urlsplit(alias), urlsplit(base)
    except ValueError:
        address, site = urlsplit(""), urlsplit(base)
    if not base:
        message = f"{alias!r} may be elsewhere, since the site's own address is not known"
    elif (
        address.scheme not in {"", "http", "https"}
        or address.netloc.casefold() != site.netloc.casefold()
        or not f"{address.path}/".startswith(site.path)
    ):
        message = f"{alias!r} is not in this site"
    else:
        path = address.path.removeprefix(site.path.rstrip("/")).removeprefix("/")
        return urlunsplit(("", "", path, address.query, address.fragment))
    message = f"{message}: {_EXPECTED}"
    raise ValueError(message)


def _problem(part: str) -> str:
    """Return what is wrong with a part of a path as the name of a file, or an empty string."""
    if _NO_CODE.search(part):
        return "has a '%' that stands for nothing ('%25' is the sign itself)"
    try:
        name = unquote(part, errors="strict")
    except UnicodeDecodeError:
        return f"has {part!r}, which is not UTF-8"
    if not name:
        return "has an empty name in it"
    if name.startswith("."):
        return f"has {name!r} in it: names that begin with a dot are no pages"
    if any(unicodedata.category(char) in _CONTROLS for char in name):
        return "has a control character"
    if unsafe := sorted(_UNSAFE.intersection(name)):
        return f"has {unsafe[0]!r} in a name, where Windows takes none"
    if name.endswith((".", " ")) or name.partition(".")[0].casefold() in WINDOWS_DEVICES:
        return f"has {name!r} in it, which is no name on Windows"
    if len(name.encode()) > _LONGEST:
        return f"has a name of more than {_LONGEST} bytes"
    return ""
