"""WordPress eXtended RSS (WXR 1.0 to 1.2): the export file of WordPress."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlunsplit

from sphinx_anthology.importing.addresses import address_parts
from sphinx_anthology.importing.export_signatures import is_wordpress_export
from sphinx_anthology.importing.records import (
    Attachment,
    Blog,
    ImportedAuthor,
    ImportedPost,
    ImportedSeries,
    NoticeKind,
    Place,
    PostKind,
)
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_anthology.importing.wordpress.body import body_html, with_patterns
from sphinx_anthology.importing.wordpress.descriptions import before_more, description_of, plain
from sphinx_anthology.importing.xml_items import (
    all_text,
    head_if_xml,
    iter_elements,
    line_of,
    short_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from sphinx_anthology.importing.report import Report

_NAMES = frozenset({"item", "wp:author", "title", "link", "language", "wp:base_blog_url"})
_ITEMS = frozenset({"item"})
_HELD_BACK = {
    "draft": "a draft",
    "pending": "waiting for review",
    "private": "private",
    "future": "scheduled",
}
_OTHER_TYPES = frozenset({"attachment", "guest-author", "nav_menu_item", "revision", "wp_block"})
"""Types of items that are not posts, and are left out without a notice."""

_NO_DATE = "0000-00-00"
_SERIES = re.compile(r"series", re.IGNORECASE)
_SERIES_ORDER = re.compile(r"_?series_(?:part|order)", re.IGNORECASE)
_HREF = re.compile(r"href=(?P<quote>[\"'])(?P<address>[^\"'<>]+)(?P=quote)")
_QUARTER = timedelta(minutes=15)


def _text(element: etree._Element, name: str) -> str:
    found = next((child for child in element if short_name(child.tag) == name), None)
    return "" if found is None else all_text(found)


def local_date(local: str, gmt: str) -> str:
    """Return a time with the offset by which its two columns differ; empty without one.

    Args:
        local: The time in the time zone of the blog.
        gmt: The time in UTC; all zeros in drafts that were never published.
    """
    here, there = _moment(local), _moment(gmt)
    if here is None:
        return f"{there.isoformat()}Z" if there else ""
    if there is None:
        return here.isoformat()
    offset = here - there
    if abs(offset) > timedelta(hours=14) or offset % _QUARTER:
        return here.isoformat()
    return here.replace(tzinfo=timezone(offset)).isoformat()


def _moment(text: str) -> datetime | None:
    if not text or text.startswith(_NO_DATE):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


@dataclass(slots=True)
class WxrSource:
    """A WXR file, read as a stream. All but the first two attributes are set by :meth:`blog`.

    Attributes:
        path: The file.
        report: Takes notices.
        attachments: The files of the blog by id.
        children: The ids of the pictures of each post, by its id.
        authors: The authors of the blog by login name.
        patterns: The texts of synced patterns by id, to which posts only refer.
        pages: The addresses of files by those of their pages.
    """

    path: Path
    report: Report
    attachments: dict[str, Attachment] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    authors: dict[str, ImportedAuthor] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def blog(self) -> Blog:
        """Return the title, address, authors and files; see :class:`Source`."""
        metadata: dict[str, str] = {}
        has_items = False
        for name, element in iter_elements(self.path, _NAMES, self.report, items=_ITEMS):
            if name == "item":
                has_items = True
                self._collect_item(element)
            elif name == "wp:author":
                author = ImportedAuthor(
                    _text(element, "wp:author_login"),
                    plain(_text(element, "wp:author_display_name")),
                )
                self.authors[author.id] = author
            else:
                parent = element.getparent()
                if parent is not None and short_name(parent.tag) == "channel":
                    metadata.setdefault(name, all_text(element))
        if not has_items:
            message = f"{self.path}: has no posts; export 'All content' in WordPress's tools"
            raise SourceError(message)
        return Blog(
            plain(metadata.get("title", "")),
            metadata.get("wp:base_blog_url") or metadata.get("link", ""),
            metadata.get("language", ""),
            self.authors,
        )

    def _collect_item(self, item: etree._Element) -> None:
        """Collect a file or a synced pattern."""
        if _text(item, "wp:post_type") == "wp_block":
            self.patterns[_text(item, "wp:post_id")] = _text(item, "content:encoded")
        if _text(item, "wp:post_type") == "guest-author":
            meta = _meta(item)  # of the plugin Co-Authors Plus
            login, name = meta.get("cap-user_login", ""), plain(meta.get("cap-display_name", ""))
            if login:
                self.authors[login] = ImportedAuthor(login, name, url=meta.get("cap-website", ""))
        if _text(item, "wp:post_type") != "attachment":
            return
        number, parent = _text(item, "wp:post_id"), _text(item, "wp:post_parent")
        address = _text(item, "wp:attachment_url") or _text(item, "guid")
        self.attachments[number] = Attachment(
            address,
            plain(_text(item, "title")),
            plain(_meta(item).get("_wp_attachment_image_alt", "")),
            _text(item, "excerpt:encoded"),
        )
        for page in (_text(item, "link"), f"?attachment_id={number}"):
            if page and address:
                self.pages[page.rstrip("/")] = address
        if parent != "0" and re.search(
            r"\.(?:jpe?g|png|gif|webp|avif|svg)$", address, re.IGNORECASE
        ):
            self.children.setdefault(parent, []).append(number)

    def posts(self) -> Iterator[ImportedPost]:
        """Yield posts and pages; see :class:`Source`."""
        self.report.counts.clear()
        for _name, item in iter_elements(self.path, _ITEMS, self.report, items=_ITEMS):
            kind, status = _text(item, "wp:post_type"), _text(item, "wp:status")
            place = Place(str(self.path), line_of(item))
            self.report.counts[f"{kind or 'untyped'} items in the export"] += 1
            if kind not in {"post", "page"}:
                if kind not in _OTHER_TYPES:
                    message = (
                        f"{_text(item, 'title')!r} has the type {kind or 'none'!r}; it is left out"
                    )
                    self.report.note(NoticeKind.SKIPPED, place, message)
                continue
            if status in {"trash", "auto-draft", "inherit"}:
                message = f"{_text(item, 'title')!r} is in the state {status!r}; it is left out"
                self.report.note(NoticeKind.SKIPPED, place, message)
                continue
            yield self._post(item, PostKind(kind), status, place)

    def _post(
        self, item: etree._Element, kind: PostKind, status: str, place: Place
    ) -> ImportedPost:
        number = _text(item, "wp:post_id") or _text(item, "guid") or f"line {place.line}"
        meta, terms = _meta(item), _terms(item)
        raw = with_patterns(_text(item, "content:encoded"), self.patterns)

        def note(message: str) -> None:
            self.report.note(NoticeKind.MARKUP, place, message)

        own = tuple(self.children.get(number, ()))
        body, footnotes = body_html(raw, self.attachments, own, meta.get("footnotes", ""), note)
        picture = self.attachments.get(meta.get("_thumbnail_id", ""), Attachment(""))
        slug = unquote(_text(item, "wp:post_name"))
        title = plain(_text(item, "title"))
        if not title:
            title = slug.replace("-", " ").capitalize() or f"Post {number}"
            note(f"title: is missing; {title!r} is used, after its address")
        excerpt = plain(_text(item, "excerpt:encoded")) or description_of(meta) or before_more(raw)
        dates = [
            local_date(_text(item, f"wp:{name}"), _text(item, f"wp:{name}_gmt"))
            for name in ("post_date", "post_modified")
        ]
        author = _text(item, "dc:creator")
        if author not in self.authors and (known := author.strip("<> ")) in self.authors:
            author = known  # some exports are edited by hand
        coauthors = tuple(name for name in terms.get("author", ()) if name in self.authors)
        return ImportedPost(
            number,
            place,
            _HREF.sub(self._with_file, body),
            kind=kind,
            title=title,
            slug=slug or title,
            folder="pages" if kind is PostKind.PAGE else dates[0][:4],
            date=dates[0],
            updated=dates[1] if dates[1][:10] > dates[0][:10] else "",
            authors=coauthors or ((author,) if author else ()),
            categories=terms.get("category", ()),
            tags=terms.get("post_tag", ()),
            series=_series(terms, meta),
            excerpt=excerpt,
            image=picture.address,
            image_alt=picture.alt,
            held_back=_held_back(item, status, dates[0]),
            addresses=_addresses(item, number, meta),
            comments=tuple(_comments(item)),
            footnotes=footnotes,
        )

    def _with_file(self, found: re.Match[str]) -> str:
        """Return a link to a file in place of one to its page."""
        address = unescape(found["address"]).strip()
        page = address.rstrip("/")
        if "?attachment_id=" in page:
            page = page[page.index("?") :]
        file = self.pages.get(page)
        return f'href="{escape(file)}"' if file else found[0]


def _meta(item: etree._Element) -> dict[str, str]:
    return {
        _text(child, "wp:meta_key"): _text(child, "wp:meta_value")
        for child in item
        if short_name(child.tag) == "wp:postmeta"
    }


def _terms(item: etree._Element) -> dict[str, tuple[str, ...]]:
    """Return the names of terms by taxonomy."""
    found: dict[str, tuple[str, ...]] = {}
    for child in item:
        if short_name(child.tag) == "category":
            taxonomy = child.get("domain") or "category"
            name = plain(all_text(child)) or child.get("nicename") or ""
            found[taxonomy] = (*found.get(taxonomy, ()), name)
    return found


def _series(
    terms: Mapping[str, tuple[str, ...]], meta: Mapping[str, str]
) -> tuple[ImportedSeries, ...]:
    order = next(
        (float(value) for key, value in meta.items()
         if _SERIES_ORDER.match(key) and re.fullmatch(r"\d{1,6}", value)), None,
    )  # fmt: skip
    names = [name for key, names in terms.items() if _SERIES.search(key) for name in names]
    return tuple(ImportedSeries(name, order) for name in dict.fromkeys(filter(None, names)))


def _held_back(item: etree._Element, status: str, date: str) -> str:
    if _text(item, "wp:post_password"):
        return "protected by a password"
    reason = _HELD_BACK.get(status, "" if status in {"publish", ""} else f"in the state {status}")
    return f"{reason} for {date}" if status == "future" else reason


def _addresses(item: etree._Element, number: str, meta: Mapping[str, str]) -> tuple[str, ...]:
    link, guid = _text(item, "link"), _text(item, "guid")
    query = f"/?{'page_id' if _text(item, 'wp:post_type') == 'page' else 'p'}={number}"
    found = [link, guid if guid.startswith("http") else "", query, f"/?p={number}"]
    old, slug = meta.get("_wp_old_slug"), _text(item, "wp:post_name")
    if old and slug and slug in link:
        parts = address_parts(link)
        found.append(urlunsplit(parts._replace(path=parts.path.replace(slug, old))))
    return tuple(dict.fromkeys(filter(None, found)))


def _comments(item: etree._Element) -> Iterator[Mapping[str, object]]:
    for child in item:
        if short_name(child.tag) == "wp:comment":
            names = ("id", "parent", "author", "author_url", "type", "date", "date_gmt", "content")
            fields = {name: _text(child, f"wp:comment_{name}") for name in names}
            fields["date"] = local_date(fields["date"], fields.pop("date_gmt"))
            yield {**fields, "approved": _text(child, "wp:comment_approved") == "1"}


def _recognizes(path: Path) -> bool:
    return is_wordpress_export(head_if_xml(path))


WXR = SourceFormat("wxr", _recognizes, WxrSource)
