"""Paragraphs of WordPress's classic editor, which stores line breaks instead of tags."""

from __future__ import annotations

import re

_BLOCK = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|"
    "tfoot|th|thead|tr|ul|video|audio|object|script|style"
)
_PHRASING = r"(?:h[1-6]|p|li|dt|dd|td|th|summary|figcaption|address)"
"""Block elements whose text gets no ``<p>``."""

_TAG = re.compile(rf"</?(?:{_BLOCK})\b[^>]*>", re.IGNORECASE)
_PROTECTED = re.compile(r"<(pre|script|style|textarea)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARK = "\x1a{}\x1a"


def with_paragraphs(html: str) -> str:
    """Return HTML with a paragraph for each run of text between blank lines or blocks.

    A single line break becomes ``<br>``, as on the blog. Preformatted text is unchanged.
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n{_MARK.format(len(kept) - 1)}\n\n"

    text = _PROTECTED.sub(keep, html.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", ""))
    text = _TAG.sub(_apart, text)
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    paragraphs = "\n".join(
        part if _TAG.match(part) or part.startswith("\x1a") else f"<p>{_with_breaks(part)}</p>"
        for part in parts
        if part
    )
    return re.sub(r"\x1a(\d+)\x1a", lambda found: kept[int(found[1])], paragraphs)


def _apart(found: re.Match[str]) -> str:
    """Return a tag with blank lines around it, except toward text that gets no ``<p>``."""
    tag = found[0]
    if not re.match(rf"</?{_PHRASING}\b", tag, re.IGNORECASE):
        return f"\n\n{tag}\n\n"
    return f"{tag}\n\n" if tag.startswith("</") else f"\n\n{tag}"


def _with_breaks(text: str) -> str:
    return re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)\s*\n\s*", "<br>\n", text)
