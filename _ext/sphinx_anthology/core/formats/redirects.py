"""Redirects: which alias leads to which post, and the page at the old address."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Claim:
    """An alias of a post, and the path of its file in the site."""

    docname: str
    alias: str
    path: str

    @property
    def what(self) -> str:
        """Description of the claim in messages about later claims."""
        return f"{self.alias!r}, an alias of {self.docname}"


@dataclass(frozen=True, slots=True)
class Holder:
    """A file that the site has anyway.

    Attributes:
        path: Path in the site.
        what: Description for messages.
        docname: The document that it shows, if any.
    """

    path: str
    what: str
    docname: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A rejected claim, and what has its path."""

    claim: Claim
    holder: Claim | Holder

    @property
    def message(self) -> str:
        """What is wrong, and what to do instead."""
        problem = f"{self.claim.alias!r} {self._relation}"
        if isinstance(self.holder, Claim):
            return f"{problem}, and {self.holder.docname} comes first: leave it to one of the two"
        return f"{problem}: take it out"

    @property
    def _relation(self) -> str:
        claim, holder = self.claim, self.holder
        if _folded(holder.path) != _folded(claim.path):
            return f"has no room beside {holder.what}: a file and a folder cannot share a name"
        if holder.path != claim.path:
            return f"differs in case alone from {holder.what}"
        if isinstance(holder, Claim):
            return f"is an alias of {holder.docname} too"
        if holder.docname == claim.docname:
            return "is the address of this very post"
        return f"is the address of {holder.what}, which stays"


def settle(
    claims: Iterable[Claim], holders: Iterable[Holder]
) -> tuple[tuple[Claim, ...], tuple[Clash, ...]]:
    """Return the accepted and the rejected claims.

    Files that the site has anyway come first, then the first claim to a path. Paths that differ
    only in case are the same file on some systems. A name cannot be a file and a folder.
    """
    files: dict[str, Claim | Holder] = {}
    folders: dict[str, Claim | Holder] = {}

    def place(owner: Claim | Holder) -> None:
        path = _folded(owner.path)
        files.setdefault(path, owner)
        for folder in above(path):
            folders.setdefault(folder, owner)

    for holder in holders:
        place(holder)
    met, clashes = [], []
    for claim in claims:
        path = _folded(claim.path)
        owners = (files.get(path), folders.get(path), *map(files.get, above(path)))
        owner = next((owner for owner in owners if owner is not None), None)
        if owner is None:
            place(claim)
            met.append(claim)
        elif not isinstance(owner, Claim) or _differ(owner, claim):
            clashes.append(Clash(claim, owner))
    return tuple(met), tuple(clashes)


def above(path: str) -> Iterator[str]:
    """Yield the parent folders of a path, innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _differ(one: Claim, other: Claim) -> bool:
    return (one.docname, one.path) != (other.docname, other.path)


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
    """Return the page at an old address, which needs no script and no other file.

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
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(language)}">',
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
