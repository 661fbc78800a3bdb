"""The other languages of a page, from ``anthology_languages`` and the message catalogues.

The first language of the option is that of the sources. A document exists in another language if
its catalogue has translations; a language without catalogues is a project of its own, which is
expected to have all documents.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sphinx.util.i18n import docname_to_domain

from sphinx_anthology.core.languages.po_file import is_translated, translated_sources
from sphinx_anthology.core.languages.site_languages import (
    LanguageLink,
    SiteLanguage,
    language_links,
    site_languages,
)
from sphinx_anthology.documents import page_url
from sphinx_anthology.options import base_url
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def links_to_languages(builder: Builder, pagename: str) -> tuple[LanguageLink, ...]:
    """Return the links from a page to the languages of the site; none without the option."""
    config, env = builder.config, builder.env
    languages = site_languages(config.anthology_languages)
    if not languages:
        return ()
    path = page_url(builder, pagename).removeprefix(base_url(config))
    lacking = {
        language.tag
        for language in languages[1:]
        if pagename in env.found_docs and not _has_document(env, pagename, language)
    }
    return language_links(languages, config.language or "en", path, lacking)


def other_catalogues_state(env: BuildEnvironment) -> list[tuple[str, int]]:
    """Return paths and modification times of catalogues of other languages, for fingerprints."""
    languages = site_languages(env.config.anthology_languages)[1:]
    return [
        (str(path), path.stat().st_mtime_ns)
        for language in languages
        for folder in _folders(env, language)
        for path in sorted(folder.rglob("*.[mp]o"))
    ]


def _has_document(env: BuildEnvironment, docname: str, language: SiteLanguage) -> bool:
    folders = [*_folders(env, language)]
    if not folders or docname == env.config.root_doc:
        return True
    domain = docname_to_domain(docname, env.config.gettext_compact)
    path = Path(env.doc2path(docname, base=False)).as_posix()
    for folder in folders:
        source, compiled = folder / f"{domain}.po", folder / f"{domain}.mo"
        if source.is_file():
            if is_translated(_sources(source, source.stat().st_mtime_ns), path):
                return True
        elif compiled.is_file() and _has_messages(compiled, compiled.stat().st_mtime_ns):
            return True
    return False


def _folders(env: BuildEnvironment, language: SiteLanguage) -> Iterator[Path]:
    """Yield the folders of a language's catalogues, named by a BCP 47 tag or a POSIX locale."""
    for folder in env.config.locale_dirs:
        for place in sorted(Path(env.srcdir, folder).glob("*/LC_MESSAGES")):
            if language_tag(place.parent.name).lower() == language.tag.lower():
                yield place


@lru_cache(maxsize=4096)
def _sources(path: Path, _time: int) -> frozenset[str]:
    return translated_sources(path.read_text("utf-8", "replace"))


@lru_cache(maxsize=4096)
def _has_messages(path: Path, _time: int) -> bool:
    with path.open("rb") as file:
        head = file.read(12)  # https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    order: Literal["little", "big"] = "little" if head[:1] == b"\xde" else "big"
    return int.from_bytes(head[8:], order) > 1  # the first one is the header
