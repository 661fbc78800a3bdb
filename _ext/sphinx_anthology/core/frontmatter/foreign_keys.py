"""Front-matter keys of other programs, and what to write in their place.

The keys are from the documentation of Jekyll and its common plugins and themes, Hugo, Pelican,
Nikola, ABlog, Quarto, mystmd and Ghost (version of 2026), and from starters of Zola, Docusaurus,
Gatsby, Astro, Eleventy and Obsidian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import did_you_mean
from sphinx_anthology.core.values.text_length import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ForeignKeys:
    """Keys of other programs with one meaning.

    Attributes:
        names: The keys; case, hyphens and underscores are ignored.
        programs: The programs that have them.
        instead: Our keys to write instead; empty if there is no counterpart.
        advice: What to do, if that is more than to write another key.
    """

    names: tuple[str, ...]
    programs: str
    instead: tuple[str, ...] = ()
    advice: str = ""

    @property
    def message(self) -> str:
        """What is wrong with the key, and what to write instead."""
        keys = " or ".join(map(repr, self.instead))
        reason = f"is a key of {self.programs}" if keys else f"has no effect here ({self.programs})"
        return f"{reason}; {self.advice or (f'write {keys}' if keys else KNOWN_KEYS_ADVICE)}"


KNOWN_KEYS_ADVICE = "remove it, or add it to anthology_known_keys"
"""What to do about a key that has no effect."""

_SEVERAL = "other programs"

EXPIRY_KEYS = (
    "expiry_date", "expiry", "expires", "expire", "expires_at", "expires_on", "expire_date",
    "expiration_date", "expiration", "unpublish_date", "unpublish_at", "unpublish_on",
    "available_until",
)  # fmt: skip
"""The keys for the date from which a post is no longer published."""

FOREIGN_KEYS = (
    ForeignKeys(("permalink", "url", "redirect_from", "slugs"), "Jekyll and Hugo", ("aliases",)),
    ForeignKeys(("path",), "Gatsby and Zola", ("aliases",)),
    ForeignKeys(
        ("redirect_to",),
        "Jekyll",
        ("canonical_url",),
        "write 'canonical_url', or leave the post out with 'draft: true'",
    ),
    ForeignKeys(
        ("desc", "subtitle", "tagline", "intro", "lead", "lede", "abstract", "custom_excerpt",
         "meta_description", "og_description", "twitter_description", "short_description"),
        _SEVERAL,
        ("description",),
    ),
    ForeignKeys(
        ("teaser",),
        "Jekyll themes",
        ("description", "image"),
        "write 'description' for a text, 'image' for a picture",
    ),
    ForeignKeys(("keywords", "tag", "topics", "labels"), _SEVERAL, ("tags",)),
    ForeignKeys(
        ("taxonomies",),
        "Zola",
        ("tags", "categories"),
        "write its 'tags' and 'categories' at the top level",
    ),
    ForeignKeys(("section", "sections"), "Pelican and mystmd", ("categories",)),
    ForeignKeys(
        ("featured_image", "featuredimage", "feature_image", "cover", "cover_image", "hero",
         "hero_image", "banner", "header_image", "og_image", "twitter_image", "images",
         "previewimage", "preview_image", "image_url", "photo", "thumb", "social_image"),
        _SEVERAL,
        ("image",),
    ),
    ForeignKeys(
        ("featured",),
        _SEVERAL,
        ("image",),
        "write 'image' for a picture, else remove it",
    ),
    ForeignKeys(
        ("alt", "image_description", "feature_image_alt", "cover_alt"),
        "Ghost and Quarto",
        ("image_alt",),
    ),
    ForeignKeys(
        ("byline", "by", "creator", "author_name", "contributors"), _SEVERAL, ("authors",)
    ),
    ForeignKeys(
        ("pubdate", "pub_datetime", "publish_date", "published_at", "published_date",
         "date_published", "created", "created_at", "created_on", "date_created", "posted", "time",
         "release_date", "scheduled",
         "scheduled_at", "scheduled_for", "embargo"),
        _SEVERAL,
        ("date",),
    ),
    ForeignKeys(
        ("last_modified", "last_modified_at", "last_updated", "updated_at", "date_updated",
         "updated_date", "modified_date", "modified_at", "mod_datetime", "date_mod", "last_edited"),
        _SEVERAL,
        ("updated",),
    ),
    ForeignKeys(("locale",), "Jekyll", ("lang",)),
    ForeignKeys(("rights", "license_url", "licence"), _SEVERAL, ("license",)),
    ForeignKeys(("canonical", "canonicalurl"), "Hugo and Ghost", ("canonical_url",)),
    ForeignKeys(
        ("link", "source", "source_url", "original", "syndicated_from", "external_url"),
        "Nikola and Jekyll themes",
        ("original_url",),
    ),
    ForeignKeys(
        ("series_order", "series_index", "series_weight", "part"),
        "Hugo and Pelican",
        ("series",),
        "write it in 'series: {name: …, order: …}'",
    ),
    ForeignKeys(("blogpost",), "ABlog", ("post",)),
    ForeignKeys(
        ("published", "publish", "visible", "listed", "public", "render", "unpublished", "hidden",
         "private", "unlisted", "protected", "internal", "members_only", "headless", "password",
         "visibility", "access", "wip", "hide", "exclude", "ready", "live", "unfinished",
         "eleventy_exclude_from_collections"),
        "other programs about whether a post is shown",
        ("draft",),
        "the post is published; remove it, or write 'draft: true'",
    ),
    ForeignKeys(
        EXPIRY_KEYS,
        "Hugo and others",
        ("draft",),
        "the post is left out from that date on; remove it, or write 'draft: true' then",
    ),
    ForeignKeys(("blog_title", "feed_title", "page_title", "meta_title", "og_title"), _SEVERAL,
                ("title",)),
    ForeignKeys(("shorttitle", "short_title", "linktitle"), "mystmd and Hugo"),
    ForeignKeys(
        ("layout", "template", "type", "style", "css", "js", "class", "classes", "theme_color",
         "body_class", "page_class", "custom_template", "template_key", "css_class", "css_classes",
         "hide_title", "wrapper_class_name"),
        "the look of a page in Jekyll and others",
    ),
    ForeignKeys(
        ("comments", "comment", "disqus", "share", "social", "related", "show_date", "read_time",
         "reading_time", "word_count", "toc", "toc_sticky", "toc_depth", "sidebar", "menu", "menus",
         "nav_order", "parent", "grand_parent", "has_children", "has_toc", "breadcrumb",
         "author_profile", "sticky", "pin", "pinned", "search_exclude", "sidebar_label",
         "sidebar_position", "sidebar_class_name", "hide_table_of_contents", "pagination_next",
         "pagination_prev", "pagination_label", "show_toc", "time_to_read", "featured_post",
         "eleventy_navigation"),
        "a part of a page in Jekyll and others",
    ),
    ForeignKeys(
        ("math", "mathjax", "katex", "mermaid", "markup", "format", "output", "outputs",
         "execute", "engine", "jupyter", "bibliography", "csl", "filters", "code_fold", "ext",
         "numbering", "exports", "downloads", "cascade", "resources", "render_with_liquid",
         "excerpt_separator", "extra", "timezone", "is_cjk_language", "custom_edit_url"),
        "a setting of the program",
    ),
    ForeignKeys(
        ("id", "guid", "uuid", "doi", "sitemap", "robots", "noindex", "codeinjection_head",
         "codeinjection_foot", "twitter_title", "image_caption", "figcaption",
         "github", "venue", "subject", "affiliations"),
        "metadata in Ghost, mystmd and others",
    ),
)  # fmt: skip
"""The keys of other programs that warnings explain."""

_MAX_SHOWN = 60
"""Length of a key in a message; prose with a colon may be taken for one."""

_BY_NAME = {name.replace("_", ""): keys for keys in FOREIGN_KEYS for name in keys.names}


def _foreign(key: str) -> ForeignKeys | None:
    return _BY_NAME.get(re.sub(r"[-_]", "", key.casefold()))


def counterpart(key: str) -> str | None:
    """Return our key with the same meaning, empty without one, None for an unknown key."""
    foreign = _foreign(key)
    if foreign is None:
        return None
    return foreign.instead[0] if len(foreign.instead) == 1 and not foreign.advice else ""


def unknown_key_message(key: str, known: Iterable[str]) -> str:
    """Return the message about a key that has no meaning here.

    Args:
        key: The key.
        known: The keys that have one, for a suggestion.
    """
    if foreign := _foreign(key):
        return f"{key}: {foreign.message}"
    shown = repr(shorten(key, _MAX_SHOWN))
    return f"unknown key {shown}{did_you_mean(key, known) or f'; {KNOWN_KEYS_ADVICE}'}"


def is_known(key: str, patterns: Iterable[str]) -> bool:
    """Return whether a key matches one of the patterns of ``anthology_known_keys``.

    An empty key matches none. A pattern is a key, or has ``*`` and ``?`` for any characters. A key
    with dots (``hero.image``) also matches by its first part.
    """
    return bool(key) and any(
        fnmatchcase(name, pattern) for pattern in patterns for name in {key, key.partition(".")[0]}
    )
