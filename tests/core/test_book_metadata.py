"""The metadata of a book, merged from several handlers."""

from __future__ import annotations

from datetime import UTC, datetime

from sphinx_bindery.metadata import Contributor, merge_fields

OLD, NEW = datetime(2014, 1, 1, tzinfo=UTC), datetime(2015, 1, 1, tzinfo=UTC)


def test_lists_are_joined_and_the_newest_and_oldest_dates_kept() -> None:
    facts = merge_fields([
        {
            "authors": ["A", "B"], "sources": ["https://example.org/1"], "published": "2014-11",
            "published_from": "2014-09", "modified": NEW, "roles": {"A": "trl"},
        },
        {},
        {
            "authors": ["B", "C"], "sources": ["https://example.org/2"], "published": "2014",
            "published_from": "2014", "modified": OLD, "collections": ["S"], "subjects": ["t"],
            "roles": {"B": "adp"},
        },
    ])  # fmt: skip
    assert facts == {
        "authors": ("A", "B", "C"),
        "antecedents": (),
        "credits": (),
        "roles": {"A": "trl", "B": "adp"},
        "subjects": ("t",),
        "collections": ("S",),
        "sources": ("https://example.org/1", "https://example.org/2"),
        "published": "2014-11",
        "published_from": "2014",
        "modified": NEW,
    }


def test_fields_without_a_value_are_missing() -> None:
    assert merge_fields([{"published": "", "modified": "yesterday", "authors": None}]) == {
        "authors": (), "antecedents": (), "credits": (), "subjects": (), "collections": (),
        "sources": (), "roles": {},
    }  # fmt: skip


def test_names_are_sorted_by_their_last_word() -> None:
    assert Contributor.named("Ann B. Author", "edt") == Contributor(
        "Ann B. Author", "Author, Ann B.", "edt"
    )
    assert Contributor.named("Plato").file_as == "Plato"
