"""The other languages of a page: ``hreflang`` in its head, and a switcher for readers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.locale import get_translation

from sphinx_anthology.core.languages.site_languages import alternates
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.page_languages import links_to_languages
from sphinx_anthology.site.metadata.page_metadata import is_indexed
from sphinx_anthology.site.not_found import NAME as NOT_FOUND
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_anthology.core.languages.site_languages import LanguageLink

_ = get_translation("anthology")

SWITCHER = "language_switcher"
"""The variable of templates with the switcher, and the option of themes that show it."""


def add_switcher(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``, before the theme: add the switcher for its templates."""
    builder = app.builder
    # the sites in other languages have no page at a missing address
    target = app.config.root_doc if pagename == NOT_FOUND else pagename
    if is_hosted(builder) and (links := links_to_languages(builder, target)):
        context[SWITCHER] = switcher(links)


def add_alternates(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``: add the links to the head of pages that are indexed."""
    builder = app.builder
    if not is_hosted(builder) or not is_indexed(pagename):
        return
    post = anthology_domain(app.env).catalogue.by_docname.get(pagename)
    if post and post.canonical_url:
        return
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n<link rel="alternate" hreflang="{tag}" href="{escape(address)}" />'
        for tag, address in alternates(links_to_languages(builder, pagename))
    )


def show_switcher(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``, last: add the switcher to the body if the theme has none."""
    builder = app.builder
    found = context.get(SWITCHER)
    if not found or "body" not in context or not is_hosted(builder):
        return
    if SWITCHER not in builder.theme.get_options({}):
        context["body"] += str(found)


def switcher(links: Sequence[LanguageLink]) -> Markup:
    """Return the switcher: the name of each language in itself, and links to the others.

    The code of the current language is for narrow pages, in place of its name.
    """
    current = next((link.language for link in links if link.is_current), None)
    name = escape(current.name if current else _("Languages"))
    code = f' <span class="language-code">{current.tag.upper()}</span>' if current else ""
    items = "".join(_item(link) for link in links)
    return Markup(  # noqa: S704
        f'<nav class="language-switcher" aria-label="{escape(_("Languages"))}" '
        f'data-pagefind-ignore><details><summary><span class="language-name">{name}</span>{code}'
        f"</summary>"
        f"<ul>{items}</ul></details></nav>"
    )


def _item(link: LanguageLink) -> str:
    tag, name = link.language.tag, escape(link.language.name)
    if link.is_current:
        return f'<li><span lang="{tag}" aria-current="true">{name}</span></li>'
    address = escape(link.address)
    return f'<li><a href="{address}" lang="{tag}" hreflang="{tag}">{name}</a></li>'
