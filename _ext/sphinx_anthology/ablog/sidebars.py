"""The templates that ``html_sidebars`` of ABlog's sites name: lists of posts and of terms."""

from __future__ import annotations

from functools import partial
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader
from sphinx.locale import get_translation

from sphinx_anthology.ablog.options import warn
from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.posts.post import document_of
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.ablog.old_pages import OldPages
    from sphinx_anthology.core.posts.post_view import PostSummary

_ = get_translation("anthology")

_TEMPLATES = Path(__file__).parent / "templates"
_KINDS = frozenset(path.stem for path in (_TEMPLATES / "ablog").glob("*.html"))
_RECENT = 5
_SIZES = 5

Item = tuple[str, str, str]
"""A link, its text, and the class of its item."""


def add_templates(app: Sphinx) -> None:
    """Handle ``builder-inited``: add the templates after those of the project and the theme."""
    builder = app.builder
    if not is_html_site(builder):
        return
    names = [name for names in app.config.html_sidebars.values() for name in _listed(names)]
    for name in dict.fromkeys(names):
        if name.removesuffix(".html") in _KINDS:
            warn(app, "html_sidebars", f"{name!r} is an old name; write 'ablog/{name}'")
    if app.config.skip_injecting_base_ablog_templates:
        return
    if isinstance(builder.templates, BuiltinTemplateLoader):
        builder.templates.loaders.append(SphinxFileSystemLoader(str(_TEMPLATES)))


def _listed(names: object) -> Iterable[str]:
    return [names] if isinstance(names, str) else [str(name) for name in names or ()]  # type: ignore[attr-defined]


def has_sidebars(app: Sphinx) -> bool:
    """Return whether the site has a sidebar that shows posts."""
    names = [name for names in app.config.html_sidebars.values() for name in _listed(names)]
    return any(Path(name).stem in _KINDS for name in names)


def find_outdated_sidebars(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``: return all documents if a post that sidebars show has changed."""
    if not is_html_site(app.builder) or not has_sidebars(app):
        return []
    views = anthology_domain(env).views
    posts = [views.summary(post.docname).fingerprint for post in views.catalogue.posts]
    value = fingerprint(posts)
    return build_record(app).outdated(
        "ablog-sidebars", lambda: dict.fromkeys(sorted(env.all_docs), value), source=value
    )


def add_sidebars(
    pages: OldPages,
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: object,
) -> None:
    """Handle ``html-page-context``: add the function that the sidebar templates call."""
    if is_html_site(app.builder):
        context["ablog_sidebar"] = partial(_sidebar, pages, app.builder, pagename)


def _sidebar(pages: OldPages, builder: StandaloneHTMLBuilder, pagename: str, kind: str) -> str:
    """Return the HTML of a sidebar; empty if it has no entries."""
    match kind:
        case "postcard":
            return _postcard(builder, pagename)
        case "recentposts":
            title, items = _("Recent posts"), _recent(pages, builder, pagename)
        case "tagcloud":
            title, items = _("Tags"), _terms(builder, Taxonomy.TAG)
        case "categories":
            title, items = _("Categories"), _terms(builder, Taxonomy.CATEGORY)
        case "archives":
            title, items = _("Archive"), reversed(list(_terms(builder, Taxonomy.YEAR)))
        case "authors":
            title, items = _("Authors"), _terms(builder, Taxonomy.AUTHOR)
        case "languages":
            title, items = _("Languages"), _old_terms(pages, builder, "language")
        case _:
            title, items = _("Places"), _old_terms(pages, builder, "location")
    entries = "".join(
        f'<li class="{style}"><a href="{_address(builder, pagename, page)}">{escape(text)}</a></li>'
        for page, text, style in items
    )
    return _frame(kind, title, f"<ul>{entries}</ul>") if entries else ""


def _frame(kind: str, title: str, content: str) -> str:
    classes = f"ablog-sidebar-item ablog__{kind}"
    return f'<div class="{classes}"><h3>{escape(title)}</h3>{content}</div>'


def _address(builder: StandaloneHTMLBuilder, pagename: str, page: str) -> str:
    name, mark, anchor = page.partition("#")
    return escape(builder.get_relative_uri(pagename, name) + mark + anchor)


def _recent(pages: OldPages, builder: StandaloneHTMLBuilder, pagename: str) -> Iterator[Item]:
    domain = anthology_domain(builder.env)
    others = (name for name in pages.newest(builder.env) if document_of(name) != pagename)
    for name in islice(others, _RECENT):
        summary, anchor = domain.views.summary(name), domain.record(name).anchor
        date = summary.date.text if summary.date else ""
        page = document_of(name) + (anchor and f"#{anchor}")
        yield page, f"{date} - {summary.title}", ""


def _terms(builder: StandaloneHTMLBuilder, taxonomy: Taxonomy) -> Iterator[Item]:
    terms = [term for term in anthology_domain(builder.env).catalogue.terms(taxonomy) if term.name]
    most = max((len(term.docnames) for term in terms), default=1)
    for term in terms:
        count = len(term.docnames)
        size = f"ablog-cloud ablog-cloud-{-(-_SIZES * count // most)}"
        is_cloud = taxonomy is Taxonomy.TAG
        text = term.name if is_cloud else f"{term.name} ({count})"
        yield page_name(term), text, size if is_cloud else ""


def _old_terms(pages: OldPages, builder: StandaloneHTMLBuilder, kind: str) -> Iterator[Item]:
    for page in pages.pages(builder.env):
        if f"/{kind}/" in f"/{page.name}" and page.docnames:
            yield page.name, f"{page.title} ({len(page.docnames)})", ""


def _postcard(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    view = anthology_domain(builder.env).views.post(pagename)
    if view is None:
        return ""
    summary = view.summary
    rows = [
        _row(_("Updated"), [escape(summary.updated.text)] if summary.updated else []),
        _row(_("Authors"), _links(builder, pagename, summary, Taxonomy.AUTHOR)),
        _row(_("Place"), [escape(summary.location)] if summary.location else []),
        _row(_("Language"), [escape(view.language)] if view.language else []),
        _row(_("Categories"), _links(builder, pagename, summary, Taxonomy.CATEGORY)),
        _row(_("Tags"), _links(builder, pagename, summary, Taxonomy.TAG)),
    ]
    title = summary.date.text if summary.date else _("Draft")
    return _frame("postcard", title, f"<ul>{''.join(rows)}</ul>" if any(rows) else "")


def _row(label: str, parts: list[str]) -> str:
    return f"<li>{escape(label)}: {', '.join(parts)}</li>" if parts else ""


def _links(
    builder: StandaloneHTMLBuilder, pagename: str, summary: PostSummary, taxonomy: Taxonomy
) -> list[str]:
    return [
        f'<a href="{_address(builder, pagename, page_name(term))}">{escape(term.name)}</a>'
        for term in summary.terms(taxonomy)
    ]
