"""Terms of the taxonomy: one spelling and one address each, and what conf.py says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_anthology.core.pages.listing_pages import entry_id, listing_pages, page_name
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.known_terms import (
    authors_by_spelling,
    authors_problem,
    known_authors,
    known_series,
    known_tags,
    series_problem,
    tags_problem,
    with_known_authors,
)
from sphinx_anthology.core.posts.post import Author, Post, Relation, SeriesPlace, SourceWork
from sphinx_anthology.core.posts.taxonomy import KnownTerm, Taxonomy, Term, fold, spellings
from sphinx_anthology.core.values.text_length import shorten
from sphinx_bindery.common.slugs import MAX_BYTES, distinct_slugs, slug_of

CONF_TAGS = {
    "nova": {"title": "Nova", "description": "The service.", "aliases": ["compute", "NV"]},
    "unused": {},
}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Nova", "nova"),
        ("two words", "two-words"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        (".NET", "net"),
        ("Ελληνικά", "ελληνικα"),
        ("日本", "日本"),
        ("𝐀𝐁", "ab"),
        ("!?", "u21-u3f"),
        ("Index", "index-name"),
        ("CON", "con-name"),
        ("console", "console"),
    ],
)
def test_a_name_has_a_slug(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_slug_is_short_enough_for_a_file_and_still_its_own() -> None:
    one, two = slug_of("長" * 200), slug_of("長" * 201)
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= MAX_BYTES


def test_no_two_names_share_a_slug() -> None:
    slugs = distinct_slugs(["a.b", "a b", "a-b", "known"], {"known": "a-b-2"})
    assert slugs == {"a b": "a-b", "a-b": "a-b-3", "a.b": "a-b-4", "known": "a-b-2"}


def test_slugs_that_conf_py_gives_twice_are_told_apart() -> None:
    slugs = distinct_slugs(["x y"], {"X+Y": "x-y", "X & Y": "x-y"})
    assert slugs == {"X & Y": "x-y", "X+Y": "x-y-2", "x y": "x-y-3"}


def test_numbers_come_first_and_by_value_however_long() -> None:
    long = "9" * 5000
    catalogue = Catalogue([Post("a", tags=("b", "10", "9", long, "A", "2x"))])
    names = [term.name for term in catalogue.terms(Taxonomy.TAG)]
    assert names == ["9", "10", long, "2x", "A", "b"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({1: {"name": "Ann"}}, "1 is not an id; write a string"),
        ({"ann": {"name": "  "}}, "'ann' has no name; write {'name': '…'}"),
        ({"ann": {"name": "Ann"}}, ""),
        (
            {"ann": {"name": "Ann"}, "ANN": {"name": "Other"}},
            "'ANN' is the same id as 'ann'; write ids that differ in more than case",
        ),
    ],
)
def test_a_wrong_value_of_anthology_authors_is_told(value: object, problem: str) -> None:
    assert authors_problem(value) == problem


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("one two", 7, "one two"),
        ("one two three", 12, "one two …"),
        ("one twothreefour", 12, "one twothre…"),
        ("字" * 9, 5, "字字字字…"),
        ("短い。 " + "字" * 9, 8, "短い。 字字字…"),
    ],
)
def test_a_long_text_is_cut(text: str, longest: int, short: str) -> None:
    assert shorten(text, longest) == short
    assert len(shorten(text, longest)) <= longest


def test_spellings_differ_in_case_and_spaces_alone() -> None:
    assert fold("Open  Stack") == fold("open stack ") == fold("OPEN STACK")
    assert fold("C") != fold("C++")


def test_the_most_frequent_spelling_is_shown_and_of_equals_the_first() -> None:
    assert spellings(["nova", "Nova", "Nova", "b", "B"], ()) == {"nova": "Nova", "b": "b"}


def test_conf_py_decides_a_spelling_and_its_aliases() -> None:
    known = [KnownTerm("Nova", "nova", spellings=("compute",))]
    assert spellings(["NOVA", "NOVA", "Compute"], known) == {"nova": "Nova", "compute": "Nova"}


def posts() -> list[Post]:
    return [
        Post("a", tags=("compute", "nova"), series=(SeriesPlace("walks"), SeriesPlace("Walks", 2))),
        Post("b", tags=("NV",), authors=(Author("N. N."),), categories=("Notes",)),
        Post("c", authors=(Author("N. N.", url="https://example.org"),), categories=("notes",)),
    ]


@pytest.fixture
def catalogue() -> Catalogue:
    known = {
        Taxonomy.TAG: known_tags(CONF_TAGS),
        Taxonomy.SERIES: known_series({"walks": {"title": "Long walks"}}),
        Taxonomy.AUTHOR: known_authors({"nn": {"name": "N. N."}}),
    }
    return Catalogue(posts(), known)


def test_posts_have_one_spelling_of_each_name(catalogue: Catalogue) -> None:
    assert [post.tags for post in catalogue.posts] == [("Nova",), ("Nova",), ()]
    assert catalogue.by_docname["a"].series == (SeriesPlace("Long walks", 2),)
    assert catalogue.by_docname["c"].categories == ("Notes",)


@pytest.mark.parametrize("name", ["nn", "NN", "N. N.", "n.  n."])
def test_authors_by_id_and_by_name(name: str) -> None:
    known = authors_by_spelling({"nn": {"name": "N. N.", "url": "https://a b/", "email": "n@n.n"}})
    work = SourceWork(Relation.RETOLD, authors=(Author(name),))
    post = with_known_authors(
        Post("a", authors=(Author(name, email="own@n.n"), Author("Other")), based_on=work), known
    )
    assert post.authors == (Author("N. N.", "https://a%20b/", "own@n.n"), Author("Other"))
    assert post.based_on is not None
    assert post.based_on.authors == (Author("N. N.", "https://a%20b/", "n@n.n"),)


def test_an_id_comes_before_a_name() -> None:
    known = authors_by_spelling({"a": {"name": "B"}, "b": {"name": "C"}})
    assert with_known_authors(Post("x", authors=(Author("B"),)), known).authors == (Author("C"),)


def test_authors_of_works_have_the_same_spelling() -> None:
    work = SourceWork(Relation.RETOLD, authors=(Author("NINA NOM"),))
    posts = [Post("a", authors=(Author("Nina Nom"),)), Post("b", based_on=work)]
    found = Catalogue([*posts, Post("c", authors=(Author("Nina Nom"),))]).by_docname["b"].based_on
    assert found is not None
    assert found.authors == (Author("Nina Nom"),)


def test_authors_have_one_spelling_each() -> None:
    one, two = Author("Nina Nom"), Author("NINA  NOM", url="https://example.org")
    catalogue = Catalogue([Post("a", authors=(one, two)), Post("b", authors=(one,))])
    assert [post.authors for post in catalogue.posts] == [(replace(two, name="Nina Nom"),), (one,)]
    assert [term.name for term in catalogue.terms(Taxonomy.AUTHOR)] == ["Nina Nom"]


def test_a_term_tells_what_conf_py_tells(catalogue: Catalogue) -> None:
    assert catalogue.terms(Taxonomy.TAG) == (
        Term(Taxonomy.TAG, "Nova", "nova", ("a", "b"), "The service."),
    )
    assert catalogue.terms(Taxonomy.SERIES) == (
        Term(Taxonomy.SERIES, "Long walks", "walks", ("a",)),
    )


@pytest.mark.parametrize(
    ("taxonomy", "wanted", "name"),
    [
        (Taxonomy.TAG, "nova", "Nova"),
        (Taxonomy.TAG, " COMPUTE", "Nova"),
        (Taxonomy.SERIES, "walks", "Long walks"),
        (Taxonomy.SERIES, "long Walks", "Long walks"),
        (Taxonomy.AUTHOR, "nn", "N. N."),
        (Taxonomy.AUTHOR, "n-n", "N. N."),
        (Taxonomy.YEAR, "undated", ""),
    ],
)
def test_a_name_is_found_by_spelling_alias_and_slug(
    catalogue: Catalogue, taxonomy: Taxonomy, wanted: str, name: str
) -> None:
    term = catalogue.find(taxonomy, wanted)
    assert term is not None
    assert term.name == name


@pytest.mark.parametrize("wanted", ["", "unused", "nowa"])
def test_what_no_post_bears_is_not_found(catalogue: Catalogue, wanted: str) -> None:
    assert catalogue.find(Taxonomy.TAG, wanted) is None


def test_of_an_author_the_post_counts_that_tells_most(catalogue: Catalogue) -> None:
    assert catalogue.authors["N. N."].url == "https://example.org"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({}, ""),
        (CONF_TAGS, ""),
        ([], "not a mapping; write {'name': {'title': '…'}}"),
        ({1: {}}, "1 is not a name; write a string"),
        ({"a": "b"}, "'a' is not a mapping; write {'title': '…'}"),
        ({"a": {"tilte": "b"}}, "'a' has an unknown key 'tilte' (did you mean 'title'?)"),
        ({"a": {"title": 1}}, "'a' has a title that is not a string; quote it"),
        ({"a": {"aliases": "b"}}, "'a' has aliases that are not a list of strings; write ['…']"),
        ({"a": {"aliases": [1]}}, "'a' has aliases that are not a list of strings; write ['…']"),
        (
            {"a": {"aliases": ["x"]}, "b": {"aliases": ["X"]}},
            "'X' is an alias of 'a' and of 'b'; remove one",
        ),
    ],
)
def test_a_wrong_value_of_anthology_tags_is_told(value: object, problem: str) -> None:
    assert tags_problem(value) == problem


def test_a_series_has_no_aliases() -> None:
    assert series_problem({"a": {"title": "A"}}) == ""
    problem = "'a' has an unknown key 'aliases'; write one of description, title"
    assert series_problem({"a": {"aliases": []}}) == problem


def test_pages_hold_so_many_posts_and_have_addresses() -> None:
    numbers = range(5)
    catalogue = Catalogue(
        Post(f"p{n}", tags=("T",), series=(SeriesPlace("S", n),)) for n in numbers
    )
    found = {page.name: page.docnames for page in listing_pages(catalogue, 2)}
    assert found == {
        "tags/t": ("p4", "p3"),
        "tags/t/2": ("p2", "p1"),
        "tags/t/3": ("p0",),
        "series/s": ("p0", "p1"),
        "series/s/2": ("p2", "p3"),
        "series/s/3": ("p4",),
        "archive/undated": ("p4", "p3"),
        "archive/undated/2": ("p2", "p1"),
        "archive/undated/3": ("p0",),
    }


def test_the_addresses_of_a_term() -> None:
    term = Term(Taxonomy.CATEGORY, "An essay", "an-essay", ())
    assert page_name(term) == "categories/an-essay"
    assert page_name(term, 2) == "categories/an-essay/2"
    assert entry_id(term) == "category.an-essay"
