"""The languages of a site, and the sources that files of translations cover."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.languages.po_file import is_translated, translated_sources
from sphinx_anthology.core.languages.site_languages import (
    alternates,
    language_links,
    languages_problem,
    site_languages,
)
from sphinx_anthology.core.languages.translated_terms import translated_catalogue
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.post import Post, SeriesPlace
from sphinx_anthology.core.posts.taxonomy import KnownTerm, Taxonomy

SITES = {"en": "https://e.org/", "pt_BR": "https://e.org/pt", "ja": "https://ja.e.org/"}


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (["en"], "not a mapping"),
        ({"de": "e.org"}, "'de' has no absolute URL"),
        ({"de": "https://e.org/?lang=de"}, "'de' has no absolute URL"),
        ({"de": 1}, "'de' has no absolute URL"),
        ({"Deutsch!": "https://e.org/"}, "is not a language"),
        ({"en": "https://e.org/", "de": "https://e.org"}, "'de' has the address of 'en'"),
        ({"pt-BR": "https://e.org/", "pt_br": "https://e.org/pt/"}, "same language as 'pt-BR'"),
    ],
)
def test_mistakes_in_the_option(value: object, part: str) -> None:
    assert part in languages_problem(value)


def test_languages_have_tags_addresses_and_their_own_names() -> None:
    assert languages_problem(SITES) == ""
    found = [(each.tag, each.base, each.name) for each in site_languages(SITES)]
    assert found == [
        ("en", "https://e.org/", "English"),
        ("pt-BR", "https://e.org/pt/", "Português (Brasil)"),
        ("ja", "https://ja.e.org/", "日本語"),
    ]


def test_a_page_names_itself_and_the_other_languages() -> None:
    links = language_links(site_languages(SITES), "pt_BR", "a.html", ())
    assert [link.is_current for link in links] == [False, True, False]
    assert alternates(links) == (
        ("en", "https://e.org/a.html"),
        ("pt-BR", "https://e.org/pt/a.html"),
        ("ja", "https://ja.e.org/a.html"),
        ("x-default", "https://e.org/a.html"),
    )


def test_a_language_that_lacks_the_page_has_a_link_to_its_home_page() -> None:
    links = language_links(site_languages(SITES), "en", "a.html", ["ja"])
    assert links[2].address == "https://ja.e.org/"
    assert [tag for tag, _address in alternates(links)] == ["en", "pt-BR", "x-default"]


@pytest.mark.parametrize(("current", "lacking"), [("ja", ["ja"]), ("en", ["pt-BR", "ja"])])
def test_a_page_alone_names_none(current: str, lacking: list[str]) -> None:
    assert alternates(language_links(site_languages(SITES), current, "a", lacking)) == ()


PO = r"""
# A comment
msgid ""
msgstr ""
"Language: de\n"

#: ../../posts/a.md:3 ../../posts/b.md:7
msgid "Walks"
msgstr "Wanderungen"

#: ../../posts/c.md:1
#, fuzzy
msgid "Draft"
msgstr "Entwurf"

#: ../../posts/d.md:1
msgid ""
"On two "
"lines"
msgstr ""

#: ../../posts/e.md:1
msgid "One"
msgid_plural "Many"
msgstr[0] ""
"Eins"
msgstr[1] "Viele"

#~ msgid "Gone"
#~ msgstr "Weg"
"""


def test_sources_with_translations() -> None:
    found = translated_sources(PO)
    assert found == {"../../posts/a.md", "../../posts/b.md", "../../posts/e.md"}
    assert is_translated(found, "posts/a.md")
    assert not any(is_translated(found, f"posts/{name}.md") for name in "cd")


def test_messages_without_a_place_are_of_every_source() -> None:
    found = translated_sources('msgid ""\nmsgstr "x"\n\nmsgid "A"\nmsgstr "B"\n')
    assert is_translated(found, "any.md")
    assert translated_sources("") == translated_sources('msgid ""\nmsgstr ""\n"A: b\\n"\n')


POSTS = (
    Post("a", tags=("Gift", "C++", "C"), categories=("Essays",), series=(SeriesPlace("Walks"),)),
    Post("b", tags=("Poison", "c"), series=(SeriesPlace("walks", 1),)),
)
KNOWN = {
    Taxonomy.TAG: (KnownTerm("Poison", "poison", "Bad.", ("Poison", "venom")),),
    Taxonomy.SERIES: (KnownTerm("Walks", "walks", "", ("walks",)),),
}
GERMAN = {
    "Gift": "Geschenk",
    "Poison": "Gift",
    "Essays": "Aufsätze",
    "Walks": "Wanderungen",
    "Bad.": "Schlecht.",
    "C++": "C",
}


def terms(catalogue: Catalogue, taxonomy: Taxonomy) -> dict[str, str]:
    return {term.slug: term.name for term in catalogue.terms(taxonomy)}


def test_terms_are_translated_and_keep_their_slugs() -> None:
    source = Catalogue(POSTS, KNOWN)
    german = translated_catalogue(source, KNOWN, lambda text: GERMAN.get(text, text))
    assert terms(source, Taxonomy.TAG).keys() == terms(german, Taxonomy.TAG).keys()
    # two terms never become one
    assert terms(german, Taxonomy.TAG) == {
        "gift": "Geschenk",
        "poison": "Gift",
        "c": "c",
        "c-plus-plus": "C++",
    }
    assert terms(german, Taxonomy.CATEGORY) == {"essays": "Aufsätze"}
    assert terms(german, Taxonomy.SERIES) == {"walks": "Wanderungen"}
    poison = german.find(Taxonomy.TAG, "venom")
    assert poison
    assert (poison.name, poison.description, poison.docnames) == ("Gift", "Schlecht.", ("b",))
    assert [part.number for name in "ab" for part in german.parts(name)] == [2, 1]
    essays = german.find(Taxonomy.CATEGORY, "essays")
    assert essays
    assert essays.docnames == ("a",)


def test_without_translations_the_catalogue_is_the_same() -> None:
    source = Catalogue(POSTS, KNOWN)
    assert translated_catalogue(source, KNOWN, lambda text: text) is source
