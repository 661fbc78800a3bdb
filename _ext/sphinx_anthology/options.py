"""Options of sphinx_anthology, each declared once with default, types and help text."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx.config import Config

from sphinx_anthology.core.languages.site_languages import (
    find_language,
    languages_problem,
    site_languages,
)
from sphinx_anthology.core.posts.file_name import with_file_name_date
from sphinx_anthology.core.posts.known_terms import (
    authors_problem,
    series_problem,
    tags_problem,
    without_invalid_addresses,
)
from sphinx_bindery.common.addresses import web_address_problem
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.docname_patterns import AFTER_SUFFIXES, warn_about_files
from sphinx_bindery.common.options import Option
from sphinx_bindery.common.partial_date import PartialDate
from sphinx_bindery.common.repairs.option_names import replace_invalid, warn_option

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post import Post


def _zone_problem(value: object) -> str:
    try:
        if value != "UTC":
            ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{value!r} is not a time zone; write a name such as 'Europe/Paris'"
    return ""


def _date_problem(value: object) -> str:
    try:
        if value:
            PartialDate.parse(str(value), UTC)
    except ValueError as error:
        return f"{value!r} is not a date; {error}"
    return ""


def _patterns_problem(value: object) -> str:
    if isinstance(value, list | tuple) and all(isinstance(pattern, str) for pattern in value):
        return ""
    return "not a list of patterns; write one such as ['posts/**']"


def _count_problem(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return ""
    return f"{value!r} is not a positive integer; write one such as 100"


def _url_problem(value: object) -> str:
    address = str(value)
    if not value or not (web_address_problem(address) or set(address) & set("?#")):
        return ""
    return f"{value!r} is not an absolute URL; write one such as 'https://example.org/blog/'"


def _feed_content_problem(value: object) -> str:
    known = {"full", "summary"}
    return "" if value in known else f"unknown value {value!r}; write 'full' or 'summary'"


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
        "anthology_known_keys",
        [],
        (list, tuple),
        "Patterns of front-matter keys of other programs, which are not reported.",
        _patterns_problem,
    ),
    Option(
        "anthology_filename_dates",
        True,
        (bool,),
        "A post named 2014-11-10-a-title without the key date has that date, and the slug a-title.",
    ),
    Option(
        "anthology_timezone",
        "UTC",
        (str,),
        "Time zone of times written without one; never that of the machine.",
        _zone_problem,
    ),
    Option(
        "anthology_today",
        "",
        (str, int, date),
        "Posts dated after it are not published; by default SOURCE_DATE_EPOCH, else now.",
        _date_problem,
        rebuild="",
    ),
    Option(
        "anthology_authors",
        {},
        (dict,),
        "Authors by id: name, url, email, orcid, affiliation, image, description, links.",
        authors_problem,
    ),
    Option("anthology_series", {}, (dict,), "Series by slug: title, description.", series_problem),
    Option(
        "anthology_tags",
        {},
        (dict,),
        "Tags by name: title, description, aliases (other spellings of the tag).",
        tags_problem,
    ),
    Option(
        "anthology_closed_tags", False, (bool,), "Warn about tags that are not in anthology_tags."
    ),
    Option(
        "anthology_base_url",
        "",
        (str,),
        "Absolute URL of the site, for feeds, the sitemap and metadata; by default html_baseurl.",
        _url_problem,
        rebuild="html",
    ),
    Option(
        "anthology_languages",
        {},
        (dict,),
        "Absolute URLs of the site by language; the first is that of the sources.",
        languages_problem,
        rebuild="html",
    ),
    Option(
        "anthology_feed_content",
        "full",
        (str,),
        "Content of feed entries: the whole post ('full') or its description ('summary').",
        _feed_content_problem,
        rebuild="html",
    ),
    Option(
        "anthology_link_previews",
        True,
        (bool,),
        "Draw an image of each post for link previews; needs a base URL.",
        rebuild="html",
    ),
    Option(
        "anthology_link_preview_image",
        "",
        (str,),
        "Picture for the link preview of the book, relative to conf.py; by default its title.",
        rebuild="html",
    ),
    Option(
        "anthology_page_size",
        100,
        (int,),
        "Posts on a listing page of the HTML site.",
        _count_problem,
        rebuild="html",
    ),
    Option(
        "anthology_hero_images",
        True,
        (bool,),
        "Show the `image` of a post at the top of its page in the site.",
        rebuild="html",
    ),
    Option(
        "anthology_navigation",
        True,
        (bool,),
        "Add breadcrumbs, and links to archive and feeds, in themes that have no place for them.",
        rebuild="html",
    ),
    Option(
        "anthology_citations",
        True,
        (bool,),
        "Show how to cite a post at the end of its page in the HTML site.",
        rebuild="html",
    ),
    Option(
        "anthology_words_per_minute",
        230,
        (int,),
        "Reading speed, for the reading time of posts.",
        _count_problem,
    ),
    Option(
        "anthology_drafts", False, (bool,), "Build drafts and future posts too, visibly marked."
    ),
)


def declare_options(app: Sphinx) -> None:
    """Register every option, and their validation once the configuration is read."""
    for option in OPTIONS:
        option.declare(app)
    app.connect("config-inited", check_options)
    app.connect("config-inited", check_patterns, priority=AFTER_SUFFIXES)


def check_options(app: Sphinx, config: Config) -> None:
    """Warn about invalid values, and replace them with the defaults."""
    for option in OPTIONS:
        replace_invalid(app.confdir, config, option, "type")
    authors, problems = without_invalid_addresses(config.anthology_authors)
    for problem in problems:
        warn_option(app.confdir, f"anthology_authors: {problem}", "unsafe")
    if problems:
        config["anthology_authors"] = authors
    language, languages = config.language or "en", config.anthology_languages
    if languages and find_language(site_languages(languages), language) is None:
        message = f"no address for {language!r}, the language of the book; add one"
        warn_option(app.confdir, f"anthology_languages: {message}", "type")


def check_patterns(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about posts named by file in place of docname."""
    warn_about_files(app, config, "anthology_posts", "type")


