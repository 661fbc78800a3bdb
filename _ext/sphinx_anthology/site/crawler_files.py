"""Files for crawlers: the sitemap, ``robots.txt`` and ``llms.txt``.

They are computed from the environment: an incremental build writes only some of the pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_anthology.core.formats.feeds import ALL_POSTS, ALL_POSTS_JSON, with_xml_offset
from sphinx_anthology.core.formats.llms import NAME, OPTIONAL, Link, Section, llms
from sphinx_anthology.core.formats.sitemap import MAIN, ROBOTS, SitemapEntry, robots, sitemap
from sphinx_anthology.core.languages.site_languages import alternates
from sphinx_anthology.core.posts.post import is_unpublished
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.documents import file_url, page_url
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.page_languages import links_to_languages
from sphinx_anthology.rendering.fields import listing_title
from sphinx_anthology.rendering.source_credit import credit_text
from sphinx_anthology.site.extra_files import is_from_extra_path, write_extra_files
from sphinx_anthology.site.listings.listing_pages import all_pages, site_pages
from sphinx_anthology.site.not_found import NAME as NOT_FOUND
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post_view import PostSummary
    from sphinx_bindery.common.build_record import BuildRecord

_ = get_translation("anthology")
_logger = logging.getLogger(__name__)

_SITEMAP_EXTENSION = "sphinx_sitemap"
_SITEMAP_OPTIONS = ("sitemap_url_scheme", "sitemap_locales", "sitemap_excludes")


def sitemap_files(builder: StandaloneHTMLBuilder) -> Mapping[str, bytes]:
    """Return the sitemap of all documents and listing pages; nothing without a base URL."""
    base = base_url(builder.config)
    return sitemap(_sitemap_entries(builder), base) if base else {}


def _sitemap_entries(builder: StandaloneHTMLBuilder) -> Iterator[SitemapEntry]:
    env = builder.env
    catalogue, now = anthology_domain(env).catalogue, today(env.config)
    for docname in env.found_docs - {NOT_FOUND}:
        post = catalogue.by_docname.get(docname)
        if post is None:
            yield _sitemap_entry(builder, docname)
        elif not is_unpublished(post, now):
            changed = post.updated or post.date
            lastmod = with_xml_offset(changed).iso_in_full if changed else ""
            yield _sitemap_entry(builder, docname, lastmod, has_own_address=not post.canonical_url)
    for page in all_pages(builder):
        yield _sitemap_entry(builder, page.name)


def _sitemap_entry(
    builder: StandaloneHTMLBuilder, name: str, changed: str = "", *, has_own_address: bool = True
) -> SitemapEntry:
    links = links_to_languages(builder, name) if has_own_address else ()
    return SitemapEntry(page_url(builder, name), changed, alternates(links))


def keep_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``, after sphinx-sitemap: restore the sitemap that it has replaced.

    By default its addresses contain the language and the version, under which there are no pages.
    """
    builder = app.builder
    if exception or _SITEMAP_EXTENSION not in app.extensions or not is_hosted(builder):
        return
    files = sitemap_files(builder)
    for name, data in files.items():
        if not is_from_extra_path(builder, name):
            write_if_changed(Path(builder.outdir, name), data)
    for option in _SITEMAP_OPTIONS if files else ():
        if app.config[option] != app.config.values[option].default:
            _logger.warning(
                "%s: this option of %s has no effect, since sphinx_anthology writes the sitemap; "
                "remove the extension and its options",
                option,
                _SITEMAP_EXTENSION,
                type="anthology",
                subtype="key",
            )


def write_robots(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: write ``robots.txt``; add no page."""
    builder = app.builder
    if is_hosted(builder):
        sitemap = file_url(builder, MAIN) if base_url(app.config) else ""
        write_extra_files(record, builder, "robots", {ROBOTS: robots(sitemap)})
    return []


def llms_files(builder: StandaloneHTMLBuilder) -> Mapping[str, bytes]:
    """Return ``llms.txt``: posts by year, other pages, listing pages and feeds.

    The description is that of the root document, or else its first paragraph.
    """
    root, env = builder.config.root_doc, builder.env
    description = env.metadata[root].get("description", "")
    sections = (
        *_years(builder),
        Section(_("Pages"), tuple(_other_documents(builder))),
        Section(OPTIONAL, tuple(_listing_pages_and_feeds(builder))),
    )
    excerpt = anthology_domain(env).views.excerpt(root)
    return {NAME: llms(builder.config.project, description or excerpt, sections)}


def _years(builder: StandaloneHTMLBuilder) -> Iterator[Section]:
    """Yield the posts of each year, newest first; posts without a date come last."""
    domain, now = anthology_domain(builder.env), today(builder.config)
    years = domain.catalogue.terms(Taxonomy.YEAR)
    for year in sorted(years, key=lambda term: int(term.name or 0), reverse=True):
        posts = [domain.catalogue.by_docname[name] for name in reversed(year.docnames)]
        views = [
            domain.views.summary(post.docname) for post in posts if not is_unpublished(post, now)
        ]
        links = (
            Link(
                view.title, domain.post_url(view.docname, builder) or "./", _summary(view, builder)
            )
            for view in views
        )
        yield Section(listing_title(year), tuple(links))


def _summary(view: PostSummary, builder: StandaloneHTMLBuilder) -> str:
    date = view.date.date.iso if view.date else ""
    work = anthology_domain(builder.env).catalogue.by_docname[view.docname].based_on
    credit = credit_text(work, builder.config.language or "en") if work else ""
    return " – ".join(filter(None, (date, credit, view.description)))


def _other_documents(builder: StandaloneHTMLBuilder) -> Iterator[Link]:
    """Yield the other documents in toctree order, then those outside the toctree."""
    env, views = builder.env, anthology_domain(builder.env).views
    others = env.found_docs - views.catalogue.by_docname.keys() - {NOT_FOUND}
    in_order = [docname for docname in env.collect_relations() if docname in others]
    for docname in (*in_order, *sorted(others.difference(in_order))):
        yield Link(
            views.title(docname),
            _link_url(builder, docname),
            env.metadata[docname].get("description", ""),
        )


def _listing_pages_and_feeds(builder: StandaloneHTMLBuilder) -> Iterator[Link]:
    for page in site_pages(builder):
        term = page.term
        if page.number == 1 and term.taxonomy is not Taxonomy.YEAR:
            yield Link(listing_title(term), _link_url(builder, page.name), term.description)
    if base_url(builder.config):
        yield Link(_("Atom feed"), file_url(builder, ALL_POSTS))
        yield Link(_("JSON Feed"), file_url(builder, ALL_POSTS_JSON))


def _link_url(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the absolute URL of a page, or one relative to the file without a base URL."""
    return page_url(builder, docname) or "./"
