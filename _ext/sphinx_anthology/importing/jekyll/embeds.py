"""Tags and includes of Jekyll that embed a picture, a video or a gist.

Their names differ from theme to theme. A tag is resolved if its arguments identify what it embeds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.embed_urls import GIST, VIMEO, YOUTUBE
from sphinx_anthology.importing.folders.fields import is_picture
from sphinx_anthology.importing.markdown.html_blocks import figure_html, link_html, picture_html
from sphinx_anthology.importing.markdown.plain_text import inline_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)(?:\s*=\s*|:\s+))?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,"']+))""",
    re.DOTALL,
)
_SOURCES = ("src", "url", "image_path", "image_url", "image", "img", "path", "file", "filename",
            "source", "href", "name")  # fmt: skip
_ALTS = ("alt", "alt_text", "alttext", "image_description")
_CAPTIONS = ("caption", "text", "description", "desc", "title")
_IDS = ("id", "video_id", "video", "youtube_id", "youtubeid", "yt_id", "vimeo_id", "key", "code")
_LINKS = ("link", "link_url", "target_url")
_PICTURE_NAMES = re.compile(
    r"image|img|figure|picture|photo|screenshot|thumb|lightbox", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+")


def embed(name: str, arguments: str, *, is_block: bool) -> str | None:
    """Return what a tag embeds as Markdown or HTML, None if its arguments do not identify it.

    Args:
        name: The name of the tag.
        arguments: Its arguments.
        is_block: Whether it is alone on its line.
    """
    keys, values = _parsed(arguments)
    if name in {"include", "include_cached", "include_relative"}:
        if not values:
            return None
        name = values.pop(0).rpartition("/")[2].partition(".")[0]
    lower = name.casefold().replace("_", "-")
    if "youtube" in lower or (lower == "video" and keys.get("provider") == "youtube"):
        return _video(keys, values, YOUTUBE)
    if "vimeo" in lower or (lower == "video" and keys.get("provider") == "vimeo"):
        return _video(keys, values, VIMEO)
    if lower == "gist":
        return _gist(keys, values)
    if lower in {"twitter", "tweet", "oembed", "embed", "bookmark", "link-preview"}:
        address = next((value for value in (*keys.values(), *values) if _ADDRESS.match(value)), "")
        return link_html(address) if address else None
    return _picture(name, keys, values, is_block=is_block)


def _parsed(arguments: str) -> tuple[dict[str, str], list[str]]:
    """Return the arguments with keys, and those without."""
    keys: dict[str, str] = {}
    values: list[str] = []
    # some quote a text twice
    arguments = re.sub(r'""(?=[^"\s])|(?<=[^"\s=])""', '"', arguments)
    for found in _ARGUMENT.finditer(arguments.replace("--alt ", "alt=")):
        value = next((part for part in found.group("double", "single", "bare") if part), "")
        if found["key"]:
            keys[found["key"].casefold().replace("-", "_")] = " ".join(value.split())
        elif value:
            values.append(" ".join(value.split()))
    return keys, values


def _picture(
    name: str, keys: Mapping[str, str], values: Sequence[str], *, is_block: bool
) -> str | None:
    addresses = [keys[key] for key in _SOURCES if is_picture(keys.get(key, ""))]
    if not addresses and _PICTURE_NAMES.search(name):
        addresses = [value for value in values if is_picture(value)]
    if not addresses:
        return None
    address = addresses[0]
    if not re.match(r"[a-z]+:|[/.]", address):
        address = f"/{address}"
    others = [value for value in values if value not in addresses and " " in value]
    alt = next((keys[key] for key in _ALTS if keys.get(key)), "") or (others or [""])[-1]
    caption = next((keys[key] for key in _CAPTIONS if keys.get(key)), "")
    link = next((keys[key] for key in _LINKS if keys.get(key)), "")
    if is_block and caption:
        return figure_html(address, alt, inline_html(caption), link)
    return picture_html(address, alt or caption, link)


def _video(keys: Mapping[str, str], values: Sequence[str], address: str) -> str | None:
    named = [keys[key] for key in (*_IDS, *_SOURCES) if keys.get(key)]
    found = [*named, *values]
    if not found:
        return None
    video = found[0]
    target = video if _ADDRESS.match(video) else f"{address}{video}"
    label = keys.get("title") or keys.get("caption") or ""
    return link_html(target, label) if re.fullmatch(r"[\w./:?=&%-]+", video) else None


def _gist(keys: Mapping[str, str], values: Sequence[str]) -> str | None:
    found = [*(keys[key] for key in (*_IDS, *_SOURCES) if keys.get(key)), *values]
    if not found or not re.fullmatch(r"[\w./:-]+", found[0]):
        return None
    target = found[0] if _ADDRESS.match(found[0]) else f"{GIST}{found[0]}"
    return link_html(target)
