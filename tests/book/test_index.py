"""The general index: people, places, projects and ideas, in three outputs."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from .outputs import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .conftest import BuiltBook

ENTRIES = "//*[@class='entries' or contains(@class, 'genindextable')]//li[not(ancestor::li)]"
FURTHER = re.compile(r"(, \[?\d+\]?)+$")
SEE = re.compile(r"^see (also )?(.+)$")


@dataclass(frozen=True)
class Entry:
    """An entry of the index: its name, the number of places, and what is below it."""

    name: str
    places: tuple[str, ...]
    below: tuple[str, ...]

    def targets(self, *, also: bool) -> list[str]:
        """Return the names of other entries that this one refers to."""
        found = [match for line in self.below if (match := SEE.match(line))]
        return [name for match in found if bool(match[1]) is also for name in match[2].split(", ")]


def name_of(texts: Iterable[str]) -> str:
    """Return the name of an entry, without the numbers of further places."""
    return FURTHER.sub("", one_line("".join(texts)))


def entries(page: etree._Element) -> list[Entry]:
    for element in page.iter("{*}*"):
        element.tag = etree.QName(element).localname
    found = []
    for item in page.xpath(ENTRIES):
        below = tuple(name_of(child.itertext()) for child in item.xpath("ul/li"))
        name = name_of(item.xpath("text() | a//text() | strong//text()"))
        found.append(Entry(name, tuple(item.xpath(".//a/@href")), below))
    return found


@pytest.fixture(scope="module")
def index(book: BuiltBook) -> list[Entry]:
    page = html.document_fromstring((book.html / "genindex.html").read_text(encoding="utf-8"))
    return entries(page)


def test_it_has_people_places_projects_and_ideas(index: list[Entry]) -> None:
    own = [entry.name for entry in index if not all("glossary" in at for at in entry.places)]
    assert len(own) >= 80
    assert len(set(own)) == len(own)
    for wanted in (
        *("Leafe, Ed", "Otto, Adrian", "Dague, Sean", "Ohmichi, Ken'ichi"),
        *("Austin", "Palo Alto", "Paris", "San Antonio"),
        *("CERN", "IBM", "NASA", "Rackspace"),
        *("Cinder", "Glance", "Keystone", "Swift", "Zun"),
        *("competition", "criticism", "growing up", "process", "respect", "trust"),
    ):
        assert wanted in own
    people = [name for name in own if re.fullmatch(r"[\w-]+, [\w' -]+", name)]
    assert len(people) >= 30


def test_people_are_indexed_where_they_appear(index: list[Entry]) -> None:
    places = {entry.name: entry.places for entry in index}
    assert any("the-big-tent-and-magnum" in at for at in places["Otto, Adrian"])
    assert any("matter/people" in at for at in places["Otto, Adrian"])
    assert any("after/functional-tests" in at for at in places["Dague, Sean"])


def test_see_and_see_also_lead_to_entries(index: list[Entry]) -> None:
    names = {entry.name for entry in index}
    see = [target for entry in index for target in entry.targets(also=False)]
    also = [target for entry in index for target in entry.targets(also=True)]
    assert len(see) >= 15
    assert len(also) >= 15
    assert set(see + also) <= names
    assert [entry.name for entry in index if not entry.places and not entry.below] == []


def test_the_epub_has_the_same_index(book: BuiltBook, index: list[Entry]) -> None:
    with zipfile.ZipFile(book.epub) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("genindex.xhtml")]
        found = entries(etree.fromstring(archive.read(name)))
    of_the_site = {(entry.name, entry.below) for entry in index}
    assert {(entry.name, entry.below) for entry in found} == of_the_site


def test_the_pdf_prints_pages_and_references(book: BuiltBook, index: list[Entry]) -> None:
    text = book.printed[book.printed.rindex("ad-hoc groups") :]
    plain = text.replace("- ", "-").replace("’", "'")
    assert [entry.name for entry in index if entry.name.replace("- ", "-") not in plain] == []
    assert re.search(r"Otto, Adrian, \d+, \d+", text)
    assert "PTL, see project team lead" in text
    assert "Big Tent, " in text
    assert re.search(r"container, \d+, see also Docker, Kubernetes, Magnum", text)
