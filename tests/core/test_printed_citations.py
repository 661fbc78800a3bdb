"""Citations as a book prints them."""

from __future__ import annotations

import pytest

from sphinx_bindery.pdf.citations import Source, author_years


def printed(*sources: tuple[str, tuple[str, ...], str]) -> list[str]:
    return [found.text for found in author_years([Source(*source) for source in sources])]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Ash",), "Ash 2014"),
        (("Ash", "Birch"), "Ash & Birch 2014"),
        (("Ash", "Birch", "Cedar"), "Ash et al. 2014"),
    ],
)
def test_up_to_two_authors_are_named(names: tuple[str, ...], expected: str) -> None:
    assert printed(("A14", names, "2014")) == [expected]


def test_letters_tell_sources_of_one_year_apart_in_the_order_of_the_bibliography() -> None:
    assert printed(
        ("A14a", ("Ash",), "2014"), ("B14", ("Birch",), "2014"), ("A14b", ("Ash",), "2014"),
        ("A15", ("Ash",), "2015"),
    ) == ["Ash 2014a", "Birch 2014", "Ash 2014b", "Ash 2015"]  # fmt: skip


def test_letters_do_not_end_at_z() -> None:
    many = printed(*(("A", ("Ash",), "2014") for _ in range(54)))
    assert [many[place] for place in (0, 25, 26, 51, 52, 53)] == [
        "Ash 2014a", "Ash 2014z", "Ash 2014aa", "Ash 2014az", "Ash 2014ba", "Ash 2014bb",
    ]  # fmt: skip
    assert len(set(many)) == len(many)


def test_a_source_without_a_year_has_the_authors_alone() -> None:
    assert printed(("A", ("Ash",), "")) == ["Ash"]


def test_a_source_without_authors_keeps_its_label() -> None:
    (found,) = author_years([Source("Def", (), "2014")])
    assert (found.label, found.authors) == ("Def", "")
