"""The HTML of editors, themes and plugins with plain elements in place of their markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import Comment, NavigableString

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement

_LEFT_OUT = ("script", "style", "input", "select", "textarea")
_OLD_NAMES = {"strike": "del", "s": "del", "acronym": "abbr", "tt": "code", "big": "strong"}
_CONTROLS = (
    ".kg-audio-player, .kg-audio-thumbnail, .kg-video-overlay, .kg-video-player-container,"
    " .kg-toggle-card-icon, .kg-signup-card, .kg-bookmark-container img, .sharedaddy,"
    " .jp-relatedposts, .feedflare, .blogger-post-footer, .code-block-pro-copy-button"
)
"""Buttons and times of players, and what themes and feeds add to a text."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
     "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
     "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
     "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_LAYOUT = ["blockquote", "dl", "figure", "img", "ol", "p", "pre", "ul", *_HEADINGS]
"""Elements that tables of data in one column do not have."""

_GIST = re.compile(r"(?:https?:)?(//gist\.github\.com/[\w./-]+?)\.js(?:\?file=[\w.%-]+)?")
_STYLES = (
    ("b", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), ("b", "strong", "th")),
    ("i", re.compile(r"font-style\s*:\s*(?:italic|oblique)"), ("i", "em", "cite")),
    ("del", re.compile(r"text-decoration[\w-]*\s*:\s*line-through"), ("del",)),
)
"""Elements with the meaning of a style, and the elements within which it has none."""

_NORMAL = re.compile(r"font-(?:weight\s*:\s*(?:normal|400)|style\s*:\s*normal)")
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")


def clean(soup: BeautifulSoup) -> None:
    """Replace the markup of editors, themes and plugins by elements that the converter reads."""
    for script in soup("script"):
        _replace_gist(script)
    for element in [*soup(list(_LEFT_OUT)), *soup.select(_CONTROLS)]:
        element.decompose()
    for element in soup(list(_OLD_NAMES)):
        element.name = _OLD_NAMES[element.name]
    for button in soup.select("a.wp-block-file__button"):
        if any(
            link.get("href") == button.get("href") for link in button.find_previous_siblings("a")
        ):
            button.decompose()
    for picture in soup("img"):
        if not picture.decomposed:
            _clean_picture(picture)
    for element in soup(["span", "font", "b", "strong", "i", "em"]):
        _clean_style(soup, element)
    _clean_captions(soup)
    for table in reversed(soup("table")):
        _open_layout(table)
    for verse in soup.select("pre.wp-block-verse"):
        _clean_verse(soup, verse)
    _remove_breaks(soup)
    _shift_headings(soup)


def _replace_gist(script: Tag) -> None:
    """Put a link in place of a script that shows a gist."""
    if found := _GIST.fullmatch(str(script.get("src") or "").strip()):
        address = f"https:{found[1]}"
        script.name, script.attrs = "a", {"href": address}
        script.string = address


def _clean_picture(picture: Tag) -> None:
    """Remove a picture that counts visits; give one that is loaded late its address."""
    if {str(picture.get(name)) for name in ("width", "height")} <= {"0", "1"}:
        picture.decompose()
        return
    late = next((picture[name] for name in _LAZY if picture.get(name)), None)
    source = str(picture.get("src") or "")
    if late and (not source or source.startswith("data:")):
        picture["src"] = late
        copy = picture.find_next_sibling()
        if copy is not None and copy.name == "noscript":
            copy.decompose()


def _clean_style(soup: BeautifulSoup, element: Tag) -> None:
    """Put an element in place of a style with its meaning, and the reverse."""
    style = str(element.get("style") or "").lower()
    if not style:
        return
    if element.name not in {"span", "font"}:
        if _NORMAL.search(style):  # Google Docs wraps whole texts in such an element
            element.unwrap()
        return
    if element.find_parent(_HEADINGS):
        return
    for name, pattern, within in _STYLES:
        if pattern.search(style) and not element.find_parent(list(within)):
            element.wrap(soup.new_tag(name))


def _clean_captions(soup: BeautifulSoup) -> None:
    """Put figures in place of the captions and galleries that WordPress shows."""
    for item in soup.select("ul.blocks-gallery-grid, li.blocks-gallery-item, dt.gallery-icon"):
        item.unwrap()
    for caption in soup.select(".wp-caption-text"):
        outer = caption.find_parent(class_=["wp-caption", "gallery-item"])
        if outer is not None:
            caption.name, outer.name = "figcaption", "figure"


def _open_layout(table: Tag) -> None:
    """Make a table of one column a container if it has blocks or pictures: it is for the layout."""
    rows = table.find_all("tr")
    is_layout = table.find(_LAYOUT) is not None and table.find(["table", "thead"]) is None
    if not is_layout or any(len(row.find_all(["td", "th"])) > 1 for row in rows):
        return
    for part in [table, *table.find_all(["caption", "tbody", "tr", "td", "th"])]:
        part.name, part.attrs = "div", {}
    for column in table.find_all(["col", "colgroup"]):
        column.decompose()


def _clean_verse(soup: BeautifulSoup, verse: Tag) -> None:
    """Put a paragraph with line breaks in place of preformatted lines."""
    verse.name = "p"
    for text in list(verse.find_all(string=True)):
        first, *rest = str(text).split("\n")
        parts: list[PageElement] = [NavigableString(first)]
        for line in rest:
            parts += [soup.new_tag("br"), NavigableString(line)]
        text.replace_with(*parts)


def _remove_breaks(soup: BeautifulSoup) -> None:
    """Remove the line breaks at both ends of blocks, where they show nothing."""
    for line_break in soup("br"):
        if line_break.find_parent("pre") is None and _is_at_edge(line_break, is_start=True):
            line_break.decompose()
    for line_break in reversed(soup("br")):
        if line_break.find_parent("pre") is None and _is_at_edge(line_break, is_start=False):
            line_break.decompose()


def _is_at_edge(line_break: Tag, *, is_start: bool) -> bool:
    """Return whether there is no text between a line break and one end of its block."""
    node: Tag = line_break
    while True:
        siblings = node.previous_siblings if is_start else node.next_siblings
        found = next((sibling for sibling in siblings if not _is_blank(sibling)), None)
        if found is not None:
            return isinstance(found, Tag) and found.name in _BLOCKS
        parent = node.parent
        if parent is None or parent.name in _BLOCKS:
            return True
        node = parent


def _is_blank(node: PageElement) -> bool:
    if isinstance(node, Comment):
        return True
    return isinstance(node, NavigableString) and not node.strip(" \t\r\n")


def _shift_headings(soup: BeautifulSoup) -> None:
    """Renumber headings from level 2, below the title of the post, without skipping a level."""
    above: list[int] = []
    for heading in soup.find_all(_HEADINGS):
        if not heading.get_text(strip=True):
            heading.unwrap()
            continue
        level = int(heading.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above) + 1, 6)}"
