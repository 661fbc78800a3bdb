"""The addresses and the identifiers in the attributes of raw HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# No quoted value may contain "<", so that an unclosed one is not searched for to the end.
_TAG = re.compile(
    r"""<!--(?:.*?-->|.*)|<(?P<element>script|style)\b(?:.*?</(?P=element)|.*)
    |<(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<start>[\s"']|^)(?P<name>[a-z][\w:-]*)(?P<equals>\s*=\s*)
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<plain>[^\s"'=<>`]+))""",
    re.IGNORECASE | re.VERBOSE,
)
_CANDIDATE = re.compile(r"(?P<before>[\s,]*)(?P<address>[^\s,]\S*)(?P<after>[^,]*)")

_ATTRIBUTES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "img": ("src", "srcset"),
    "object": ("data",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
"""The attributes with addresses, by element (https://html.spec.whatwg.org/#attributes-3)."""


@dataclass(frozen=True, slots=True)
class RawAddress:
    """An address in raw HTML.

    Attributes:
        tag: The name of the element.
        attribute: The name of the attribute.
        address: The address, without character references.
        position: The index of the first character of the tag in the HTML.
    """

    tag: str
    attribute: str
    address: str
    position: int

    @property
    def is_link(self) -> bool:
        """Whether the address is that of a link, and not of a part of the page."""
        return self.attribute == "href"

    @property
    def is_picture(self) -> bool:
        """Whether the address is that of a picture."""
        return self.tag == "img" or self.attribute in {"srcset", "poster"}


def raw_addresses(text: str) -> Iterator[RawAddress]:
    """Yield the addresses in a piece of HTML, in order."""
    found: list[RawAddress] = []
    replace_addresses(text, found.append)
    yield from found


def raw_identifiers(text: str) -> Iterator[str]:
    """Yield the ``id`` of each element in a piece of HTML, and the ``name`` of ``a`` elements."""
    for tag in _TAG.finditer(text):
        for found in _ATTRIBUTE.finditer(tag["rest"] or ""):
            name = found["name"].lower()
            if name == "id" or (name == "name" and tag["tag"].lower() == "a"):
                yield _value(found)


def replace_addresses(text: str, replacement: Callable[[RawAddress], str | None]) -> str:
    """Replace the addresses in a piece of HTML.

    Args:
        text: The HTML, which may be malformed; comments and scripts are left alone.
        replacement: Returns the new address, None for one that stays.
    """

    def with_addresses(tag: re.Match[str]) -> str:
        name = (tag["tag"] or "").lower()
        known = _ATTRIBUTES.get(name, ())
        if not known:
            return tag[0]

        def with_address(found: re.Match[str]) -> str:
            attribute = found["name"].lower()
            if attribute not in known:
                return found[0]
            value = _value(found)

            def one(address: str) -> str:
                new = replacement(RawAddress(name, attribute, address, tag.start()))
                return address if new is None else new

            new = (
                _CANDIDATE.sub(lambda part: part[1] + one(part[2]) + part[3], value)
                if attribute == "srcset"
                else one(value)
            )
            if new == value:
                return found[0]
            return f'{found["start"]}{found["name"]}{found["equals"]}"{escape(new)}"'

        return f"<{tag['tag']}{_ATTRIBUTE.sub(with_address, tag['rest'])}>"

    return _TAG.sub(with_addresses, text)


def replace_attributes(
    text: str, replacement: Callable[[str, Mapping[str, str]], Mapping[str, str]]
) -> str:
    """Replace or add attributes of the elements in a piece of HTML.

    Args:
        text: The HTML, which may be malformed; comments and scripts are left alone.
        replacement: Returns the new attributes of an element, with escaped values, from its name
            and its attributes. Attributes that it does not return stay.
    """

    def with_attributes(tag: re.Match[str]) -> str:
        if not tag["tag"]:
            return tag[0]
        found = {part["name"].lower(): _value(part) for part in _ATTRIBUTE.finditer(tag["rest"])}
        new = replacement(tag["tag"].lower(), found)
        if not new:
            return tag[0]
        added = "".join(f' {name}="{value}"' for name, value in new.items())
        rest = _ATTRIBUTE.sub(
            lambda part: part["start"] if part["name"].lower() in new else part[0], tag["rest"]
        )
        return f"<{tag['tag']}{added}{rest}>"

    return _TAG.sub(with_attributes, text)


def replace_images(text: str, replacement: Callable[[str, str], str | None]) -> str:
    """Replace the images in a piece of HTML.

    Args:
        text: The HTML.
        replacement: Returns the new HTML from an address and the alternative text, None to keep
            the image.
    """

    def replaced(tag: re.Match[str]) -> str:
        if (tag["tag"] or "").lower() != "img":
            return tag[0]
        values = {
            found["name"].lower(): _value(found) for found in _ATTRIBUTE.finditer(tag["rest"])
        }
        new = replacement(values.get("src", ""), values.get("alt", ""))
        return tag[0] if new is None else new

    return _TAG.sub(replaced, text)


def _value(attribute: re.Match[str]) -> str:
    return unescape(next(filter(None, attribute.group("double", "single", "plain")), ""))
