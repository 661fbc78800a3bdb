"""Redirects from the old addresses of posts, one page for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.locale import get_translation
from sphinx.util.osutil import relative_uri

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.redirects import (
    Redirect,
    SiteFile,
    accept_redirects,
    alias_path,
    parent_folders,
    redirect_page,
)
from sphinx_anthology.core.posts.post import document_of, is_unpublished
from sphinx_anthology.documents import page_path
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.site.extra_files import is_from_extra_path, write_extra_files
from sphinx_anthology.site.listings.listing_pages import all_pages
from sphinx_anthology.site.not_found import FILE as NOT_FOUND
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_bindery.common.build_record import BuildRecord

_ = get_translation("anthology")

_KIND = "redirects"
_FILES_OF_SPHINX = ("objects.inv", "opensearch.xml", "searchindex.js")


def write_redirects(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``, after the other extra files: write the redirects.

    Pages of other extensions are written later, so they replace a redirect.
    """
    builder = app.builder
    if not is_hosted(builder):
        return []
    redirects = tuple(_redirects(builder))
    if not redirects and not record.files(_KIND):
        return []
    site_files = [*_site_files(record, builder), *_extra_path_files(builder, redirects)]
    accepted, rejected = accept_redirects(redirects, site_files)
    for redirect, message in rejected:
        _warn(builder, redirect.docname, message)
    pages = {redirect.path: _page(builder, redirect).encode() for redirect in accepted}
    write_extra_files(record, builder, _KIND, pages, {file.path for file in site_files})
    return []


def _redirects(builder: StandaloneHTMLBuilder) -> Iterator[Redirect]:
    now, base = today(builder.config), base_url(builder.config)
    for post in anthology_domain(builder.env).catalogue.posts:
        if is_unpublished(post, now) or document_of(post.docname) not in builder.env.titles:
            continue  # not in the site, or not readable
        for alias in post.aliases:
            try:
                yield Redirect(post.docname, alias, alias_path(alias, base))
            except ValueError as error:
                _warn(builder, post.docname, str(error))


def _warn(builder: StandaloneHTMLBuilder, docname: str, message: str) -> None:
    line = anthology_domain(builder.env).catalogue.by_docname[docname].line_of("aliases")
    warn(Kind.ALIAS, f"aliases: {message}", (document_of(docname), line))


def _site_files(record: BuildRecord, builder: StandaloneHTMLBuilder) -> Iterator[SiteFile]:
    """Yield the other pages and files of the site."""

    def file(name: str) -> str:
        return Path(builder.get_output_path(name)).relative_to(builder.outdir).as_posix()

    for docname in sorted(builder.env.found_docs):
        yield SiteFile(file(docname), f"the document {docname!r}", docname)
    for page in all_pages(builder):
        yield SiteFile(file(page.name), f"the page {page.name!r}")
    names = [*(index[0] for index in builder.domain_indices), *builder.config.html_additional_pages]
    names += ["genindex"] * builder.config.html_use_index + ["search"] * builder.search
    for name in names:
        yield SiteFile(file(name), f"the page {name!r}")
    extra = [name for kind in sorted(record.files_now) for name in record.files_now[kind]]
    for path in (*_FILES_OF_SPHINX, NOT_FOUND, *extra):
        yield SiteFile(path, f"the file {path!r}")


def _extra_path_files(
    builder: StandaloneHTMLBuilder, redirects: Iterable[Redirect]
) -> Iterator[SiteFile]:
    """Yield the files of ``html_extra_path`` at the paths of redirects."""
    paths = (
        path for redirect in redirects for path in (redirect.path, *parent_folders(redirect.path))
    )
    for path in dict.fromkeys(paths):
        if is_from_extra_path(builder, path):
            yield SiteFile(path, f"the file {path!r} of html_extra_path")


def _page(builder: StandaloneHTMLBuilder, redirect: Redirect) -> str:
    domain = anthology_domain(builder.env)
    post = domain.catalogue.by_docname[redirect.docname]
    language = language_tag(builder.config.language or "en")
    target = page_path(builder, document_of(redirect.docname))
    anchor = domain.record(redirect.docname).anchor
    return redirect_page(
        relative_uri(quote(redirect.path), target) + (anchor and f"#{quote(anchor)}"),
        domain.views.title(redirect.docname),
        _("This page has moved: {title}"),
        language,
        title_language=post.lang if post.lang != language else "",
        canonical=domain.post_url(redirect.docname, builder) if base_url(builder.config) else "",
    )
