"""Listing pages of the HTML site for each tag, series, category, author and year; and overviews.

A page is written if it changed: its fingerprint covers the posts that it lists, and the titles,
toctrees and configuration that the theme shows around them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.listing_pages import (
    FOLDERS,
    ListingPage,
    OverviewPage,
    listing_pages,
    overview_pages,
)
from sphinx_anthology.core.posts.taxonomy import fold
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.incremental.outdated import LISTINGS
from sphinx_anthology.reading.author_images import author_image_digests
from sphinx_anthology.rendering.author_box import author_profile
from sphinx_anthology.rendering.fields import term_name
from sphinx_anthology.site.feeds import feed_path
from sphinx_anthology.site.listings.listing_body import (
    ListEntries,
    listing_context,
    overview_context,
)
from sphinx_anthology.site.site_links import site_links
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import has_general_index, is_html_site
from sphinx_bindery.common.files import remove_file
from sphinx_bindery.common.messages.catalogue_files import catalogue_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.incremental.outdated import SourceFingerprint
    from sphinx_bindery.common.build_record import BuildRecord


class ListingPages:
    """The listing pages of the current build."""

    def __init__(self, record: BuildRecord, source: SourceFingerprint) -> None:
        self._record = record
        self._source = source
        self._outdated: frozenset[str] = frozenset()

    def find_outdated(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``: find outdated listing pages, and remove obsolete ones."""
        builder = app.builder
        if is_html_site(builder):
            before = self._record.fingerprints(LISTINGS).keys()
            outdated = self._record.outdated(
                LISTINGS,
                lambda: _fingerprints(builder),
                source=self._source.value,
                is_complete=True,
            )
            self._outdated = frozenset(outdated)
            if not self._record.is_up_to_date(LISTINGS):
                for name in before - {page.name for page in all_pages(builder)}:
                    remove_file(Path(builder.get_output_path(name)), Path(builder.outdir))
        return []

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Handle ``html-collect-pages``: yield the pages that are outdated or missing."""
        builder = app.builder
        if not is_html_site(builder):
            return
        entries = ListEntries(builder)
        for page in all_pages(builder):
            path = Path(builder.get_output_path(page.name))
            if page.name in self._outdated or not path.is_file():
                self._record.touch()
                if isinstance(page, OverviewPage):
                    context = overview_context(builder, page)
                else:
                    context = listing_context(builder, page, entries)
                yield page.name, context, "page.html"


def _fingerprints(builder: StandaloneHTMLBuilder) -> dict[str, str]:
    domain = anthology_domain(builder.env)
    around = surroundings_fingerprint(builder)
    images = author_image_digests(builder.env)
    found = {}
    for page in site_pages(builder):
        posts = [domain.views.summary(name).fingerprint for name in page.docnames]
        author = domain.catalogue.authors.get(page.term.name)
        profile = author_profile(builder, page.term.name) if author else None
        image = images.get(fold(page.term.name)) if profile else None
        feed = feed_path(builder, page.term)
        found[page.name] = fingerprint((page, posts, author, profile, image, around, feed))
    for overview in site_overviews(builder):
        index = domain.views.index(overview.taxonomy)
        found[overview.name] = fingerprint((index.fingerprint, around))
    return found


def warn_about_taken_paths(app: Sphinx, _env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: warn about documents at the path of a listing page."""
    builder = app.builder
    if not is_html_site(builder):
        return
    for page, docname in _pages(builder):
        if docname:
            name = term_name(page.term)
            message = f"path: this document replaces the page of the {page.term.taxonomy} {name!r}"
            warn(Kind.SLUG, f"{message}; move it elsewhere", (docname, 1))


def warn_about_shared_paths(app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: warn about documents with the page of another one.

    With the builder ``dirhtml``, ``a`` and ``a/index`` are both ``a/index.html``.
    """
    builder = app.builder
    if not is_html_site(builder):
        return
    taken: dict[str, str] = {}
    for docname in sorted(env.found_docs):
        other = taken.setdefault(str(builder.get_output_path(docname)), docname)
        if other != docname:
            message = f"path: {other} and this document have one page; rename or move one of them"
            warn(Kind.SLUG, message, (docname, 1))


def site_pages(builder: StandaloneHTMLBuilder) -> Iterator[ListingPage]:
    """Yield the listing pages, except those that a document replaces."""
    return (page for page, docname in _pages(builder) if not docname)


def site_overviews(builder: StandaloneHTMLBuilder) -> Iterator[OverviewPage]:
    """Yield the overviews of taxonomies, except those that a document replaces."""
    documents = {*map(builder.get_output_path, builder.env.found_docs)}
    for page in overview_pages(anthology_domain(builder.env).catalogue):
        if builder.get_output_path(page.name) not in documents:
            yield page


def all_pages(builder: StandaloneHTMLBuilder) -> Iterator[ListingPage | OverviewPage]:
    """Yield all generated listing pages and overviews."""
    yield from site_pages(builder)
    yield from site_overviews(builder)


def _pages(builder: StandaloneHTMLBuilder) -> Iterator[tuple[ListingPage, str]]:
    """Yield each listing page, and the document that replaces it; empty if none does."""
    folders = tuple(f"{folder}/" for folder in FOLDERS.values())
    taken = {
        builder.get_output_path(docname): docname
        for docname in sorted(builder.env.found_docs)
        if docname.startswith(folders)
    }
    catalogue = anthology_domain(builder.env).catalogue
    for page in listing_pages(catalogue, builder.config.anthology_page_size):
        yield page, taken.get(builder.get_output_path(page.name), "")


def surroundings_fingerprint(builder: StandaloneHTMLBuilder) -> str:
    """Return the fingerprint of the content that themes show around the body of every page."""
    build, env = builder.build_info, builder.env
    titles = sorted((name, title.astext()) for name, title in env.titles.items())
    toctrees = [
        (name, sorted((key, repr(value)) for key, value in toctree.attributes.items()))
        for name in sorted(env.toctree_includes)
        for toctree in env.tocs[name].findall(addnodes.toctree)
    ]
    numbers = sorted(env.toc_secnumbers.items())
    newest = builder.templates.newest_template_mtime() if builder.templates else 0
    # config_hash covers the HTML options only
    site = env.config.project, env.config.language, has_general_index(builder)
    shown = site_links(builder), catalogue_state(env)
    return fingerprint(
        (titles, toctrees, numbers, site, shown, build.config_hash, build.tags_hash, newest)
    )
