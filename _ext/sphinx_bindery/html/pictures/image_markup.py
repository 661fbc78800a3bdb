"""The images in the HTML of a page, and the elements around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_VALUES = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_TOKEN = re.compile(
    rf"""<!--(?:.*?-->|.*)
    |<(?P<skipped>script|style|textarea|template|noscript)\b(?:.*?</(?P=skipped)|.*)
    |<(?P<end>/?)(?P<around>a|button|label|picture|summary)\b{_VALUES}>
    |<img\b(?P<rest>{_VALUES})>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image in the HTML of a page.

    Attributes:
        attributes: Its attributes, without character references.
        is_first: Whether it is the first one of the page.
        in_picture: Whether a ``picture`` element of the author is around it.
        in_control: Whether it is in a link, a button, a label or a summary, which act when clicked.
    """

    attributes: Mapping[str, str]
    is_first: bool
    in_picture: bool
    in_control: bool


@dataclass(frozen=True, slots=True)
class ImageMarkup:
    """The HTML to write for an image.

    Attributes:
        added: Attributes that it lacks.
        before: The HTML before it.
        after: The HTML after it.
    """

    added: Mapping[str, str]
    before: str = ""
    after: str = ""


def replace_page_images(body: str, markup: Callable[[PageImage], ImageMarkup]) -> str:
    """Replace the markup of the images in the HTML of a page.

    Args:
        body: The HTML, which may have malformed parts by authors; comments and scripts are left
            alone.
        markup: Returns the markup of an image.
    """
    open_elements: dict[str, int] = {}
    is_first = True

    def replaced(token: re.Match[str]) -> str:
        nonlocal is_first
        if name := (token["around"] or "").lower():
            change = -1 if token["end"] else 1
            open_elements[name] = max(0, open_elements.get(name, 0) + change)
        rest = token["rest"]
        if rest is None:
            return token[0]
        attributes = {name.lower(): _text(value) for name, value in _ATTRIBUTE.findall(rest)}
        in_picture = open_elements.get("picture", 0) > 0
        others = sum(number for name, number in open_elements.items() if name != "picture")
        new = markup(PageImage(attributes, is_first, in_picture, others > 0))
        is_first = False
        added = "".join(
            f' {name}="{escape(value)}"'
            for name, value in new.added.items()
            if name not in attributes
        )
        return f"{new.before}{token[0][: len('<img')]}{added}{rest}>{new.after}"

    return _TOKEN.sub(replaced, body)


def _text(value: str) -> str:
    """Return the value of an attribute, without its quotes and character references."""
    return unescape(value[1:-1] if value[:1] in {'"', "'"} else value)
