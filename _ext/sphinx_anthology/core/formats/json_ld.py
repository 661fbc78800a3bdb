"""Structured data for search engines: https://schema.org/ types as JSON-LD.

Dates keep their precision: Date and DateTime are ISO 8601 values, which may be a year or a month
(https://github.com/schemaorg/schemaorg/issues/934 has a year as an example). For the properties
that search engines read, see
https://developers.google.com/search/docs/appearance/structured-data/article and …/breadcrumb.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.post import Author, Relation, resolve_license
from sphinx_anthology.core.values.person_name import is_organization_name
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_anthology.core.pages.page_metadata import Breadcrumb, PageMetadata, PreviewImage
    from sphinx_anthology.core.posts.post import License, Post, SourceWork

Node = dict[str, object]

_PIXEL = "E37"
"""The code for pixels in UN/CEFACT Recommendation 20, which schema.org uses."""

_UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def script(nodes: Sequence[Node]) -> str:
    """Return nodes as a ``script`` element.

    The characters that could end the element or open a comment occur only in JSON strings, and are
    escaped there (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
    """
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/ld+json">{text}</script>'


def blog_posting(
    page: PageMetadata,
    post: Post,
    *,
    address: str,
    authors: Iterable[Author],
    series: Sequence[tuple[Breadcrumb, int]],
    words: int,
) -> Node:
    """Return the node of a post.

    Args:
        page: Metadata of its page.
        post: Its front matter.
        address: URL of the page itself; the canonical URL may be another.
        authors: Its authors, each with the URL of a page about them.
        series: Its series, each with the number of the part. A post in several series has no
            ``position``, which would be ambiguous.
        words: Word count; 0 if unknown.
    """
    return _node(
        "BlogPosting",
        headline=page.title,
        url=page.address,
        mainEntityOfPage=address,
        description=page.description,
        datePublished=post.date.iso if post.date else "",
        dateModified=post.updated.iso if post.updated else "",
        author=[_author(author) for author in authors],
        image=_image(page.image) if page.image else None,
        keywords=list(post.tags),
        articleSection=list(post.categories),
        inLanguage=language_tag(page.language),
        license=_license(post.license) if post.license else None,
        **_source_work(post.based_on) if post.based_on else {},
        isPartOf=[
            _part_of("Book", page.site),
            *(_part_of("CreativeWorkSeries", s) for s, _ in series),
        ],
        position=series[0][1] if len(series) == 1 else None,
        wordCount=words,
    )


def book(page: PageMetadata, author: str) -> Node:
    """Return the node of the site as a whole, for its first page."""
    return _node(
        "Book",
        name=page.site.name,
        url=page.site.address,
        description=page.description,
        author=_author(Author(author)) if author else None,
        inLanguage=language_tag(page.language),
    )


def collection_page(page: PageMetadata) -> Node:
    """Return the node of a listing page."""
    return _node(
        "CollectionPage",
        name=page.title,
        url=page.address,
        description=page.description,
        inLanguage=language_tag(page.language),
        isPartOf=_part_of("Book", page.site),
    )


def breadcrumb_list(breadcrumbs: Iterable[Breadcrumb]) -> Node:
    """Return the node of breadcrumbs, from the first page of the site to the page itself."""
    return _node(
        "BreadcrumbList",
        itemListElement=[
            _node("ListItem", position=position, name=page.name, item=page.address)
            for position, page in enumerate(breadcrumbs, 1)
        ],
    )


def _node(kind: str, **properties: object) -> Node:
    return {"@type": kind} | {name: value for name, value in properties.items() if value}


def _part_of(kind: str, whole: Breadcrumb) -> Node:
    return _node(kind, name=whole.name, url=whole.address)


def _author(author: Author) -> Node:
    return _node(
        "Organization" if is_organization_name(author.name) else "Person",
        name=author.name,
        url=author.url,
        sameAs=author.orcid_url,
        affiliation=_node("Organization", name=author.affiliation) if author.affiliation else None,
    )


def _source_work(work: SourceWork) -> dict[str, object]:
    is_translation = work.relation is Relation.TRANSLATED
    node = _node(
        "CreativeWork",
        name=work.title,
        url=work.url,
        author=[_author(author) for author in work.authors],
        datePublished=work.date.iso if work.date else "",
        license=_license(work.license) if work.license else None,
    )
    return {"translationOfWork" if is_translation else "isBasedOn": node}


def _image(image: PreviewImage) -> Node:
    return _node(
        "ImageObject",
        url=image.address,
        caption=image.alt,
        encodingFormat=image.media_type,
        width=_pixels(image.width),
        height=_pixels(image.height),
    )


def _pixels(number: int) -> Node | None:
    """Return a length in pixels, None for 0; schema.org types lengths as QuantitativeValue."""
    if not number:
        return None
    return _node("QuantitativeValue", value=number, unitCode=_PIXEL)


def _license(license_: License) -> object:
    resolved = resolve_license(license_)
    return resolved.url or _node("CreativeWork", name=resolved.name)
