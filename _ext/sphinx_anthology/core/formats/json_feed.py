"""JSON Feeds (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_anthology.core.formats.atom import iri, last_changed, moment, web_address

if TYPE_CHECKING:
    from sphinx_anthology.core.formats.atom import Feed, FeedEntry
    from sphinx_anthology.core.posts.post import Author

TYPE = "application/feed+json"
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """Return a feed as JSON; as in Atom, its author is that of posts that name none."""
    feed_object = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.subtitle:
        feed_object["description"] = feed.subtitle
    text = json.dumps(feed_object, ensure_ascii=False, indent=2)
    # YAML allows a lone surrogate, UTF-8 does not
    return f"{text}\n".encode("utf-8", "replace")


def _item(entry: FeedEntry) -> dict[str, object]:
    post = entry.post
    item: dict[str, object] = {"id": entry.address, "url": entry.address, "title": entry.title}
    if entry.content:
        item["content_html"] = entry.content
    else:  # one of the two is required
        item["content_text"] = entry.summary
    if post.date:
        item["date_published"] = moment(post.date)
    if post.updated:
        item["date_modified"] = moment(last_changed(post))
    more = {
        "summary": entry.summary,
        "image": entry.image,
        "external_url": iri(post.original_url),
        "authors": [_author(author) for author in post.authors],
        "tags": list(post.tags),
        "language": post.lang,
    }
    return item | {key: value for key, value in more.items() if value}


def _author(author: Author) -> dict[str, str]:
    address = web_address(author)
    return {"name": author.name} | ({"url": address} if address else {})
