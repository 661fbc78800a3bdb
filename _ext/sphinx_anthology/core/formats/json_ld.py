"""What search engines read of a page: facts in the words of https://schema.org/, as JSON-LD.

Dates are as precise as they were written: both Date and DateTime are of ISO 8601, which knows
years and months alone (https://github.com/schemaorg/schemaorg/issues/934 has a year as an example).
Which facts are looked for: https://developers.google.com/search/docs/appearance/structured-data/article
and …/breadcrumb.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.post import Author
from sphinx_anthology.core.values.licenses import resolve_license
from sphinx_anthology.core.values.person_name import is_of_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_anthology.core.pages.page_metadata import PageFacts, Place
    from sphinx_anthology.core.pages.preview_image import PreviewPicture
    from sphinx_anthology.core.posts.post import License, Post

Node = dict[str, object]

_UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def script(nodes: Sequence[Node]) -> str:
    """Return facts as an element of a page.

    In JSON these characters stand in texts alone, where their escapes mean the same; so no text
    ends the element or opens a comment in it (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
    """
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/ld+json">{text}</script>'


def blog_posting(
    page: PageFacts,
    post: Post,
    *,
    address: str,
    authors: Iterable[Author],
    series: Sequence[tuple[Place, int]],
    words: int,
) -> Node:
    """Return what is told of a post.

    Args:
        page: its page.
        post: its front matter.
        address: that of the page itself, where another may be the one to keep.
        authors: who wrote it, each with the address that tells of them.
        series: those that it is a part of, each with the number of the part. Only in a single one
            has it a position, since nothing would tell in which of several.
        words: how many it has, 0 where that is not known.
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
        image=_image(page.picture) if page.picture else None,
        keywords=list(post.tags),
        articleSection=list(post.categories),
        inLanguage=_tag(page.language),
        license=_license(post.license) if post.license else None,
        isPartOf=[
            _part_of("Book", page.site),
            *(_part_of("CreativeWorkSeries", s) for s, _ in series),
        ],
        position=series[0][1] if len(series) == 1 else None,
        wordCount=words,
    )


def book(page: PageFacts, author: str) -> Node:
    """Return what is told of the site as a whole, on its first page."""
    return _node(
        "Book",
        name=page.site.name,
        url=page.site.address,
        description=page.description,
        author=_author(Author(author)) if author else None,
        inLanguage=_tag(page.language),
    )


def collection_page(page: PageFacts) -> Node:
    """Return what is told of a page that lists posts."""
    return _node(
        "CollectionPage",
        name=page.title,
        url=page.address,
        description=page.description,
        inLanguage=_tag(page.language),
        isPartOf=_part_of("Book", page.site),
    )


def breadcrumbs(trail: Iterable[Place]) -> Node:
    """Return the way to a page, from the first page of the site to the page itself."""
    return _node(
        "BreadcrumbList",
        itemListElement=[
            _node("ListItem", position=position, name=place.name, item=place.address)
            for position, place in enumerate(trail, 1)
        ],
    )


def _node(kind: str, **facts: object) -> Node:
    return {"@type": kind} | {name: fact for name, fact in facts.items() if fact}


def _part_of(kind: str, whole: Place) -> Node:
    return _node(kind, name=whole.name, url=whole.address)


def _author(author: Author) -> Node:
    return _node(
        "Organization" if is_of_group(author.name) else "Person",
        name=author.name,
        url=author.url,
        sameAs=author.orcid_url,
        affiliation=_node("Organization", name=author.affiliation) if author.affiliation else None,
    )


def _image(picture: PreviewPicture) -> Node:
    return _node(
        "ImageObject",
        url=picture.address,
        caption=picture.alt,
        encodingFormat=picture.media_type,
        width=picture.width,
        height=picture.height,
    )


def _license(license_: License) -> object:
    told = resolve_license(license_)
    return told.url or _node("CreativeWork", name=told.name)


def _tag(language: str) -> str:
    return language.replace("_", "-")
