"""Titles and descriptions of listing pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_anthology.core.pages.listing_pages import ListingPage, OverviewPage
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering import fields
from sphinx_bindery.common.dates import format_number
from sphinx_bindery.common.messages.text_language import get_context_translation

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.taxonomy import Term

_ = get_translation("anthology")
pgettext = get_context_translation("anthology")

_OVERVIEWS = {
    Taxonomy.TAG: lambda: _("Tags"),
    Taxonomy.SERIES: lambda: pgettext("several", "Series"),
    Taxonomy.CATEGORY: lambda: _("Categories"),
    Taxonomy.AUTHOR: lambda: _("Authors"),
    Taxonomy.YEAR: lambda: _("Archive"),
}
_OVERVIEW_LINKS = {
    Taxonomy.TAG: lambda: _("All tags"),
    Taxonomy.SERIES: lambda: _("All series"),
    Taxonomy.CATEGORY: lambda: _("All categories"),
    Taxonomy.AUTHOR: lambda: _("All authors"),
    Taxonomy.YEAR: lambda: _("All years"),
}
_SUMMARIES = {
    Taxonomy.TAG: lambda: _("{posts} tagged {name}"),
    Taxonomy.SERIES: lambda: _("{posts} in the series {name}"),
    Taxonomy.CATEGORY: lambda: _("{posts} in the category {name}"),
    Taxonomy.AUTHOR: lambda: _("{posts} by {name}"),
    Taxonomy.YEAR: lambda: _("{posts} from {name}"),
}


def overview_title(taxonomy: Taxonomy) -> str:
    """Return the title of the overview of a taxonomy."""
    return str(_OVERVIEWS[taxonomy]())


def overview_link_text(taxonomy: Taxonomy) -> str:
    """Return the text of the link from a listing page to the overview of its taxonomy."""
    return str(_OVERVIEW_LINKS[taxonomy]())


def page_title(page: ListingPage | OverviewPage, language: str) -> str:
    """Return the title of a listing page, with its number from the second page on."""
    if isinstance(page, OverviewPage):
        return overview_title(page.taxonomy)
    # a translation is lazy, and not yet a string
    return _with_page_number(str(fields.listing_title(page.term)), page, language)


def listing_description(builder: StandaloneHTMLBuilder, page: ListingPage | OverviewPage) -> str:
    """Return the description of a listing page, in one line.

    It is the description of the term in conf.py, else a summary such as "5 posts tagged Nova, 2014
    to 2015".
    """
    if isinstance(page, OverviewPage):
        return _overview_description(page.taxonomy, builder.config.project)
    if given := " ".join(page.term.description.split()):
        return given
    language = builder.config.language or "en"
    return _with_page_number(_summary(builder, page.term), page, language)


def _overview_description(taxonomy: Taxonomy, project: str) -> str:
    if taxonomy is Taxonomy.YEAR:
        return str(_("All posts of {project} by year").format(project=project))
    pattern = _("{terms} of {project}, with the number of posts")
    return pattern.format(terms=overview_title(taxonomy), project=project)


def _summary(builder: StandaloneHTMLBuilder, term: Term) -> str:
    count = fields.count_of_posts(len(term.docnames), builder.config.language or "en")
    if not term.name:
        return str(_("{posts} without a date").format(posts=count))
    summary = _SUMMARIES[term.taxonomy]().format(posts=count, name=term.name)
    years = "" if term.taxonomy is Taxonomy.YEAR else _years(builder, term)
    return _("{summary}, {years}").format(summary=summary, years=years) if years else str(summary)


def _years(builder: StandaloneHTMLBuilder, term: Term) -> str:
    """Return the years of a term's posts, by the dates that lists are sorted by."""
    years = anthology_domain(builder.env).catalogue.years_of(term)
    if years is None:
        return ""
    first, last = years
    return str(first) if first == last else _("{first} to {last}").format(first=first, last=last)


def _with_page_number(heading: str, page: ListingPage, language: str) -> str:
    if page.number == 1:
        return heading
    number = format_number(page.number, language)
    return _("{heading}, page {number}").format(heading=heading, number=number)
