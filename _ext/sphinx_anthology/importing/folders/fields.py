"""Front matter by our keys, also from keys of other programs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.foreign_keys import counterpart
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, SPELLINGS
from sphinx_anthology.importing.folders.authors import author_of
from sphinx_anthology.importing.folders.data import first_text, mapping, text_of, texts_of
from sphinx_anthology.importing.records import ImportedSeries
from sphinx_bindery.common.addresses import web_address_problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.records import ImportedAuthor

_BY_SPELLING = {spelling.casefold(): key.name for spelling, key in SPELLINGS.items()}
_ORDER_KEYS = ("series_order", "series_index", "series_weight", "series_part", "part")
_PICTURE_KEYS = ("src", "path", "url", "image", "feature", "file", "filename", "overlay_image",
                 "og_image", "teaser")  # fmt: skip
_ALT_KEYS = ("alt", "image_alt", "image_description", "caption")
_NAME_KEYS = ("name", "display_name", "title", "id", "login")
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)(?:[?#]|$)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w-]*")
_KEPT = ("license", "location")


def is_picture(address: str) -> bool:
    """Return whether the path of an address has the suffix of a picture."""
    return bool(_PICTURE.search(address))


@dataclass(slots=True)
class Fields:
    """The values of front matter by our keys.

    Attributes:
        head: The front matter.
        own: Keys that the format reads itself; they are neither mapped nor kept.
        by_key: The values for each of our keys: under the key itself, then under other spellings,
            then under keys of other programs.
    """

    head: Mapping[str, Data]
    own: Container[str] = ()
    by_key: dict[str, list[Data]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ranked: list[tuple[int, str, Data]] = []
        for name, value in self.head.items():
            if name in self.own or not value:
                continue
            key = name.casefold()
            if ours := _BY_SPELLING.get(key):
                ranked.append((0 if ours == key else 1, ours, value))
            elif ours := counterpart(name):
                ranked.append((2, ours, value))
        for _rank, key, value in sorted(ranked, key=lambda entry: entry[0]):
            self.by_key.setdefault(key, []).append(value)

    def text(self, key: str) -> str:
        """Return the first text for one of our keys; empty without one."""
        return next(filter(None, map(text_of, self.by_key.get(key, ()))), "")

    def texts(self, key: str, separator: str | None = ",") -> tuple[str, ...]:
        """Return the texts of all values for one of our keys.

        Args:
            key: The key.
            separator: The separator of items in a string; None for white space.
        """
        found: list[str] = []
        for value in self.by_key.get(key, ()):
            if isinstance(value, str):
                found += [part.strip() for part in value.split(separator)]
            else:
                found += texts_of(value)
        return tuple(dict.fromkeys(filter(None, found)))

    def names(self, key: str = "authors") -> tuple[str, ...]:
        """Return the names of authors: strings, or the names or ids in mappings."""
        found: list[str] = []
        for value in self.by_key.get(key, ()):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, str):
                    found += [part.strip() for part in re.split(r"[,;]", item)]
                elif isinstance(item, dict):
                    found.append(first_text(item, _NAME_KEYS))
        return tuple(dict.fromkeys(filter(None, found)))

    def described_authors(self) -> Iterator[ImportedAuthor]:
        """Yield the authors whose addresses the front matter has, in mappings."""
        for value in self.by_key.get("authors", ()):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and (name := first_text(item, _NAME_KEYS)):
                    author = author_of(name, item)
                    if author.url:
                        yield author

    def picture(self) -> tuple[str, str]:
        """Return the address and the text alternative of the picture of a post."""
        alt = self.text("image_alt")
        for value in self.by_key.get("image", ()):
            for item in value if isinstance(value, list) else [value]:
                address = text_of(item) or first_text(mapping(item), _PICTURE_KEYS)
                if is_picture(address):
                    return address, alt or first_text(mapping(item), _ALT_KEYS)
        return "", ""

    def series(self) -> tuple[ImportedSeries, ...]:
        """Return the series: names, or mappings with ``name`` and ``order``."""
        found: list[ImportedSeries] = []
        for value in self.by_key.get("series", ()):
            for item in value if isinstance(value, list) else [value]:
                name = text_of(item) or first_text(mapping(item), _NAME_KEYS)
                order = first_text(mapping(item), ("order", "weight", "index", "part"))
                if name:
                    found.append(ImportedSeries(name, _number(order)))
        if len(found) == 1 and found[0].order is None:
            lower = {name.casefold(): text_of(value) for name, value in self.head.items()}
            order = next(filter(None, (lower.get(key, "") for key in _ORDER_KEYS)), "")
            return (ImportedSeries(found[0].name, _number(order or self.text("weight"))),)
        return tuple(found)

    def extra(self) -> dict[str, object]:
        """Return the keys without a field in ``ImportedPost``; unknown ones begin with ``x-``."""
        found: dict[str, object] = {key: self.text(key) for key in _KEPT if self.text(key)}
        if (url := self.text("canonical_url")) and not web_address_problem(url):
            found["canonical_url"] = url
        for name, value in self.head.items():
            is_ours = name.casefold() in _BY_SPELLING or name in IGNORED_KEYS
            if not value or name in self.own or is_ours or counterpart(name) is not None:
                continue
            # a line of prose with a colon may be taken for a key
            key = name.removeprefix("x-") if _WORD.fullmatch(name) else ""
            if key and isinstance(value, str):
                found[f"x-{key}"] = " ".join(value.split())
            elif key and isinstance(value, list) and (texts := texts_of(value)):
                found[f"x-{key}"] = list(texts)
        return found


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
