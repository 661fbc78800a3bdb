"""Ghost's JSON export: the tables of its database, with or without an outer ``db``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.dates import zone_of
from sphinx_anthology.importing.json_values import json_text
from sphinx_anthology.importing.records import (
    Blog,
    ImportedAuthor,
    ImportedPost,
    Markup,
    NoticeKind,
    Place,
    PostKind,
)
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

    Row = Mapping[str, object]

_SITE = "__GHOST_URL__"
"""The placeholder of Ghost for the address of the site in texts and links."""

_HELD_BACK = {"draft": "a draft", "scheduled": "scheduled", "sent": "sent by e-mail only"}
_VISIBLE = {
    "members": "for members only",
    "paid": "for paying members only",
    "tiers": "for members of some tiers only",
}
_HEAD = 4096
"""Bytes of a file that are read to recognize it."""


@dataclass(slots=True)
class GhostSource:
    """A JSON export of Ghost.

    Attributes:
        path: The file.
        report: Takes notices.
        tables: The rows of each table, after :meth:`blog`.
        authors: The authors by slug, after :meth:`blog`.
        zone: The time zone of the blog, after :meth:`blog`.
    """

    path: Path
    report: Report
    tables: dict[str, list[Row]] = field(default_factory=dict)
    authors: dict[str, ImportedAuthor] = field(default_factory=dict)
    zone: tzinfo = UTC

    def blog(self) -> Blog:
        """Return the title, language and authors; see :class:`Source`."""
        self.tables = _tables(self.path)
        if not self.tables.get("posts"):
            message = f"{self.path}: has no posts; export the content in Ghost's settings"
            raise SourceError(message)
        settings = {
            json_text(row, "key"): json_text(row, "value") for row in self._rows("settings")
        }
        name = settings.get("timezone") or settings.get("active_timezone", "")
        self.zone = zone_of(name) or UTC
        for row in self._rows("users"):
            author = ImportedAuthor(
                json_text(row, "slug") or json_text(row, "id"),
                json_text(row, "name"),
                json_text(row, "website"),
            )
            self.authors[author.id] = author
        language = settings.get("locale") or settings.get("default_locale", "")
        return Blog(
            settings.get("title", ""), settings.get("url", ""), language, authors=self.authors
        )

    def posts(self) -> Iterator[ImportedPost]:
        """Yield posts and pages; see :class:`Source`."""
        self.report.counts.clear()
        tags = self._linked("posts_tags", "tag_id", "tags", "name")
        authors = self._linked("posts_authors", "author_id", "users", "slug")
        users = {json_text(row, "id"): json_text(row, "slug") for row in self._rows("users")}
        metas = {json_text(row, "post_id"): row for row in self._rows("posts_meta")}
        for row in self._rows("posts"):
            identifier = _identifier(row)
            is_page = json_text(row, "type") == "page" or row.get("page") == 1
            kind = PostKind.PAGE if is_page else PostKind.POST
            self.report.counts[f"{kind} items in the export"] += 1
            if not identifier:
                message = f"{json_text(row, 'title')!r} has neither id nor slug; it is left out"
                self.report.note(NoticeKind.SKIPPED, Place(str(self.path)), message)
                continue
            own = authors.get(identifier) or tuple(
                filter(None, [users.get(json_text(row, "author_id"))])
            )
            yield self._post(row, kind, metas.get(identifier, {}), tags.get(identifier, ()), own)

    def _rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def _linked(self, links: str, key: str, table: str, value: str) -> dict[str, tuple[str, ...]]:
        """Return the values that each post is linked to, in the order of the links.

        Args:
            links: The table of the links, such as ``posts_tags``.
            key: The column of the links with the id of the linked row.
            table: The table of the linked rows.
            value: The column of the value.
        """
        values = {json_text(row, "id"): json_text(row, value) for row in self._rows(table)}
        found: dict[str, tuple[str, ...]] = {}
        for row in sorted(self._rows(links), key=_sort_order):
            if name := values.get(json_text(row, key)):
                post = json_text(row, "post_id")
                found[post] = (*found.get(post, ()), name)
        return found

    def _post(
        self, row: Row, kind: PostKind, meta: Row, tags: tuple[str, ...], authors: tuple[str, ...]
    ) -> ImportedPost:
        identifier, slug = _identifier(row), json_text(row, "slug")
        place = Place(str(self.path), item=slug or identifier)
        title = " ".join(json_text(row, "title").split())
        html, markdown = json_text(row, "html"), json_text(row, "markdown")
        if not html and not markdown and any(map(row.get, ("lexical", "mobiledoc"))):
            message = (
                f"{title!r}: the export has its text only in the format of the editor; "
                "publish it, and export again"
            )
            self.report.note(NoticeKind.UNREADABLE, place, message)
        status = json_text(row, "status")
        date = ghost_date(row.get("published_at"), self.zone) or (
            ghost_date(row.get("created_at"), self.zone) if status in {"published", "sent"} else ""
        )
        updated = ghost_date(row.get("updated_at"), self.zone)
        canonical = json_text(row, "canonical_url") or json_text(meta, "canonical_url")
        return ImportedPost(
            identifier,
            place,
            _root_relative(html or markdown),
            Markup.HTML if html or not markdown else Markup.MARKDOWN,
            kind,
            title or slug.replace("-", " ").capitalize() or f"Post {identifier}",
            slug,
            folder="pages" if kind is PostKind.PAGE else date[:4],
            date=date,
            updated=updated if updated[:10] > date[:10] else "",
            authors=authors,
            tags=tuple(tag for tag in tags if not tag.startswith("#")),
            excerpt=" ".join(
                (json_text(row, "custom_excerpt") or json_text(meta, "meta_description")).split()
            ),
            image=_root_relative(json_text(row, "feature_image") or json_text(row, "image")),
            image_alt=json_text(meta, "feature_image_alt"),
            lang=language_tag(json_text(row, "locale")),
            held_back=_held_back(row, date),
            addresses=tuple(filter(None, [f"/{slug}/" if slug else "", _root_relative(canonical)])),
        )


def ghost_date(value: object, zone: tzinfo = UTC) -> str:
    """Return a time in a zone as ISO 8601; empty without one.

    Args:
        value: ISO 8601, or milliseconds since 1970.
        zone: The time zone of the blog.
    """
    try:
        if isinstance(value, int | float):
            moment = datetime.fromtimestamp(value / 1000, UTC)
        else:
            moment = datetime.fromisoformat(str(value or ""))
    except (ValueError, OverflowError, OSError):
        return ""
    try:
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _tables(path: Path) -> dict[str, list[Row]]:
    try:
        content: object = json.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        message = f"{path}: {error.strerror}; write the path of an export file"
        raise SourceError(message) from None
    except (ValueError, RecursionError) as error:
        message = f"{path}: is not JSON ({error}); export the blog again"
        raise SourceError(message) from None
    if isinstance(content, dict) and isinstance(content.get("db"), list) and content["db"]:
        content = content["db"][0]
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict):
        message = f"{path}: has no 'data' of a blog; export the content in Ghost's settings"
        raise SourceError(message)
    return {
        str(name): [row for row in rows if isinstance(row, dict)]
        for name, rows in data.items()
        if isinstance(rows, list)
    }


def _identifier(row: Row) -> str:
    """Return what identifies a post in the export; empty if nothing does."""
    return json_text(row, "id") or json_text(row, "uuid") or json_text(row, "slug")


def _sort_order(row: Row) -> float:
    order = row.get("sort_order")
    return order if isinstance(order, int | float) else 0


def _root_relative(text: str) -> str:
    return text.replace(_SITE, "")


def _held_back(row: Row, date: str) -> str:
    status, visibility = json_text(row, "status"), json_text(row, "visibility")
    reason = _HELD_BACK.get(status, "" if status in {"published", ""} else f"in the state {status}")
    if reason:
        return f"{reason} for {date}" if status == "scheduled" and date else reason
    return (
        "" if visibility in {"public", ""} else _VISIBLE.get(visibility, f"for {visibility} only")
    )


def _recognizes(path: Path) -> bool:
    if not path.is_file() or path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return b'"db"' in head or (b'"meta"' in head and b'"exported_on"' in head)


GHOST = SourceFormat("ghost", _recognizes, GhostSource)
