"""Shortcodes of WordPress and its plugins, as HTML with the same meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_anthology.importing.records import Attachment

_NOTES = ("ref", "footnote", "efn_note", "mfn", "note", "fn")
_CODE = ("code", "sourcecode", "php", "python", "css", "html", "xml", "javascript", "bash", "sql",
         "ruby", "java")  # fmt: skip
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))""")
_PAIRED = "|".join(("caption", "wp_caption", "embed", *_NOTES))
_SHORTCODE = re.compile(
    rf"(?<!\[)\[(?P<name>{_PAIRED}|{'|'.join(_CODE)})(?P<args>(?:\s[^\]]*)?)\]"
    r"(?P<body>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
_EMBEDS = (
    "gallery", "youtube", "audio", "video", "vimeo", "playlist", "wpvideo", "dailymotion", "gist",
    "tweet", "twitter-tweet", "instagram", "soundcloud", "spotify", "facebook", "flickr", "ted",
    "googlemaps", "slideshare", "scribd", "bandcamp", "pinterest", "vine", "iframe", "embedyt",
    "pdf", "kickstarter", "archiveorg",
)  # fmt: skip
_SINGLE = re.compile(
    rf"(?<!\[)\[(?P<name>{'|'.join(_EMBEDS)})(?=[\s=\]/])(?P<args>[^\]]*)\]"
    r"(?:(?P<body>[^\[\]]*)\[/(?P=name)\])?"
)
_BY_ID = {
    "vimeo": ("https://vimeo.com/{}", r"\d+"),
    "wpvideo": ("https://videopress.com/v/{}", r"\w{8}"),
    "youtube": ("https://www.youtube.com/watch?v={}", r"[\w-]{11}"),
    "dailymotion": ("https://www.dailymotion.com/video/{}", r"\w+"),
    "archiveorg": ("https://archive.org/details/{}", r"[\w.-]+"),
}
"""The addresses of films that shortcodes name by an identifier, and its form."""

_LAYOUT = re.compile(
    r"\[/?(?:vc_(?:row|column)\w*|et_pb_(?:section|row|column|text)\w*|av_(?:section|textblock|one_\w+)"
    r"|fusion_(?:builder_(?:container|row|column)\w*|text))(?:\s[^\]]*)?\]"
)
"""Shortcodes of page builders that only place the text between them."""

_OTHER = re.compile(r"(?<!\[)\[(?P<name>[a-z][\w-]{2,})(?P<args>\s+[\w-]+=[^\]]*|\s*/)?\](?!\()")
_END = re.compile(r"\[/([a-z][\w-]{2,})\]")
_WITHOUT_ARGUMENTS = re.compile(r"toc|sitemap|archives|(?=.{5})\w+[_-][\w-]+")
"""Words in brackets that are shortcodes without arguments rather than text."""

_ADDRESS = re.compile(r"https?://[^\s\"'|<>\]]+")

_FORMULA = re.compile(
    r"\[(?P<name>latex|math|tex|katex|mathjax|equation)(?:\s[^\]]*)?\](?P<body>.+?)\[/(?P=name)\]"
    r"|\$latex\s(?P<jetpack>(?:\\.|[^$\\])+)\$",
    re.DOTALL,
)
"""A formula in a shortcode of a plugin, or in ``$latex …$`` of Jetpack and WordPress.com."""
_JETPACK_OPTIONS = re.compile(r"(?:&(?:amp;|\#0?38;)?(?:bg|fg|s|fs)=-?\w+)+\s*$")
_PROTECTED = re.compile(r"(<(pre|code)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class Shortcodes:
    """The expansion of the shortcodes of one post.

    Attributes:
        attachments: The files of the blog by id, for galleries.
        own: The ids of the pictures of the post, for galleries without ids.
        note: Reports a notice.
        footnotes: The HTML of the footnotes so far, by name.
    """

    attachments: Mapping[str, Attachment]
    own: tuple[str, ...]
    note: Callable[[str], None]
    footnotes: dict[str, str] = field(default_factory=dict)

    def expand(self, html: str) -> str:
        """Return HTML in which known shortcodes are elements, and others are text."""
        parts = _PROTECTED.split(html)
        # the groups of the pattern follow one another: text, element, its name
        return "".join(
            self._expand_text(part) if number % 3 == 0 else part
            for number, part in enumerate(parts)
            if number % 3 != 2
        )

    def _expand_text(self, text: str) -> str:
        text = _LAYOUT.sub("", text)
        text = _FORMULA.sub(_formula, text)
        text = _SINGLE.sub(self._single, _SHORTCODE.sub(self._paired, text))
        ends = set(_END.findall(text))
        for found in _OTHER.finditer(text):
            name = found["name"]
            is_one = found["args"] or name in ends or _WITHOUT_ARGUMENTS.fullmatch(name)
            if not is_one or name in _EMBEDS:
                continue
            self.note(f"[{name}]: a shortcode without counterpart; it is kept as text, edit it")
        return re.sub(r"\[(\[[a-z][^\]]*\])\]", r"\1", text)

    def _paired(self, found: re.Match[str]) -> str:
        name, args, body = found["name"], _arguments(found["args"]), found["body"]
        if name in _CODE:
            default = "" if name in {"code", "sourcecode"} else name
            language = args.get("language") or args.get("lang") or default
            text = escape(unescape(body), quote=False)
            return (
                f'<pre><code class="language-{escape(language)}">{text}</code></pre>'
                if language
                else f"<pre><code>{text}</code></pre>"
            )
        if name in _NOTES:
            number = str(len(self.footnotes) + 1)
            self.footnotes[number] = body
            return f'<x-note name="{number}"></x-note>'
        if name == "embed":
            return _link(body.strip())
        picture = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", body, re.DOTALL)
        if not picture:
            return body
        caption = _SHORTCODE.sub(self._paired, args.get("caption") or picture[2].strip())
        return f"\n\n<figure>{picture[1]}<figcaption>{caption}</figcaption></figure>\n\n"

    def _single(self, found: re.Match[str]) -> str:
        name, text = found["name"], found["args"]
        args = _arguments(text)
        if name == "gallery":
            return self._gallery(args)
        if address := _media_address(name, args, f"{text} {found['body'] or ''}"):
            return _link(address)
        self.note(f"[{name}]: it names no address; it is kept as text, edit it")
        return found[0]

    def _gallery(self, args: Mapping[str, str]) -> str:
        ids = [part.strip() for part in (args.get("ids") or args.get("include") or "").split(",")]
        chosen = [part for part in ids if part] or list(self.own)
        found = [self.attachments[part] for part in chosen if part in self.attachments]
        if len(found) < len(chosen) or not found:
            self.note("[gallery]: some of its pictures are not in the export; add them")
        return (
            "\n\n"
            + "\n\n".join(
                f'<figure><img src="{escape(file.address)}" alt="{escape(file.alt or file.title)}">'
                + (f"<figcaption>{file.caption}</figcaption>" if file.caption else "")
                + "</figure>"
                for file in found
            )
            + "\n\n"
        )


def _media_address(name: str, args: Mapping[str, str], text: str) -> str:
    """Return the address that a shortcode embeds; empty without one.

    Args:
        name: The name of the shortcode.
        args: Its named arguments.
        text: All its arguments, and the text up to its end tag.
    """
    keys = ("src", "url", "mp3", "mp4", "ogg", "m4a", "m4v", "webm", "link")
    named = next((args[key] for key in keys if args.get(key)), "")
    address = named or next(iter(_ADDRESS.findall(text)), "")
    if address or name not in _BY_ID:
        return address
    form, pattern = _BY_ID[name]
    words = [args.get("id", ""), args.get("v", ""), *text.strip(" =").split()]
    identifier = next((word for word in words if re.fullmatch(pattern, word)), "")
    return form.format(identifier) if identifier else ""


def _formula(found: re.Match[str]) -> str:
    text = _JETPACK_OPTIONS.sub("", re.sub(r"<br\s*/?>", " ", found["body"] or found["jetpack"]))
    return f"<x-formula>{escape(unescape(' '.join(text.split())))}</x-formula>"


def _arguments(text: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


def _link(address: str) -> str:
    address = unescape(re.sub(r"<[^>]*>", "", address)).strip()
    return f'\n\n<p><a href="{escape(address)}">{escape(address)}</a></p>\n\n'
