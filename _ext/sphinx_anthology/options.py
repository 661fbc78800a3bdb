"""The options of the extension, each declared once: default, check, and what it is for."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx.config import Config
from sphinx.util import logging

from sphinx_anthology.core.posts.known_authors import authors_problem
from sphinx_anthology.core.posts.known_terms import series_problem, tags_problem
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.options import Option
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)


def _zone_problem(value: object) -> str:
    try:
        if value != "UTC":
            ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{value!r} is no time zone: write a name like 'Europe/Paris'"
    return ""


def _date_problem(value: object) -> str:
    try:
        if value:
            PartialDate.parse(str(value), UTC)
    except ValueError as error:
        return f"{value!r} is not a date: {error}"
    return ""


def _patterns_problem(value: object) -> str:
    if isinstance(value, list | tuple) and all(isinstance(pattern, str) for pattern in value):
        return ""
    return "expected a list of patterns, each a text"


def _count_problem(value: object) -> str:
    return (
        ""
        if isinstance(value, int) and not isinstance(value, bool) and value > 0
        else "expected a whole number above 0"
    )


def _address_problem(value: object) -> str:
    expected = f"{value!r} is no absolute address: write one like 'https://example.org/blog/'"
    try:
        parts = urlsplit(str(value))
    except ValueError:
        return expected
    absolute = parts.scheme in {"http", "https"} and parts.hostname
    plain = not parts.query and not parts.fragment and len(str(value).split()) == 1
    return "" if not value or (absolute and plain) else expected


def _feed_content_problem(value: object) -> str:
    return "" if value in {"full", "summary"} else f"{value!r} is neither 'full' nor 'summary'"


OPTIONS = (
    Option(
        "anthology_posts",
        ["posts/**"],
        (list, tuple),
        "Patterns of docnames that are posts; the key post in a file overrides them.",
        _patterns_problem,
        rebuild="",
    ),
    Option(
        "anthology_timezone",
        "UTC",
        (str,),
        "Zone of dates that name none; never the builder's own.",
        _zone_problem,
    ),
    Option(
        "anthology_today",
        "",
        (str, int, date),
        "What counts as the future; else SOURCE_DATE_EPOCH, else now.",
        _date_problem,
        rebuild="",
    ),
    Option(
        "anthology_authors",
        {},
        (dict,),
        "Authors by id: name, url, email, orcid, affiliation.",
        authors_problem,
    ),
    Option(
        "anthology_series",
        {},
        (dict,),
        "Series by slug: title, description.",
        series_problem,
    ),
    Option(
        "anthology_tags",
        {},
        (dict,),
        "Tags by name: title, description, aliases (other spellings that mean the tag).",
        tags_problem,
    ),
    Option(
        "anthology_closed_tags",
        False,
        (bool,),
        "Warn of a tag that anthology_tags does not know.",
    ),
    Option(
        "anthology_base_url",
        "",
        (str,),
        "Absolute address of the site, for feeds, the sitemap and metadata; else html_baseurl.",
        _address_problem,
        rebuild="html",
    ),
    Option(
        "anthology_feed_content",
        "full",
        (str,),
        "What feeds tell of a post: its text ('full'), or a paragraph of it ('summary').",
        _feed_content_problem,
        rebuild="html",
    ),
    Option(
        "anthology_link_previews",
        True,
        (bool,),
        "Draw a picture of each post for previews of links to it, where the site has an address.",
        rebuild="html",
    ),
    Option(
        "anthology_page_size",
        100,
        (int,),
        "Posts on one page of the site that lists those of a tag, a series or the like.",
        _count_problem,
        rebuild="html",
    ),
    Option(
        "anthology_citations",
        True,
        (bool,),
        "Tell at the end of each post of the site how to cite it.",
        rebuild="html",
    ),
    Option(
        "anthology_words_per_minute",
        230,
        (int,),
        "How fast one reads, for the reading time of posts.",
        _count_problem,
    ),
    Option(
        "anthology_drafts",
        False,
        (bool,),
        "Build drafts and posts of the future too, visibly marked.",
    ),
)


def declare_options(app: Sphinx) -> None:
    """Register every option."""
    for option in OPTIONS:
        option.declare(app)


def check_options(_app: Sphinx, config: Config) -> None:
    """Warn about a value that its option does not take, and go on with the default."""
    for option in OPTIONS:
        if error := option.error(config[option.name]):
            _logger.warning("%s: %s", option.name, error, type="anthology", subtype="type")
            config[option.name] = option.default


def zone(config: Config) -> tzinfo:
    """Return the zone of dates that name none."""
    name: str = config.anthology_timezone
    return UTC if name == "UTC" else ZoneInfo(name)  # a slim system has no zones to look up


def base_url(config: Config) -> str:
    """Return the absolute address of the site, with a slash at its end; nothing without one."""
    address: str = config.anthology_base_url or config.html_baseurl or ""
    return "" if not address or _address_problem(address) else f"{address.rstrip('/')}/"


def site_author(config: Config) -> str:
    """Return who made the book; nothing where Sphinx's own words stand for it."""
    author: str = config.author
    return author.strip() if author != Config.config_values["author"].default else ""


def today(config: Config) -> datetime:
    """Return the moment after which a date lies in the future, with its zone.

    The start of ``anthology_today``, else SOURCE_DATE_EPOCH, else now.
    """
    if config.anthology_today:
        return PartialDate.parse(str(config.anthology_today), zone(config)).start
    return current_time()
