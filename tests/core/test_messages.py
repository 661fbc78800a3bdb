"""The message catalogues: up to date, complete, and with the placeholders of the messages."""

from __future__ import annotations

import io
import re
from functools import cache
from gettext import GNUTranslations

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message

from tools.messages import DOMAINS, LANGUAGES, Domain, extract, files, read

PLACEHOLDER = re.compile(r"\{\w*\}|%(?:\(\w+\))?s")
EVERY = [(domain, language) for domain in DOMAINS for language in LANGUAGES]


@cache
def messages(domain: Domain) -> set[object]:
    """Return the messages in the sources."""
    return {message.id for message in extract(domain) if message.id}


def named(case: object) -> str:
    return case.name if isinstance(case, Domain) else str(case)


def texts(message: Message) -> tuple[str, ...]:
    """Return the translation of a message: one text, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.mark.parametrize("domain", DOMAINS, ids=named)
def test_the_files_are_up_to_date(domain: Domain) -> None:
    for path, content in files(domain):
        found = path.read_bytes()
        if path.suffix == ".mo":  # the version of Babel is in its header
            assert translations(found) == translations(content), f"{path}: run make messages"
        else:
            assert found.decode() == content.decode(), f"{path}: run make messages"


def translations(content: bytes) -> dict[object, str]:
    """Return the translations in a ``.mo`` file, without its header."""
    catalog = GNUTranslations(io.BytesIO(content))._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in catalog.items() if key}


@pytest.mark.parametrize("domain", DOMAINS, ids=named)
def test_sources_have_messages(domain: Domain) -> None:
    ids = messages(domain)
    expected = {"anthology": "Filed under:", "bindery": "Published {date}"}
    assert expected[domain.name] in ids
    assert len(ids) > 50


@pytest.mark.parametrize(("domain", "language"), EVERY, ids=named)
def test_a_catalogue_has_every_message(domain: Domain, language: str) -> None:
    catalog = read(domain.source(language), language)
    assert {message.id for message in catalog if message.id} == messages(domain)
    assert not catalog.obsolete
    for message in catalog:
        if message.id:
            assert not message.fuzzy, message.id
            assert all(texts(message)), message.id


@pytest.mark.parametrize(("domain", "language"), EVERY, ids=named)
def test_translations_have_the_placeholders_of_their_messages(
    domain: Domain, language: str
) -> None:
    for message in read(domain.source(language), language):
        if message.id:
            assert not misplaced(message), message.id


def misplaced(message: Message) -> bool:
    """Return whether placeholders are missing or unknown.

    The form for a single number, such as "two posts" in Arabic, may leave the number out.
    """
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    wanted = {name for text in ids for name in PLACEHOLDER.findall(text)}
    found = [PLACEHOLDER.findall(text) for text in texts(message)]
    unknown = {name for names in found for name in names} - wanted
    doubled = any(len(names) != len(set(names)) for names in found if "%s" not in names)
    return bool(unknown) or doubled or set(found[-1]) != wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{name} hier", False), ("hier", True), ("{names} hier", True), ("{name}, {name}", True)],
)
def test_misplaced_placeholders_are_found(text: str, expected: bool) -> None:
    catalog = Catalog(locale="de")
    catalog.add("{name} here", text)
    assert misplaced(catalog["{name} here"]) is expected


@pytest.mark.parametrize(("domain", "language"), EVERY, ids=named)
def test_plural_forms_are_as_many_as_the_language_has(domain: Domain, language: str) -> None:
    catalog = read(domain.source(language), language)
    assert catalog.num_plurals == Catalog(locale=Locale.parse(language)).num_plurals
    for message in catalog:
        if message.pluralizable:
            assert len(texts(message)) == catalog.num_plurals, message.id


def test_arabic_has_six_forms() -> None:
    found = translations((DOMAINS[0].source("ar").with_suffix(".mo")).read_bytes())
    forms = [found["{number} post", form] for form in range(6)]
    assert forms[1:3] == ["مقال واحد", "مقالان"]
    assert all("{number}" in text for text in forms[3:])
