"""Citations as BibTeX and as CFF: what goes in comes out, and nothing is made up."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from pybtex.database import Entry, parse_string

from sphinx_anthology.core.formats.cff import LICENSES, cff
from sphinx_anthology.core.formats.citation import Citation, bibtex, uri
from sphinx_anthology.core.posts.post import Author, License, Post
from sphinx_anthology.core.values.person_name import PersonName, person_name
from sphinx_bindery.common.partial_date import PartialDate
from tests.validators import MODULES, cffconvert

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = MODULES / "schemastore/schemas/json/citation-file-format.github.io/1.2.0/schema.json"
HOSTILE = (
    "100% of $5 & #1_a {b} ~c^2 \\textbf{d}",
    "}{",
    "} , year = {1900}",
    "ends in a backslash \\",
    "quotes \" and 'single', a: b # c",
    "- a list, [b], {c: d}, *e, &f, !g",
    "<b>]]>&amp;",
    "two\nlines\tand tabs",
    "\u200fשלום\u200f é 日本 🎉",
    "2014-11-10",
    "null",
    "@misc{a,",
)
TOLD_BY_NAME = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{rf"\{char}": char for char in "&%$#_"},
}


def post(date: str = "", **facts: Any) -> Post:  # noqa: ANN401 (whatever a post has)
    when = PartialDate.parse(date, UTC) if date else None
    return Post("posts/a-post", date=when, **facts)


def cite(told: Post | None = None, **facts: str) -> Citation:
    given = {"title": "A title", "name": "a-post", "book": "Notes"} | facts
    return Citation(told or post(), **given)


def entry(citation: Citation) -> Entry:
    entries = parse_string(bibtex(citation), "bibtex").entries
    assert list(entries) == [citation.key]
    return entries[citation.key]


def as_typeset(text: str) -> str:
    """Return what TeX would print of a text that has only the escapes of ours."""
    out = ""
    while text:
        name = next((name for name in TOLD_BY_NAME if text.startswith(name)), text[0])
        out += TOLD_BY_NAME.get(name, name)
        text = text.removeprefix(name)
    return out


# -- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Author", PersonName("Ann", "Author")),
        ("  Ann\n B.  Author ", PersonName("Ann B.", "Author")),
        ("Ludwig van Beethoven", PersonName("Ludwig", "Beethoven", "van")),
        ("Ursula von der Leyen", PersonName("Ursula", "Leyen", "von der")),
        ("Jean-Luc O’Neil Jr.", PersonName("Jean-Luc", "O’Neil", "", "Jr.")),
        ("Jose\u0301 Pérez", PersonName("José", "Pérez")),
        ("Лев Толстой", PersonName("Лев", "Толстой")),
    ],
)
def test_the_name_of_a_person_is_taken_apart(name: str, parts: PersonName) -> None:
    assert person_name(name) == parts


@pytest.mark.parametrize(
    "name",
    [
        *("", "Madonna", "18F", "18F Team", "The Editors", "Nova Project", "Big Tent Inc."),
        *("Author, Ann", "Ann Author and Ben Other", "Ann & Ben", "bell hooks", "x y z"),
        *("村上 春樹", "김 민수", "ann@example.org", "van Beethoven", "Jr.", "Friends of Nova"),
    ],
)
def test_any_other_name_stays_whole(name: str) -> None:
    assert person_name(name) is None


# -- keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citation", "key"),
    [
        (cite(post("2014-11", authors=(Author("Ann Author"),))), "author2014-a-post"),
        (cite(post("2014"), book_author="Notes Team"), "notesteam2014-a-post"),
        (cite(post("2014")), "2014-a-post"),
        (cite(post(authors=(Author("Jo Øster-Strauß"),))), "osterstrauss-a-post"),
        (cite(name="posts/a/post_1.2"), "posts/a/post_1.2"),
        (cite(name="über"), "uber-0f0e4e"),
        (cite(name="日本"), "4cb764"),
        (cite(post("2014", authors=(Author("村上春樹"),))), "2014-a-post"),
    ],
)
def test_a_key_tells_author_year_and_name(citation: Citation, key: str) -> None:
    assert citation.key == key


def test_keys_differ_wherever_names_do() -> None:
    names = [
        "uber",
        "über",
        "Uber",
        "u-ber",
        "u_ber",
        "u ber",
        "日本",
        "日木",
        "-uber",
        "posts/uber",
    ]
    keys = {cite(name=name).key for name in names}
    assert len(keys) == len(names)
    assert all(key.isascii() and not set(key) & set(" \"#%'(),={}~\\") for key in keys)


# -- BibTeX --------------------------------------------------------------------------------------


def test_bibtex_tells_all_that_is_known() -> None:
    authors = (Author("Ludwig van Beethoven"), Author("Jo Doe Jr."), Author("Smith and Sons"))
    told = cite(post("2014-11-10", authors=authors), address="https://e.org/a_b%20c#d")
    assert bibtex(told) == (
        "@misc{beethoven2014-a-post,\n"
        "  author = {van Beethoven, Ludwig and Doe, Jr., Jo and {Smith and Sons}},\n"
        "  title = {{A title}},\n"
        "  howpublished = {Notes},\n"
        "  year = {2014},\n"
        "  month = nov,\n"
        "  day = {10},\n"
        "  url = {https://e.org/a_b%20c#d},\n"
        "}\n"
    )
    persons = entry(told).persons["author"]
    assert [
        [person.first_names, person.prelast_names, person.last_names, person.lineage_names]
        for person in persons
    ] == [
        [["Ludwig"], ["van"], ["Beethoven"], []],
        [["Jo"], [], ["Doe"], ["Jr."]],
        [[], [], ["{Smith and Sons}"], []],
    ]


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("", {}),
        ("2014", {"year": "2014"}),
        ("2014-01", {"year": "2014", "month": "January"}),
        ("2014-12-31T23:30:00-08:00", {"year": "2014", "month": "December", "day": "31"}),
        ("0987", {"year": "0987"}),
    ],
)
def test_bibtex_has_no_more_of_a_date_than_was_written(date: str, fields: dict[str, str]) -> None:
    found = entry(cite(post(date)))
    assert {key: found.fields[key] for key in ("year", "month", "day") if key in found.fields} == (
        fields
    )
    assert set(found.fields) - set(fields) == {"title", "howpublished"}
    assert not found.persons


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_of_bibtex_as_it_went_in(text: str) -> None:
    told = cite(post("2014", authors=(Author(f"{text} and co"),)), title=text, book=text)
    found = entry(told)
    line = " ".join(text.split())
    assert as_typeset(found.fields["title"].removeprefix("{").removesuffix("}")) == line
    assert as_typeset(found.fields["howpublished"]) == line
    (person,) = found.persons["author"]
    assert as_typeset(str(person).removeprefix("{").removesuffix("}")) == f"{line} and co"
    assert found.fields["year"] == "2014"


# -- CFF -----------------------------------------------------------------------------------------


def read(citation: Citation) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(cff(citation))
    return told


FULL = cite(
    post(
        "2014-11-10",
        authors=(
            Author(
                "Ludwig van Beethoven",
                "https://e.org/ü",
                "l@e.org",
                "0000-0002-1825-0097",
                "Court  of Bonn",
            ),
            Author("18F Team", "javascript:alert(1)", orcid="none", affiliation="GSA"),
            Author("18F Team"),
        ),
        tags=("Nova", "no", "Nova"),
        description="What it\nis about.",
        license=License("cc-by-4.0"),
    ),
    address="https://e.org/a",
)


def test_cff_tells_all_that_is_known() -> None:
    persons = {
        "given-names": "Ludwig",
        "name-particle": "van",
        "family-names": "Beethoven",
        "affiliation": "Court of Bonn",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
        "website": "https://e.org/%C3%BC",
    }
    authors = [persons, {"name": "18F Team"}]
    told = read(FULL)
    assert told == {
        "cff-version": "1.2.0",
        "message": told["message"],
        "title": "A title",
        "authors": authors,
        "date-released": "2014-11-10",
        "url": "https://e.org/a",
        "preferred-citation": {
            "type": "blog",
            "title": "A title",
            "authors": authors,
            "collection-title": "Notes",
            "year": 2014,
            "month": 11,
            "date-published": "2014-11-10",
            "url": "https://e.org/a",
            "abstract": "What it is about.",
            "keywords": ["Nova", "no"],
            "license": "CC-BY-4.0",
        },
    }
    assert list(told)[:4] == ["cff-version", "message", "title", "authors"]
    assert list(told)[4:] == ["date-released", "url", "preferred-citation"]
    assert "&id" not in cff(FULL)


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("", {}),
        ("2014", {"year": 2014}),
        ("2014-01", {"year": 2014, "month": 1}),
        ("2014-01-02 23:30", {"year": 2014, "month": 1, "date-published": "2014-01-02"}),
    ],
)
def test_cff_has_no_more_of_a_date_than_was_written(date: str, fields: dict[str, object]) -> None:
    reference = read(cite(post(date)))["preferred-citation"]
    basic = {"type", "title", "authors", "collection-title"}
    assert {key: value for key, value in reference.items() if key not in basic} == fields


def test_who_made_the_book_stands_for_authors_and_the_book_for_both() -> None:
    assert read(cite(book_author="Ann Author"))["authors"] == [
        {"given-names": "Ann", "family-names": "Author"}
    ]
    assert read(cite())["authors"] == [{"name": "Notes"}]


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (License("MIT"), {"license": "MIT"}),
        (
            License("CC-BY-SA-1.5"),
            {"license-url": "https://creativecommons.org/licenses/by-sa/1.5/"},
        ),
        (License("Mine", "https://e.org/mine"), {"license-url": "https://e.org/mine"}),
        (License("All rights reserved"), {}),
    ],
)
def test_a_license_is_told_where_the_format_knows_it(told: License, fields: dict[str, str]) -> None:
    reference = read(cite(post(license=told)))["preferred-citation"]
    assert {key: value for key, value in reference.items() if "license" in key} == fields


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_of_cff_as_it_went_in(text: str) -> None:
    told = post(authors=(Author(f"{text}, co"),), tags=(text,), description=text)
    found = read(cite(told, title=text, book=text))
    line = " ".join(text.split())
    reference = found["preferred-citation"]
    assert found["title"] == reference["title"] == reference["collection-title"] == line
    assert reference["abstract"] == line
    assert reference["authors"] == found["authors"] == [{"name": f"{line}, co"}]
    assert reference["keywords"] == [text]


def schema() -> dict[str, Any]:
    if not SCHEMA.is_file():
        pytest.skip("the schema needs `npm install --ignore-scripts` here")
    found: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return found


@pytest.mark.validator
@pytest.mark.parametrize(
    "citation",
    [
        FULL,
        cite(),
        cite(post("2014-11", license=License("Mine", "https://e.org/ü")), book_author="Ann Author"),
        *(
            cite(
                post("2014", authors=(Author(text, text, text, text, text),), tags=(text,)),
                title=text,
            )
            for text in HOSTILE
        ),
    ],
)
def test_the_schema_of_cff_finds_nothing(citation: Citation) -> None:
    checker = jsonschema.Draft7Validator(
        schema(), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    assert [error.message for error in checker.iter_errors(read(citation))] == []


@pytest.mark.validator
def test_cffconvert_reads_posts_of_every_kind(tmp_path: Path) -> None:
    ann, team = Author("Ann Author"), Author("Nova Team")
    address = {"address": "https://e.org/a"}
    retold = {"credit": "Retold from “First” by Ann Author, May 2014"}
    citations = {
        "full": FULL,
        "nobody": cite(),
        "year": cite(post("2014", authors=(ann, team)), **address),
        "month": cite(post("2014-11", authors=(team,)), **address, **retold),
        "time": cite(post("2014-11-10T09:30", authors=(ann,)), book_author="Notes Team", **retold),
        **{f"hostile-{n}": cite(post(), title=text) for n, text in enumerate(HOSTILE)},
    }
    read_back = cffconvert({name: cff(citation) for name, citation in citations.items()}, tmp_path)
    assert list(read_back) == list(citations)
    assert read_back["full"] == ("van Beethoven L., 18F Team (2014). A title URL: https://e.org/a")
    assert read_back["nobody"] == "Notes A title"
    assert read_back["year"] == "Author A., Nova Team A title URL: https://e.org/a"
    assert read_back["month"] == "Nova Team A title URL: https://e.org/a"
    assert read_back["time"] == "Author A. (2014). A title"


@pytest.mark.validator
def test_cffconvert_finds_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="family-name"):
        cffconvert(
            {"wrong": cff(cite(book_author="Ann Author")).replace("family-names", "family-name")},
            tmp_path,
        )


@pytest.mark.validator
def test_the_schema_of_cff_knows_the_licenses() -> None:
    assert set(LICENSES) <= set(schema()["definitions"]["license-enum"]["enum"])


# -- addresses -----------------------------------------------------------------------------------


def test_an_address_is_quoted_once() -> None:
    assert uri("https://e.org/ü/a%20b?c={d}&e#f") == ("https://e.org/%C3%BC/a%20b?c=%7Bd%7D&e#f")
