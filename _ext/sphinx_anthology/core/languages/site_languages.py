"""The languages of a site, each with its address, and the links from a page to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.language_name import LANGUAGE_TAG
from sphinx_bindery.common.addresses import web_address_problem
from sphinx_bindery.common.dates import known_locale
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DEFAULT = "x-default"
"""The ``hreflang`` of the page for readers of other languages."""


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """A language of the site.

    Attributes:
        tag: A BCP 47 tag.
        base: The absolute URL of the site in this language, with a trailing slash.
    """

    tag: str
    base: str

    @property
    def name(self) -> str:
        """The name of the language in itself, such as ``Deutsch``; the tag if it is unknown."""
        locale = known_locale(self.tag)
        name = (locale and locale.get_display_name(locale)) or self.tag
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to a page in a language.

    Attributes:
        language: The language.
        address: The absolute URL of the page; of the home page if the language lacks the page.
        is_same_page: Whether the language has the page.
        is_current: Whether it is the language of the page itself.
    """

    language: SiteLanguage
    address: str
    is_same_page: bool
    is_current: bool


def languages_problem(value: object) -> str:
    """Return the mistake in the value of ``anthology_languages``; empty if there is none."""
    example = "{'en': 'https://example.org/en/'}"
    if not isinstance(value, Mapping):
        return f"not a mapping; write {example}"
    tags: dict[str, str] = {}
    bases: dict[str, str] = {}
    for name, address in value.items():
        if not isinstance(name, str) or not LANGUAGE_TAG.fullmatch(name):
            return f"{name!r} is not a language; write a tag such as 'de' or 'pt-BR'"
        if (other := tags.setdefault(language_tag(name).lower(), name)) != name:
            return f"{name!r} is the same language as {other!r}; remove one"
        if not isinstance(address, str) or web_address_problem(address) or {*address} & {*"?#"}:
            return f"{name!r} has no absolute URL; write {example}"
        if (other := bases.setdefault(address.rstrip("/"), name)) != name:
            return f"{name!r} has the address of {other!r}; write one for each language"
    return ""


def site_languages(value: Mapping[str, str]) -> tuple[SiteLanguage, ...]:
    """Return the languages of ``anthology_languages``, in order."""
    return tuple(
        SiteLanguage(language_tag(name), f"{address.rstrip('/')}/")
        for name, address in value.items()
    )


def find_language(languages: Sequence[SiteLanguage], language: str) -> SiteLanguage | None:
    """Return a language of the site by its tag or POSIX locale."""
    tag = language_tag(language).lower()
    return next((each for each in languages if each.tag.lower() == tag), None)


def language_links(
    languages: Sequence[SiteLanguage], current: str, path: str, lacking: Collection[str]
) -> tuple[LanguageLink, ...]:
    """Return the links from a page to the languages of the site, its own included.

    Args:
        languages: The languages of the site.
        current: The language of the page.
        path: The path of the page in each site.
        lacking: The tags of the languages without this page.
    """
    own = find_language(languages, current)
    return tuple(
        LanguageLink(
            language,
            language.base if language.tag in lacking else language.base + path,
            language.tag not in lacking,
            language is own,
        )
        for language in languages
    )


def alternates(links: Sequence[LanguageLink]) -> tuple[tuple[str, str], ...]:
    """Return the ``hreflang`` values and addresses for a page, itself included.

    Return none for a page in one language only, or without a version in its own language: search
    engines require that the pages link to each other.
    """
    found = [link for link in links if link.is_same_page]
    if len(found) < 2 or not any(link.is_current for link in found):
        return ()
    pairs = [(link.language.tag, link.address) for link in found]
    default = links[0] if links[0].is_same_page else found[0]
    return (*pairs, (DEFAULT, default.address))
