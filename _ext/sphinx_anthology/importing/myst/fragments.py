"""Links within a text in HTML: footnotes, and labels for the other targets."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_bindery.common.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bs4 import BeautifulSoup, Tag

_NOTES = ("li", "p", "aside", "dd", "div")
"""Elements that are a footnote if a link in them leads back to its mark."""

_LABELED = (
    "blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre",
    "table", "ul",
)  # fmt: skip
"""Blocks before which a label can be."""

_OF_PAGES = frozenset({"top", "content", "main", "comments", "respond", "more"})
"""The parts of a page beside the text of a post."""

_MAX_MARK = 8
"""Characters of the mark of a footnote, such as ``[12]``; a longer link is text."""


@dataclass(slots=True)
class Fragments:
    """The links within a text, and the elements that they lead to.

    Attributes:
        soup: The text.
        prefix: The beginning of the labels, which are unique in a project.
        taken: The names of the footnotes that the text has already.
        excluded: Labels that cannot be written; links to them are text.
        notes: The HTML of the footnotes that :meth:`resolve` has found, by name.
        missing: The fragments of links without a target.
        labels: The labels that :meth:`resolve` has put into the text.
    """

    soup: BeautifulSoup
    prefix: str
    taken: Iterable[str] = ()
    excluded: Collection[str] = ()
    notes: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)

    def resolve(self) -> None:
        """Put marks of footnotes and labels in place of links and their targets."""
        links = [link for link in self.soup("a", href=True) if _fragment(link)]
        if not links:
            return
        targets: dict[str, Tag] = {}
        for element in self.soup.find_all(lambda tag: tag.get("id") or tag.get("name")):
            if not element.name.startswith("x-"):
                for name in _names(element):
                    targets.setdefault(name, element)
        pairs = [(link, targets.get(_fragment(link))) for link in links]
        by_fragment: dict[str, list[Tag]] = {}
        for link in links:
            by_fragment.setdefault(_fragment(link), []).append(link)
        for resolve in (partial(self._footnote, by_fragment), self._label):
            for link, target in pairs:
                if target is not None and not link.decomposed and not target.decomposed:
                    resolve(link, target)
        if self.notes:
            _remove_rules(self.soup)
        missing = (_fragment(link) for link, target in pairs if target is None)
        self.missing += list(dict.fromkeys(name for name in missing if name not in _OF_PAGES))

    def _footnote(self, links: dict[str, list[Tag]], link: Tag, target: Tag) -> None:
        """Put the mark of a footnote in place of a link to one, and of all others to it."""
        note = target if target.name in _NOTES else target.find_parent(list(_NOTES))
        mark = link.get_text().strip()
        if note is None or not mark or len(mark) > _MAX_MARK or note in link.parents:
            return
        marks = [entry for entry in links[_fragment(link)] if not entry.decomposed]
        own = {name for entry in marks for name in _own_names(entry)}
        backs = [back for back in note("a", href=True) if _fragment(back) in own]
        if not backs or note.find(["li", "table"]):
            return
        for back in backs:
            outer = back.parent
            back.decompose()
            if outer is not None and outer.name == "sup" and not outer.get_text(strip=True):
                outer.decompose()
        name = self._name()
        self.notes[name] = note.decode_contents().strip()
        for entry in marks:
            outer = entry.parent if entry.parent is not None else entry
            is_alone = outer.get_text().strip() == entry.get_text().strip()
            place = outer if outer.name == "sup" and is_alone else entry
            place.replace_with(self.soup.new_tag("x-note", attrs={"name": name}))
            entry.decompose()
        _remove(note)

    def _name(self) -> str:
        number = len(self.notes) + 1
        while str(number) in {*self.taken, *self.notes}:
            number += 1
        return str(number)

    def _label(self, link: Tag, target: Tag) -> None:
        """Put a label before the block of a target, and refer to it."""
        table = target.find_parent("table")
        start = table if table is not None else target
        block = start if start.name in _LABELED else start.find_parent(list(_LABELED))
        block = target if block is None else block
        if table is not None and link.find_parent("table") is not None:
            return  # the table may stay HTML, in which no label is read
        label = slugify(f"{self.prefix} {_fragment(link)}") or "part"
        if label in self.excluded:
            self.missing.append(_fragment(link))
            return
        link["data-label"] = label
        self.labels.add(label)
        if target.get("data-label-before") == label:
            return
        target["data-label-before"] = label
        mark = self.soup.new_tag("x-label", attrs={"name": label})
        if block.name == "li":
            block.insert(0, mark)
        else:
            block.insert_before(mark)


def _fragment(link: Tag) -> str:
    href = str(link.get("href") or "").strip()
    return unquote(href[1:]) if href.startswith("#") else ""


def _names(element: Tag) -> Iterator[str]:
    for key in ("id", "name"):
        if value := str(element.get(key) or ""):
            yield value


def _own_names(link: Tag) -> Iterator[str]:
    """Yield the names of a link, of the elements around it, and of anchors in or before it."""
    yield from _names(link)
    for parent in link.parents:
        if parent.name not in {"sup", "span", "a", "b", "strong", "em", "i"}:
            break
        yield from _names(parent)
    outer = link.parent if link.parent is not None and link.parent.name == "sup" else link
    before = outer.find_previous_sibling()
    if before is not None and before.name == "a" and not before.get_text(strip=True):
        yield from _names(before)
    for inner in link.find_all(True):
        yield from _names(inner)


def _remove(note: Tag) -> None:
    """Remove a footnote, with the elements around it that are empty now."""
    parent = note.parent
    note.decompose()
    while parent is not None and parent.name not in {"body", "[document]"}:
        if parent.get_text(strip=True) or parent.find(["img", "iframe", "video", "audio"]):
            return
        outer = parent.parent
        parent.decompose()
        parent = outer


def _remove_rules(soup: BeautifulSoup) -> None:
    """Remove the rules that separated footnotes: those at the end, and those named so."""
    for rule in soup.select("hr[class*=footnote]"):
        rule.decompose()
    for rule in reversed(soup("hr")):
        after = rule.find_next(string=lambda text: bool(text and text.strip()))
        if after is not None or rule.find_next(["img", "iframe", "video", "audio"]) is not None:
            return
        rule.decompose()
