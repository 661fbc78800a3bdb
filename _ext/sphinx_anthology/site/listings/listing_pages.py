"""The pages of the site for each tag, series, category, author and year.

Only a site has them. They are written where they changed: what a page shows of posts is known from
facts, and what the theme shows around it from titles, toctrees and configuration.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.addresses import FOLDERS
from sphinx_anthology.core.pages.listing_pages import ListingPage
from sphinx_anthology.core.pages.listing_pages import listing_pages as all_listing_pages
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering.fields import term_name
from sphinx_anthology.site.feeds.feed_links import feed_path
from sphinx_anthology.site.listings.list_entries import ListEntries
from sphinx_anthology.site.listings.listing_body import listing_context
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import builder_of, is_html_site
from sphinx_bindery.common.files import remove_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.incremental.build_record import Memory


def find_changed(memory: Memory, app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``: find the pages to write, and remove those that are no more."""
    builder = app.builder
    if not is_html_site(builder):
        return []
    if memory.is_as_it_was:
        memory.now.listed = memory.before.listed
        return []
    domain = anthology_domain(env)
    surroundings = around(builder, env)
    now = {}
    for page in site_pages(builder, env):
        posts = [domain.views.summary(name).fingerprint for name in page.docnames]
        author = domain.catalogue.authors.get(page.term.name)
        now[page.name] = fingerprint((page, posts, author, surroundings, feed_path(env, page.term)))
    for name in memory.before.listed.keys() - now.keys():
        remove_file(Path(builder.get_output_path(name)), Path(builder.outdir))
    memory.now.listed = now
    return []


def listing_pages(memory: Memory, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Handle ``html-collect-pages``: yield the pages that changed or are not there."""
    builder = app.builder
    if not is_html_site(builder):
        return
    before, now = memory.before.listed, memory.now.listed
    entries = ListEntries(builder, app.env)
    for page in site_pages(builder, app.env):
        path = Path(builder.get_output_path(page.name))
        if now[page.name] != before.get(page.name) or not path.is_file():
            memory.touch(builder)
            yield page.name, listing_context(builder, app.env, page, entries), "page.html"


def warn_of_addresses(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: a document of the writer's own has the address first."""
    builder = builder_of(env)
    if not is_html_site(builder):
        return
    taken = _taken(builder, env)
    for page in all_listing_pages(anthology_domain(env).catalogue, env.config.anthology_page_size):
        if docname := taken.get(builder.get_output_path(page.name)):
            name = term_name(page.term)
            message = f"this document takes the address of the page for the {page.term.taxonomy}"
            warn(Kind.SLUG, f"{message} {name!r}: move it elsewhere", (docname, 1))


def site_pages(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> Iterator[ListingPage]:
    """Yield the pages of all names, but where a document has the address."""
    taken = _taken(builder, env)
    catalogue = anthology_domain(env).catalogue
    for page in all_listing_pages(catalogue, env.config.anthology_page_size):
        if builder.get_output_path(page.name) not in taken:
            yield page


def _taken(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> dict[object, str]:
    """Return the documents in the folders of these pages, by the files that they are written to."""
    folders = tuple(f"{folder}/" for folder in FOLDERS.values())
    return {
        builder.get_output_path(docname): docname
        for docname in sorted(env.found_docs)
        if docname.startswith(folders)
    }


def around(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> str:
    """Return a digest of what themes show around the text of every page."""
    build = builder.build_info
    titles = sorted((name, title.astext()) for name, title in env.titles.items())
    toctrees = [
        (name, sorted((key, repr(value)) for key, value in toctree.attributes.items()))
        for name in sorted(env.toctree_includes)
        for toctree in env.tocs[name].findall(addnodes.toctree)
    ]
    numbers = sorted(env.toc_secnumbers.items())
    newest = builder.templates.newest_template_mtime() if builder.templates else 0
    # the hash is of the options of HTML alone
    site = env.config.project, env.config.language
    return fingerprint(
        (titles, toctrees, numbers, site, build.config_hash, build.tags_hash, newest)
    )