def zone(config: Config) -> tzinfo:
    """Return the time zone of times written without one."""
    name: str = config.anthology_timezone
    return UTC if name == "UTC" else ZoneInfo(name)  # minimal systems have no time zone database


def with_file_name(post: Post, config: Config) -> Post:
    """Return a post with the date and slug in its file name, if ``conf.py`` enables them."""
    return with_file_name_date(post, zone(config)) if config.anthology_filename_dates else post


def has_substitutions(config: Config) -> bool:
    """Return whether ``{{ … }}`` is a substitution of MyST."""
    return "substitution" in getattr(config, "myst_enable_extensions", ())


def base_url(config: Config) -> str:
    """Return the absolute URL of the site with a trailing slash, empty if there is none."""
    address: str = config.anthology_base_url or config.html_baseurl or _own_address(config)
    return _folder_url(str(address))


@cache
def _folder_url(address: str) -> str:
    """Return an absolute URL with a trailing slash, empty if it is invalid.

    Cached, since a build calls it about ten times a page.
    """
    return "" if not address or _url_problem(address) else f"{address.rstrip('/')}/"


def _own_address(config: Config) -> str:
    """Return the URL that ``anthology_languages`` has for the language of the book."""
    own = find_language(site_languages(config.anthology_languages), config.language or "en")
    return own.base if own else ""


def site_author(config: Config) -> str:
    """Return the author of the book, empty if conf.py does not set it."""
    author: str = config.author
    return author.strip() if author != Config.config_values["author"].default else ""


def today(config: Config) -> datetime:
    """Return the time, with its zone, after which dates are in the future.

    It is the start of ``anthology_today``, by default SOURCE_DATE_EPOCH, else now.
    """
    if config.anthology_today:
        return PartialDate.parse(str(config.anthology_today), zone(config)).start
    return current_time()
