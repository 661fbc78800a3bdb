"""Tags of raw HTML without a counterpart in their document, which would change the page around it.

An end tag such as ``</div>`` ends an element of the theme, and text behind a start tag such as
``<b>`` is bold to the end of the page
(https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_FORMATTING = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"  # those of the HTML standard
_CONTAINERS = "article|aside|div|footer|header|main|nav|section"
_TAG = re.compile(
    rf"""<!--.*?(?:-->|$)
    | <(?P<text>script|style|textarea|title)\b.*?(?:</(?P=text)\s*>|$)
    | <(?P<end>/?)(?P<name>{_FORMATTING}|{_CONTAINERS})(?=[\s/>])
      (?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SLASH = re.compile(r"(?:^|[\s\"'])/$")
"""A slash that is not part of an unquoted value."""
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag: its element, its node, and its position in the text of the node."""

    name: str
    node: nodes.raw
    start: int
    end: int


class UnpairedTags(SphinxTransform):
    """Transform that removes end tags without a start tag, and ends formatting that has no end."""

    default_priority: ClassVar[int] = 815  # after comments without an end are ended

    def apply(self, **_kwargs: object) -> None:
        """Change the raw HTML of a Markdown document."""
        if not is_markdown(self.env):
            return
        raw = [node for node in self.document.findall(nodes.raw) if _is_authors_html(node)]
        for node in raw:
            _replace_text(node, _TAG.sub(_with_end, node.astext()))
        open_tags, strays = _unpaired(raw)
        for node, tags in _by_node(strays):
            _replace_text(node, _without(node.astext(), tags))
        for node, tags in _by_node(open_tags):
            _end(node, "".join(f"</{tag.name}>" for tag in tags))
        for name, node in dict.fromkeys((tag.name, tag.node) for tag in strays):
            _warn(node, f"</{name}>: it ends nothing, so it is left out; remove it")
        for name, node in dict.fromkeys((tag.name, tag.node) for tag in open_tags):
            if name != "a":  # a target such as <a name="x"> is often written without an end
                _warn(node, f"<{name}>: there is no '</{name}>', so it ends here; write one")


def _is_authors_html(node: nodes.raw) -> bool:
    """Return whether raw HTML is in the source; that of extensions has another ``rawsource``."""
    is_html = "html" in node.get("format", "").split()
    return is_html and node.rawsource in {"", node.astext()}


def _unpaired(raw: Iterable[nodes.raw]) -> tuple[list[_Tag], list[_Tag]]:
    """Return the start tags of formatting and the end tags of containers without counterpart."""
    open_tags: dict[str, list[_Tag]] = {}
    strays = []
    for tag, is_end in _tags(raw):
        started = open_tags.setdefault(tag.name, [])
        if not is_end:
            started.append(tag)
        elif started:
            started.pop()
        elif tag.name in _CONTAINERS.split("|"):
            strays.append(tag)
    formatting = [tag for name in _FORMATTING.split("|") for tag in open_tags.get(name, ())]
    return formatting, strays


def _tags(raw: Iterable[nodes.raw]) -> Iterator[tuple[_Tag, bool]]:
    for node in raw:
        for found in _TAG.finditer(node.astext()):
            if found["name"]:
                tag = _Tag(found["name"].lower(), node, found.start(), found.end())
                yield tag, bool(found["end"])


def _with_end(found: re.Match[str]) -> str:
    """Return a tag; with an end if it is like ``<a name="x"/>``, a start tag in HTML."""
    is_whole = found["name"] and not found["end"] and _SLASH.search(found["rest"])
    return f"<{found['name']}{found['rest'][:-1]}></{found['name']}>" if is_whole else found[0]


def _by_node(tags: Iterable[_Tag]) -> Iterable[tuple[nodes.raw, list[_Tag]]]:
    """Return the nodes of tags with their tags, so that the text of each changes once."""
    found: dict[nodes.raw, list[_Tag]] = {}
    for tag in tags:
        found.setdefault(tag.node, []).append(tag)
    return found.items()


def _without(text: str, tags: Iterable[_Tag]) -> str:
    """Return the text of a node without tags, which are in the order of the text."""
    parts, start = [], 0
    for tag in tags:
        parts.append(text[start : tag.start])
        start = tag.end
    return "".join(parts) + text[start:]


def _end(node: nodes.raw, end: str) -> None:
    """Put end tags at the end of the line of a node, or at that of its block of HTML."""
    if isinstance(node.parent, nodes.TextElement):
        last = nodes.raw("", end, format="html")
        last.source, last.line = node.source, node.line
        node.parent.append(last)
    else:
        _replace_text(node, node.astext().rstrip() + end)


def _replace_text(node: nodes.raw, text: str) -> None:
    if text != node.astext():
        node.children = []
        node += nodes.Text(text)
        node.rawsource = ""


def _warn(node: nodes.raw, message: str) -> None:
    _logger.warning("%s", message, location=node, type="bindery", subtype="html")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(UnpairedTags)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
