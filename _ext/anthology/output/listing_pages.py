"""The pages of the site for each tag, series, category, author and year.

Only a site has them. They are written where they changed: what a page shows of posts is known from
facts, and what the theme shows around it from titles, toctrees and configuration.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.docutils import new_document

from anthology import facts
from anthology.core.list_style import ListStyle
from anthology.core.pagination import ListingPage
from anthology.core.pagination import listing_pages as all_listing_pages
from anthology.core.problem import Kind
from anthology.core.taxonomy import Taxonomy
from anthology.domain import anthology_domain
from anthology.indexes import shown_name
from anthology.list_nodes import post_list
from anthology.sites import writes_site
from anthology.staleness import ShownFacts, digest
from anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("anthology")

_HEADINGS = {
    Taxonomy.TAG: lambda: _("Tag: {name}"),
    Taxonomy.SERIES: lambda: _("Series: {name}"),
    Taxonomy.CATEGORY: lambda: _("Category: {name}"),
    Taxonomy.AUTHOR: lambda: _("Author: {name}"),
    Taxonomy.YEAR: lambda: _("Posts of {name}"),
}


def find_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: find the pages to write, and remove those that are no more."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not writes_site(builder):
        return []
    domain = anthology_domain(env)
    shown = ShownFacts(app)
    around = _around(builder, env)
    now = {}
    for page in _pages(env):
        posts = [shown.summary(domain.catalogue.by_docname[name]) for name in page.docnames]
        author = domain.catalogue.authors.get(page.term.name)
        now[page.name] = digest((page, posts, author, around))
    before = domain.listed.get(builder.name, {})
    for name in sorted(before.keys() - now.keys()):
        _remove(builder, name)
    domain.listed[builder.name] = now
    domain.changed_pages = {name for name in now if now[name] != before.get(name)}
    return []


def listing_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Handle ``html-collect-pages``: yield the pages that changed or are not there."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not writes_site(builder):
        return
    changed = anthology_domain(app.env).changed_pages
    for page in _pages(app.env):
        if page.name in changed or not Path(builder.get_output_path(page.name)).is_file():
            yield page.name, _context(builder, app.env, page), "page.html"


def warn_of_addresses(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-check-consistency``: a document of the writer's own has the address first."""
    for page in all_listing_pages(anthology_domain(env).catalogue, env.config.anthology_page_size):
        if page.name in env.found_docs:
            name = shown_name(page.term)
            message = f"this document takes the address of the page for the {page.term.taxonomy}"
            warn(Kind.SLUG, f"{message} {name!r}: move it elsewhere", (page.name, 1))


def _pages(env: BuildEnvironment) -> Iterator[ListingPage]:
    catalogue = anthology_domain(env).catalogue
    for page in all_listing_pages(catalogue, env.config.anthology_page_size):
        if page.name not in env.found_docs:
            yield page


def _around(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> str:
    """Return a digest of what themes show around the text of every page."""
    build = builder.build_info
    titles = sorted((name, title.astext()) for name, title in env.titles.items())
    toctrees = sorted((name, tuple(names)) for name, names in env.toctree_includes.items())
    newest = builder.templates.newest_template_mtime() if builder.templates else 0
    return digest((titles, toctrees, build.config_hash, build.tags_hash, newest))


def _remove(builder: StandaloneHTMLBuilder, name: str) -> None:
    path = Path(builder.get_output_path(name))
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder != Path(builder.outdir) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _context(
    builder: StandaloneHTMLBuilder, env: BuildEnvironment, page: ListingPage
) -> dict[str, Any]:
    heading = _HEADINGS[page.term.taxonomy]().format(name=shown_name(page.term))
    if not page.term.name:
        heading = _("Posts without a date")
    title = heading
    if page.number > 1:
        title = _("{heading}, page {number}").format(heading=heading, number=page.number)
    section = nodes.section("", nodes.title(title, title), ids=["posts"], classes=["listing"])
    section += _introduction(env, page)
    posts = [anthology_domain(env).catalogue.by_docname[name] for name in page.docnames]
    section += post_list(env, posts, ListStyle(), page.name)
    if page.total > 1:
        section += _pager(builder, page)
    description = " ".join(page.term.description.split()) or title
    return {
        "title": html.escape(title),
        "body": _rendered(builder, env, section),
        "metatags": f'\n<meta name="description" content="{html.escape(description)}" />',
    }


def _introduction(env: BuildEnvironment, page: ListingPage) -> Iterator[nodes.Node]:
    term = page.term
    if term.description:
        yield nodes.paragraph("", term.description)
    parts: list[nodes.Node] = [nodes.inline("", _count(len(term.docnames)), classes=["count"])]
    if term.taxonomy is Taxonomy.AUTHOR:
        author = anthology_domain(env).catalogue.authors[term.name]
        if author.affiliation:
            parts.append(nodes.Text(author.affiliation))
        addresses = (author.url, author.orcid and f"https://orcid.org/{author.orcid}")
        parts += [
            nodes.reference("", address, refuri=address, internal=False)
            for address in addresses
            if address
        ]
    yield nodes.paragraph("", "", *facts.joined(parts, " · "), classes=["listing-facts"])


def _count(number: int) -> str:
    return _("1 post") if number == 1 else _("{number} posts").format(number=number)


def _pager(builder: StandaloneHTMLBuilder, page: ListingPage) -> nodes.paragraph:
    def link(text: str, number: int) -> nodes.reference:
        target = ListingPage(page.term, number, page.total, ()).name
        return nodes.reference(
            "", text, refuri=builder.get_relative_uri(page.name, target), internal=True
        )

    place = _("Page {number} of {total}").format(number=page.number, total=page.total)
    parts: list[nodes.Node] = [nodes.inline("", place)]
    if page.number > 1:
        parts.insert(0, link(_("Previous page"), page.number - 1))
    if page.number < page.total:
        parts.append(link(_("Next page"), page.number + 1))
    return nodes.paragraph("", "", *facts.joined(parts, " · "), classes=["pager"])


def _rendered(builder: StandaloneHTMLBuilder, env: BuildEnvironment, node: nodes.Element) -> str:
    document = new_document("")
    document.settings.env = env
    document += node
    ReferencesResolver(document).apply()
    return builder.render_partial(node)["fragment"]
