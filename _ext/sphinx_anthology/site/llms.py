"""The file ``llms.txt``: posts by year, other pages, listing pages and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_anthology.core.formats.feeds import ALL_POSTS, ALL_POSTS_JSON
from sphinx_anthology.core.formats.llms import NAME, OPTIONAL, Link, Section, llms
from sphinx_anthology.core.posts.post import is_unpublished
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.documents import absolute, on_site, plain_title
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.site.extra_files import keep_extra_files, write_extra_files
from sphinx_anthology.site.listings.listing_body import heading
from sphinx_anthology.site.listings.listing_pages import site_pages
from sphinx_anthology.site.not_found import NAME as NOT_FOUND
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.build_record import BuildRecord

_ = get_translation("anthology")


def write_llms(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: write the file; add no page."""
    builder = app.builder
    if is_hosted(builder) and not keep_extra_files(record, builder, "llms"):
        env = app.env
        sections = (
            *_years(builder, env),
            Section(_("Pages"), tuple(_pages(builder, env))),
            Section(OPTIONAL, tuple(_listing_pages_and_feeds(builder, env))),
        )
        data = llms(app.config.project, _description(env), sections)
        write_extra_files(record, builder, "llms", {NAME: data})
    return []


def _description(env: BuildEnvironment) -> str:
    """Return the description of the root document, or else its first paragraph."""
    domain, root = anthology_domain(env), env.config.root_doc
    description = env.metadata[root].get("description", "")
    return description or domain.views.excerpt(root)


def _years(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> Iterator[Section]:
    """Yield the posts of each year, newest first; posts without a date come last."""
    domain, now = anthology_domain(env), today(env.config)
    titles = domain.titles
    years = domain.catalogue.terms(Taxonomy.YEAR)
    for year in sorted(years, key=lambda term: int(term.name or 0), reverse=True):
        posts = [domain.catalogue.by_docname[name] for name in reversed(year.docnames)]
        links = (
            Link(
                titles.get(post.docname, post.docname),
                _address(builder, post.docname),
                " – ".join(
                    filter(
                        None,
                        (
                            post.date.iso if post.date else "",
                            domain.views.summary(post.docname).description,
                        ),
                    )
                ),
            )
            for post in posts
            if not is_unpublished(post, now)
        )
        yield Section(heading(year), tuple(links))


def _pages(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> Iterator[Link]:
    """Yield the other documents in toctree order, then those outside the toctree."""
    others = env.found_docs - anthology_domain(env).catalogue.by_docname.keys() - {NOT_FOUND}
    in_order = [docname for docname in env.collect_relations() if docname in others]
    for docname in (*in_order, *sorted(others.difference(in_order))):
        yield Link(
            plain_title(env, docname),
            _address(builder, docname),
            env.metadata[docname].get("description", ""),
        )


def _listing_pages_and_feeds(
    builder: StandaloneHTMLBuilder, env: BuildEnvironment
) -> Iterator[Link]:
    for page in site_pages(builder, env):
        term = page.term
        if page.number == 1 and term.taxonomy is not Taxonomy.YEAR:
            yield Link(heading(term), _address(builder, page.name), term.description)
    if base_url(env.config):
        yield Link(_("Atom feed"), on_site(builder, ALL_POSTS))
        yield Link(_("JSON Feed"), on_site(builder, ALL_POSTS_JSON))


def _address(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the absolute URL of a page, or one relative to the file without a base URL."""
    return absolute(builder, docname) or "./"
