"""Other spellings of words in the search index."""

from __future__ import annotations

import pytest

from sphinx_bindery.html.search.spellings import other_spellings, with_spellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STRAẞE und Straße", {"strasse"}),
        ("über, u\N{COMBINING DIAERESIS}ber", {"ueber"}),
        ("Smørrebrød", {"smorrebrod", "smoerrebroed"}),
        ("ÅNGSTRO\N{COMBINING DIAERESIS}M", {"aangstroem"}),
        ("Þor", {"thor"}),
        ("C/C++ and /F#", {"c++", "f#"}),
        ("application/ld+json, application/atom+xml;", set()),
        ("a/C++x", set()),
        ("Café: I sit", set()),
        ("", set()),
    ],
)
def test_other_spellings_of_a_text(text: str, expected: set[str]) -> None:
    assert other_spellings(text) == expected
    page = f"<html><head></head><body><p data-pagefind-body>{text}</p></body></html>"
    content = f'<meta content="{" ".join(sorted(expected))}"'
    assert (content in with_spellings(page)) is bool(expected)


def test_a_page_without_other_spellings_is_left_as_it_is() -> None:
    page = '<html><head><link type="application/atom+xml"></head><body>“I sit”</body></html>'
    assert with_spellings(page) is page


def test_words_outside_the_indexed_part_have_no_other_spellings() -> None:
    page = "<html><head></head><body>Übung <p data-pagefind-body>text</p></body></html>"
    assert with_spellings(page) == page
