"""The style of bibliographies for a book."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

from sphinx_bindery.other_extensions.bibliography_style import register

BIBLIOGRAPHY = r"""
@misc{z, author = {Zucker, Zoe}, title = {{API and PDF}}, howpublished = {Blog post}, year = 2014,
  month = sep, url = {https://example.org/a_b}}
@misc{m2, author = {{Makers of Maps}}, title = {Second}, note = {Undated}}
@misc{m1, author = {{Makers of Maps}}, title = {First}, year = 2013}
@misc{a, author = {{\'E}tienne, Ann and Bell, Bo}, title = {Who asks?}, year = 2015}
@misc{l, author = {{lower case society}}, title = {Rules}, year = 2001}
@misc{c, author = {Co, Dan}, title = {Fix it}, year = 2012,
  url = {https://example.org/a/commit/0123456789abcdef0123456789abcdef01234567/f.txt}}
@book{b, author = {Abel, Al}, title = {A Book}, publisher = {House}, year = 1999}
"""


@pytest.fixture(scope="module")
def entries() -> list[tuple[str, str, str]]:
    register()
    style = find_plugin("pybtex.style.formatting", "bindery")()
    found = style.format_bibliography(parse_string(BIBLIOGRAPHY, "bibtex"))
    return [(entry.label, entry.key, entry.text.render_as("text")) for entry in found]


def test_organizations_are_sorted_among_people_and_numbered(
    entries: list[tuple[str, str, str]],
) -> None:
    assert [(label, key) for label, key, _text in entries] == [
        ("1", "b"), ("2", "c"), ("3", "a"), ("4", "l"), ("5", "m2"), ("6", "m1"), ("7", "z"),
    ]  # fmt: skip


def test_names_are_written_as_they_are_sorted_and_titles_as_they_were_given(
    entries: list[tuple[str, str, str]],
) -> None:
    texts = {key: " ".join(text.split()) for _label, key, text in entries}
    assert texts["z"] == (
        "Zucker, Zoe. API and PDF. Blog post, September 2014. https://example.org/a_b."
    )
    assert texts["m2"] == "Makers of Maps. Second. Undated."
    assert texts["a"] == "Étienne, Ann and Bell, Bo. Who asks? 2015."
    assert texts["c"] == "Co, Dan. Fix it. 2012. https://example.org/a/commit/0123456789ab/f.txt."
    assert texts["b"] == "Abel, Al. A Book. House, 1999."
