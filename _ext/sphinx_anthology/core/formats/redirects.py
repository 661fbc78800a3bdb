"""Pages at old addresses: which post has which, and the page that leads from there to the post."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Claim:
    """An old address that a post gives, and the path of its file in the site."""

    docname: str
    alias: str
    path: str

    @property
    def what(self) -> str:
        """What it is to others that come after it."""
        return f"{self.alias!r}, an alias of {self.docname}"


@dataclass(frozen=True, slots=True)
class Holder:
    """A file that the site has: its path, what it is, and the docname of the document it shows."""

    path: str
    what: str
    docname: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A claim that was not met, and what has the place."""

    claim: Claim
    holder: Claim | Holder

    @property
    def message(self) -> str:
        """What is wrong, and what to do."""
        told = f"{self.claim.alias!r} {self._relation}"
        if isinstance(self.holder, Claim):
            return f"{told}, and {self.holder.docname} comes first: leave it to one of the two"
        return f"{told}: take it out"

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
    """Return the claims that are met, and those that are not.

    What the site has anyway stays, and of several claims to one place the first is met. Paths that
    differ in case alone are one, since on some systems they are one file; and no name can be that
    of a file and of a folder.
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
    """Yield the folders in which a path lies, the innermost first."""
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
        target: the address of the post as seen from the page, quoted.
        title: that of the post, as plain text.
        words: what the page says, with ``{title}`` in it.
        language: that of the words, as a BCP 47 tag.
        title_language: that of the title, where it is another.
        canonical: the absolute address of the post, if it is known.
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
