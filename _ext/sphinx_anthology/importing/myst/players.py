"""Players of films and sounds, which become links to their media."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

PLAYERS = ("iframe", "video", "audio", "embed", "object")
"""The elements of players."""

_ADDRESSES = ("src", "data", "data-src")
_PARAMETERS = frozenset({"movie", "src", "url", "filename"})
"""The names of the parameters with the address of a film, in lower case."""

_FLASH = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/v/([\w-]+).*")


def media_address(player: Tag) -> str:
    """Return the address of the media of a player; empty without one.

    Players of Flash have it in a parameter or in an element within.
    """
    for element in (player, *player.find_all(["param", "source", "embed", "iframe"])):
        if element.name == "param":
            is_address = str(element.get("name") or "").lower() in _PARAMETERS
            address = str(element.get("value") or "").strip() if is_address else ""
        else:
            values = (str(element.get(name) or "").strip() for name in _ADDRESSES)
            address = next(filter(None, values), "")
        if address:
            return _FLASH.sub(r"https://www.youtube.com/watch?v=\1", address)
    return ""
