"""The front matter of an imported post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.values.yaml_text import yaml_text
from sphinx_anthology.importing.records import Markup, PostKind
from sphinx_anthology.importing.restructuredtext.field_list import field_list
from sphinx_bindery.common.addresses import percent_encoded, web_address_problem
from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_anthology.importing.records import ImportedPost, ImportedSeries


def front_matter(post: ImportedPost, aliases: Iterable[str], image: str, description: str) -> str:
    """Return front matter with its fences, or a field list for reStructuredText.

    Args:
        post: The post.
        aliases: Its old addresses, as paths from the root of the site.
        image: The path of its picture relative to its folder; empty without one.
        description: Its excerpt as plain text.
    """
    # only posts can be drafts
    is_page = post.kind is PostKind.PAGE and post.is_published
    plain: dict[str, str] = {
        "date": post.date,
        "updated": post.updated if post.updated != post.date else "",
        "draft": "true" if post.held_back else "",
        "post": "false" if is_page else "",
        "orphan": "true" if is_page else "",
    }
    texts: dict[str, object] = {
        "title": "" if is_page else _line(post.title),
        "authors": _lines(post.authors),
        "categories": _lines(post.categories),
        "tags": _lines(post.tags),
        "series": [_series(entry) for entry in post.series],
        "description": _line(description),
        "image": image,
        "image_alt": _line(post.image_alt) if image else "",
        "lang": post.lang,
        "aliases": list(aliases),
        "original_url": _original_url(post),
        "x-held-back": _line(post.held_back),
        **post.extra,
    }
    lead = {key: value for key, value in plain.items() if value}
    written = {key: value for key, value in texts.items() if value}
    if post.markup is Markup.RESTRUCTUREDTEXT:
        return field_list({**lead, **written})
    first = "".join(f"{key}: {value}\n" for key, value in lead.items())
    return f"---\n{first}{yaml_text(written)}---\n"


def _line(text: str) -> str:
    return " ".join(xml_text(text).split())


def _lines(texts: Iterable[str]) -> list[object]:
    return list(dict.fromkeys(filter(None, map(_line, texts))))


def _series(series: ImportedSeries) -> object:
    if series.order is None:
        return _line(series.name)
    order = int(series.order) if series.order == int(series.order) else str(series.order)
    entry: Mapping[str, object] = {"name": _line(series.name), "order": order}
    return entry


def _original_url(post: ImportedPost) -> str:
    if not post.is_published:
        return ""
    absolute = (address for address in post.addresses if not web_address_problem(address))
    return percent_encoded(next(absolute, ""))
