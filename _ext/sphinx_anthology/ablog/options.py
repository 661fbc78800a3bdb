"""ABlog's options in conf.py, each with its counterpart, or what to do without one."""

from __future__ import annotations

from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_anthology.core.ablog.dialect import ABlogDialect
from sphinx_bindery.common.options import Option
from sphinx_bindery.common.repairs.option_names import option_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config

_logger = logging.getLogger(__name__)

_NAMES = (str, list, tuple, type(None), bool)
_TEXT = (str, type(None), bool)


def _names_problem(value: object) -> str:
    if isinstance(value, dict) and all(
        isinstance(key, str)
        and isinstance(entry, tuple | list)
        and len(entry) == 2
        and isinstance(entry[0], str)
        and isinstance(entry[1], str | None)
        for key, entry in value.items()
    ):
        return ""
    return "not a dictionary of names and links; write one such as {'nova': ('Ada Nova', None)}"


MAPPED = (
    Option("blog_title", "Blog", _TEXT, "Title of the feeds at old addresses.", rebuild="html"),
    Option("blog_baseurl", "", _TEXT, "Absolute URL of the site: anthology_base_url.", rebuild=""),
    Option("blog_path", "blog", (str,), "Folder of the old addresses of listing pages.",
           rebuild="html"),
    Option("blog_authors", {}, (dict,), "Authors: anthology_authors.", _names_problem),
    Option("blog_languages", {}, (dict,), "Names of languages, for the key language.",
           _names_problem),
    Option("blog_locations", {}, (dict,), "Names of places, for the key location.",
           _names_problem),
    Option("blog_default_author", None, _NAMES, "Author of posts that name none."),
    Option("blog_default_language", None, _NAMES, "Language of posts that name none."),
    Option("blog_default_location", None, _NAMES, "Place of posts that name none."),
    Option("blog_post_pattern", [], (str, list, tuple), "Patterns of the files of posts.",
           rebuild=""),
    Option("blog_feed_fulltext", False, (bool,), "Whether feeds have whole posts.", rebuild="html"),
    Option("blog_feed_archives", False, (bool,), "Whether term pages have feeds at old addresses.",
           rebuild="html"),
    Option("blog_feed_length", None, (int, type(None)), "Posts in the feeds at old addresses.",
           rebuild="html"),
    Option("blog_feed_subtitle", None, _TEXT, "Subtitle of the feeds at old addresses.",
           rebuild="html"),
    Option("blog_feed_titles", None, (bool, type(None)), "Whether these have titles only.",
           rebuild="html"),
    Option("post_date_format", "%d %B %Y", (str,), "Format of dates in the sources."),
    Option("post_date_format_short", "%d %B", (str,), "Format of dates in postlist."),
    Option("post_auto_excerpt", 1, (int,), "Paragraphs of an excerpt."),
    Option("post_auto_image", 0, (int,), "Number of the image of a post, counted from 1."),
    Option("post_auto_orphan", True, (bool,), "Accept posts in no toctree without a warning.",
           rebuild=""),
    Option("post_always_section", False, (bool,), "Whether a post is the section around it."),
    Option("skip_injecting_base_ablog_templates", False, (bool,), "Leave out our sidebars.",
           rebuild="html"),
)  # fmt: skip
"""The options that have an effect here."""

_COMMENTS = "comments have no counterpart; add the script of the service in a template"
_ICONS = "no template here has icons; add the file to html_css_files"
_COMMAND = "it is a setting of the command ablog; give it to sphinx-build instead"
WITHOUT_COUNTERPART: Mapping[str, tuple[object, str]] = {
    "blog_archive_titles": (None, "listing pages show dates and excerpts too; remove it"),
    "blog_feed_templates": ({"atom": {}}, "entries of feeds have no templates; remove it"),
    "post_redirect_refresh": (5, "redirects are immediate; remove it"),
    "post_show_prev_next": (True, "the theme shows the previous and the next page; remove it"),
    "fontawesome_link_cdn": (None, _ICONS),
    "fontawesome_css_file": ("", _ICONS),
    "fontawesome_included": (False, "no template here has icons; remove it"),
    "disqus_shortname": (None, _COMMENTS),
    "disqus_pages": (False, _COMMENTS),
    "disqus_drafts": (False, _COMMENTS),
    "ablog_website": (None, _COMMAND),
    "ablog_doctrees": (None, _COMMAND),
    "ablog_builder": (None, _COMMAND),
    "github_pages": (None, "it is a setting of the command ablog; publish the folder of the site"),
}
"""The defaults of the options that have no effect here, and what to do instead."""


def declare_options(app: Sphinx) -> None:
    """Register all options."""
    for option in MAPPED:
        option.declare(app)
    for name, (default, _advice) in WITHOUT_COUNTERPART.items():
        app.add_config_value(name, default, "")
    app.connect("config-inited", map_options, priority=400)  # before ours are checked


def map_options(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: set our options by those of ABlog; say which have no effect."""
    for option in MAPPED:
        if error := option.error(config[option.name]):
            warn(app, option.name, error)
            config[option.name] = option.default
    for name, (default, advice) in WITHOUT_COUNTERPART.items():
        if config[name] not in (None, False, default) or (default is True and not config[name]):
            warn(app, name, advice)
    for name, value in _ours(config).items():
        if name not in config.overrides and config[name] == config.values[name].default:
            config[name] = value
    own = config.anthology_authors if isinstance(config.anthology_authors, dict) else {}
    config["anthology_authors"] = _authors(config.blog_authors) | own


def _ours(config: Config) -> dict[str, object]:
    return {
        "anthology_posts": [],
        "anthology_base_url": config.blog_baseurl or "",
        "anthology_feed_content": "full" if config.blog_feed_fulltext else "summary",
    }


def _authors(authors: Mapping[str, tuple[str, str | None]]) -> dict[str, dict[str, str]]:
    return {
        key: {"name": name, **({"url": link} if link else {})}
        for key, (name, link) in authors.items()
    }


def warn(app: Sphinx, name: str, message: str) -> None:
    """Warn about an option, at its line of conf.py."""
    place = option_place(app.confdir, name)
    _logger.warning("%s: %s", name, message, location=place, type="anthology", subtype="ablog")


def read_dialect(app: Sphinx) -> ABlogDialect:
    """Handle ``anthology-dialect``: return the dialect that the options describe."""
    config = app.config
    return ABlogDialect(
        date_format=config.post_date_format,
        matched=frozenset(_matched(Path(app.srcdir), config.blog_post_pattern)),
        always_section=config.post_always_section,
        languages=_full_names(config.blog_languages),
        locations=_full_names(config.blog_locations),
        author=_default_names(config.blog_default_author),
        language=_default_names(config.blog_default_language),
        location=_default_names(config.blog_default_location),
    )


def _matched(srcdir: Path, patterns: str | Sequence[str]) -> Iterator[str]:
    """Yield the docnames of the files that patterns match."""
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        for path in glob(str(pattern), root_dir=srcdir, recursive=True):  # noqa: PTH207 (its rules)
            yield Path(path).with_suffix("").as_posix()


def _full_names(known: Mapping[str, tuple[str, str | None]]) -> dict[str, str]:
    return {name: full for name, (full, _link) in known.items()}


def _default_names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
