"""The addresses of Jekyll's posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_bindery.common.slugs import slugify

if TYPE_CHECKING:
    from datetime import datetime

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_COLLECTION = "/:collection/:path"
_FIELD = re.compile(r":([a-z_]+)")


def permalink(
    template: str,
    date: datetime | None,
    title: str,
    categories: tuple[str, ...],
    slug: str = "",
    *,
    collection: str = "posts",
    path: str = "",
) -> str:
    """Return the address of a post, or a document of a collection, from the root of its site.

    Args:
        template: A style, or a template with fields such as ``:year``.
        date: Its date, None without one.
        title: The name of its file, without date and suffix.
        categories: Its categories.
        slug: The slug in its front matter.
        collection: The name of its collection.
        path: The path of its file in the collection, without suffix; empty for the title.
    """
    template = _STYLES.get(template, template)
    values = {
        "title": slug or title,
        "slug": slugify(slug or title),
        "name": title,
        "categories": "/".join(dict.fromkeys(map(_category, categories))),
        "slugified_categories": "/".join(map(slugify, categories)),
        "output_ext": ".html",
        "path": path or title,
        "collection": collection,
        **(_date_fields(date) if date else {}),
    }
    text = _FIELD.sub(lambda found: _value(found[1], values), template)
    return "/" + re.sub(r"//+", "/", text).lstrip("/")


def collection_template(own: str, style: str) -> str:
    """Return the template of the addresses of a collection.

    Args:
        own: The permalink in the settings of the collection; empty without one.
        style: The permalink of the site: a style or a template.
    """
    is_folder = style == "pretty" or style.endswith("/")
    return own or f"{_COLLECTION}{'/' if is_folder else ':output_ext'}"


def _value(name: str, values: dict[str, str]) -> str:
    """Return a name with the longest field at its start replaced: ``:title_x`` has ``:title``."""
    for length in range(len(name), 0, -1):
        if name[:length] in values:
            return values[name[:length]] + name[length:]
    return ""


def _category(name: str) -> str:
    """Return a category as Jekyll has it in addresses: in lower case, with spaces as %20."""
    return quote(name.strip().lower(), safe="/:@!$&'()*+,;=")


def _date_fields(date: datetime) -> dict[str, str]:
    return {
        "year": f"{date.year:04}",
        "short_year": f"{date.year % 100:02}",
        "month": f"{date.month:02}",
        "i_month": str(date.month),
        "short_month": f"{date:%b}",
        "long_month": f"{date:%B}",
        "day": f"{date.day:02}",
        "i_day": str(date.day),
        "y_day": f"{date.timetuple().tm_yday:03}",
        "w_year": str(date.isocalendar().year),
        "week": f"{date.isocalendar().week:02}",
        "w_day": str(date.isoweekday()),
        "short_day": f"{date:%a}",
        "long_day": f"{date:%A}",
        "hour": f"{date.hour:02}",
        "minute": f"{date.minute:02}",
        "second": f"{date.second:02}",
    }
