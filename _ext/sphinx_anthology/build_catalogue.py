"""The catalogue of the posts of a build, in the languages of the sources and the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_anthology.core.languages.translated_terms import translated_catalogue
from sphinx_anthology.core.posts import known_terms
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.post import document_of, is_updated_later
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.options import today, with_file_name
from sphinx_bindery.common.messages.book_texts import BOOK
from sphinx_bindery.common.messages.catalogue_files import compile_catalogue, translation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan
    from sphinx_anthology.core.posts.post import Author, Post
    from sphinx_anthology.core.posts.taxonomy import KnownTerm
    from sphinx_bindery.common.partial_date import PartialDate


def source_catalogue(
    config: Config,
    scans: Mapping[str, FrontMatterScan],
    names: Iterable[str],
    last_commit_dates: Mapping[str, PartialDate],
) -> Catalogue:
    """Return the catalogue in the language of the sources.

    Args:
        config: The configuration.
        scans: The front matter scans, by docname.
        names: The docnames of the posts, and the keys of those that are sections.
        last_commit_dates: The days of the last commits of posts with ``updated: git``.
    """
    authors = known_terms.authors_by_spelling(config.anthology_authors)
    posts = (_post(config, scans, name, authors, last_commit_dates) for name in sorted(names))
    return Catalogue(posts, _known(config), config.language)


def catalogue_of_book(env: BuildEnvironment, source: Catalogue) -> Catalogue:
    """Return the catalogue in the language of the book."""
    compile_catalogue(env.srcdir, env.config, BOOK)
    translate = translation_of(env.srcdir, env.config, BOOK)
    return translated_catalogue(source, _known(env.config), translate)


def _known(config: Config) -> dict[Taxonomy, Sequence[KnownTerm]]:
    return {
        Taxonomy.TAG: known_terms.known_tags(config.anthology_tags),
        Taxonomy.SERIES: known_terms.known_series(config.anthology_series),
        Taxonomy.AUTHOR: known_terms.known_authors(config.anthology_authors),
    }


def _post(
    config: Config,
    scans: Mapping[str, FrontMatterScan],
    name: str,
    authors: Mapping[str, Author],
    last_commit_dates: Mapping[str, PartialDate],
) -> Post:
    scan = scans[document_of(name)]
    named = {post.docname: post for post in scan.sections}
    post = named.get(name) or with_file_name(scan.post, config)
    post = known_terms.with_known_authors(post, authors)
    if post.updated_from_git:
        return replace(post, updated=last_commit_dates.get(name))
    return replace(post, updated=None) if is_updated_later(post, today(config)) else post
