"""Redirects from the old addresses of posts, one page for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.locale import get_translation
from sphinx.util.osutil import relative_uri

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.redirects import (
    Claim,
    Holder,
    above,
    alias_path,
    redirect_page,
    settle,
)
from sphinx_anthology.core.posts.publication import is_held_back
from sphinx_anthology.documents import absolute, path_of, plain_title
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.site.extra_files import is_from_extra_path, write_extra_files
from sphinx_anthology.site.listings.listing_pages import site_pages
from sphinx_anthology.site.not_found import FILE as NOT_FOUND
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

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
    claims = tuple(_claims(app))
    if not claims and not record.files(_KIND):
        return []
    holders = [*_holders(record, builder, app.env), *_extra_path_holders(builder, claims)]
    accepted, rejected = settle(claims, holders)
    for claim, message in rejected:
        _warn(app, claim.docname, message)
    pages = {claim.path: _page(builder, app.env, claim).encode() for claim in accepted}
    write_extra_files(record, builder, _KIND, pages, {holder.path for holder in holders})
    return []


def _claims(app: Sphinx) -> Iterator[Claim]:
    now, base = today(app.config), base_url(app.config)
    for post in anthology_domain(app.env).catalogue.posts:
        if is_held_back(post, now) or post.docname not in app.env.titles:
            continue  # not in the site, or not readable
        for alias in post.aliases:
            try:
                yield Claim(post.docname, alias, alias_path(alias, base))
            except ValueError as error:
                _warn(app, post.docname, str(error))


def _warn(app: Sphinx, docname: str, message: str) -> None:
    line = anthology_domain(app.env).catalogue.by_docname[docname].line_of("aliases")
    warn(Kind.ALIAS, f"aliases: {message}", (docname, line))


def _holders(
    record: BuildRecord, builder: StandaloneHTMLBuilder, env: BuildEnvironment
) -> Iterator[Holder]:
    """Yield the pages and files that the site has anyway."""

    def file(name: str) -> str:
        return Path(builder.get_output_path(name)).relative_to(builder.outdir).as_posix()

    for docname in sorted(env.found_docs):
        yield Holder(file(docname), f"the document {docname!r}", docname)
    for page in site_pages(builder, env):
        yield Holder(file(page.name), f"the page {page.name!r}")
    names = [*(index[0] for index in builder.domain_indices), *builder.config.html_additional_pages]
    names += ["genindex"] * builder.config.html_use_index + ["search"] * builder.search
    for name in names:
        yield Holder(file(name), f"the page {name!r}")
    beside = [name for kind in sorted(record.files_now) for name in record.files_now[kind]]
    for path in (*_FILES_OF_SPHINX, NOT_FOUND, *beside):
        yield Holder(path, f"the file {path!r}")


def _extra_path_holders(
    builder: StandaloneHTMLBuilder, claims: Iterable[Claim]
) -> Iterator[Holder]:
    """Yield the files of ``html_extra_path`` at claimed paths."""
    paths = (path for claim in claims for path in (claim.path, *above(claim.path)))
    for path in dict.fromkeys(paths):
        if is_from_extra_path(builder, path):
            yield Holder(path, f"the file {path!r} of html_extra_path")


def _page(builder: StandaloneHTMLBuilder, env: BuildEnvironment, claim: Claim) -> str:
    post = anthology_domain(env).catalogue.by_docname[claim.docname]
    language = (env.config.language or "en").replace("_", "-")
    target = path_of(builder, claim.docname)
    return redirect_page(
        relative_uri(quote(claim.path), target),
        plain_title(env, claim.docname),
        _("This page has moved: {title}"),
        language,
        title_language=post.lang if post.lang != language else "",
        canonical=absolute(builder, claim.docname) if base_url(env.config) else "",
    )
