"""The site for language models: what a reader of Markdown, and of the proposal, finds in it."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.formats.llms import OPTIONAL, Link, Section, llms
from tests.llms_reading import read_llms

PAGE = "https://e.org/p.html"


def test_it_has_a_name_a_description_and_sections_of_links() -> None:
    sections = [
        Section("2014", (Link("A", f"{PAGE}?a", "2014-11 – What it is about."), Link("B", PAGE))),
        Section("Empty", ()),
        Section(OPTIONAL, (Link("C", "tags/c.html"),)),
    ]
    found = read_llms(llms("Notes", "All of them.", sections))
    assert (found.name, found.description) == ("Notes", "All of them.")
    assert found.sections == {
        "2014": [("A", f"{PAGE}?a", "2014-11 – What it is about."), ("B", PAGE, "")],
        "Optional": [("C", "tags/c.html", "")],
    }


def test_the_name_is_all_that_it_needs() -> None:
    assert llms("Notes", "", []) == b"# Notes\n"


@pytest.mark.parametrize(
    "text",
    [
        *("*a* **b** _c_ __d__ `e` ~~f~~", "snake_case, _private, __init__, a__b, x_"),
        *("[a](b) ![c](d) [e] [f]: g", "a ] b [ c", "\\[ \\\\ \\", "C:\\path"),
        *("<b>1</b> <!-- x --> <https://e.org> 1 < 2 > 0", "&amp; &copy; &#65; R&D a & b"),
        *("# a", "a #", "C# #", "## a ##", "- a", "+ a", "* a", "> a", "1. a", "2014. a", "1) a"),
        *("---", "***", "___", "===", "```", "~~~", "| a | b |", ".", ")"),
        *("שלום \u200f(עולם)\u200e ABC", "a ]]> \"b\" 'c'", "a: b", "https://e.org/a_b_c"),
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    found = read_llms(llms(text, text, [Section(text, (Link(text, PAGE, text),))]))
    assert (found.name, found.description) == (text, text)
    assert found.sections == {text: [(text, PAGE, text)]}


def test_text_of_several_lines_is_one() -> None:
    text = "a\n\n# b\r\n\t- c\u2028d\x0be"
    found = read_llms(llms(text, text, [Section("S", (Link(text, PAGE, text),))]))
    assert found.name == found.description == "a # b - c d e"
    assert found.sections == {"S": [("a # b - c d e", PAGE, "a # b - c d e")]}


def test_an_address_ends_where_it_ends() -> None:
    address = "https://e.org/a_(b)&copy;*c*"
    ((_title, read, _notes),) = read_llms(
        llms("N", "", [Section("S", (Link("T", address),))])
    ).sections["S"]
    assert read == "https://e.org/a_%28b%29%26copy;*c*"


def test_half_a_character_does_no_harm() -> None:
    assert llms("a\ud800b", "", []) == b"# a?b\n"


def test_what_needs_no_escape_has_none() -> None:
    text = "Nova_api & R&D: 1 < 2, C#, 50% (really)!"
    assert llms(text, "", []).decode() == f"# {text}\n"
