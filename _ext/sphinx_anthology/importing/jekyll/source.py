"""A Jekyll site as a source of posts."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sphinx_anthology.importing.folders.authors import author_of
from sphinx_anthology.importing.folders.data import mapping, text_of, texts_of
from sphinx_anthology.importing.folders.excerpts import split_excerpt
from sphinx_anthology.importing.folders.fields import Fields
from sphinx_anthology.importing.folders.posts import has_formulas, plain_title, post_from
from sphinx_anthology.importing.folders.source_file import read_source
from sphinx_anthology.importing.folders.walk import (
    HTML,
    MARKDOWN,
    OTHER_MARKUPS,
    check_folder,
    find_folders,
    site_files,
)
from sphinx_anthology.importing.jekyll.config import JekyllConfig, read_config
from sphinx_anthology.importing.jekyll.kramdown import with_whole_html, without_kramdown
from sphinx_anthology.importing.jekyll.liquid import Liquid
from sphinx_anthology.importing.jekyll.permalinks import collection_template, permalink
from sphinx_anthology.importing.jekyll.site_address import linked_address
from sphinx_anthology.importing.records import Blog, Markup, NoticeKind, Place, PostKind
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.folders.source_file import SourceFile
    from sphinx_anthology.importing.records import ImportedAuthor, ImportedPost
    from sphinx_anthology.importing.report import Report

POSTS, DRAFTS = "_posts", "_drafts"
_NAME = re.compile(r"(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")
_SUFFIXES = MARKDOWN | HTML
_OWN = frozenset(
    {"permalink", "redirect_from", "redirect_to", "tags", "tag", "categories", "category",
     "layout", "header", "excerpt_separator", "published"}
)  # fmt: skip
_AUTHOR_FOLDERS = (
    "_authors", "_team", "_team_members", "_people", "_members", "_staff", "_author",
)  # fmt: skip
"""The collections in which themes look for authors."""


@dataclass(slots=True)
class JekyllSource:
    """A Jekyll site, or a folder of files named like Jekyll's posts.

    Attributes:
        root: The folder.
        report: Takes what cannot be read.
        config: The configuration, after :meth:`blog`.
        names: The files of posts by their names, for ``post_url``, after :meth:`blog`.
    """

    root: Path
    report: Report
    config: JekyllConfig = field(default_factory=JekyllConfig)
    names: dict[str, str] = field(default_factory=dict)

    def blog(self) -> Blog:
        """Return the title, address and authors; see :class:`Source`."""
        check_folder(self.root)
        config = read_config(self.root, self.report)
        authors = {**config.authors, **self._authors()}
        self.config = replace(config, authors=authors)
        self.names = {}
        for path, _folder in self._post_files():
            name = path.relative_to(self.root).as_posix()
            self.names.setdefault(path.stem.casefold(), f"/{name}")
        if not self.names:
            message = f"{self.root}: has no posts (YEAR-MONTH-DAY-title.md); write another folder"
            raise SourceError(message)
        if not self.config.url and (url := linked_address(self._texts(), self.names)):
            self.config = replace(self.config, url=url)
            message = f"url: is not in the configuration; {url} is taken from links between posts"
            self.report.note(NoticeKind.LINK, Place(str(self.root)), message)
        url = self.config.url
        address = f"{url}{config.baseurl}" if url else ""
        return Blog(config.title, address, config.language, authors=authors)

    def posts(self) -> Iterator[ImportedPost]:
        """Yield posts, drafts and pages; see :class:`Source`."""
        self.report.counts.clear()
        for path, folder in self._post_files():
            if file := read_source(self.root, path, self.report):
                self.report.counts["posts in the folder"] += 1
                yield self._post(file, folder)
        for path, collection in self._page_files():
            file = read_source(self.root, path, self.report)
            # a page without a text shows what its layout has, such as a list of posts
            if file and file.head and file.body.strip():
                self.report.counts["pages in the folder"] += 1
                yield self._page(file, collection)

    def _texts(self) -> Iterator[str]:
        for path, _folder in self._post_files():
            with contextlib.suppress(OSError):
                yield path.read_text(encoding="utf-8", errors="replace")

    def _post_files(self) -> Iterator[tuple[Path, str]]:
        """Yield the files of posts and drafts, each with the folder ``_posts`` that it is in."""
        folders = [*find_folders(self.root, POSTS), *find_folders(self.root, DRAFTS)]
        if not folders and not self.config.exists and self.root.name not in {POSTS, DRAFTS}:
            folders = [self.root]
        for folder in folders or [self.root]:
            below = folder.relative_to(self.root).as_posix()
            for path in site_files(self.root, below, _SUFFIXES):
                if folder.name == DRAFTS or _NAME.fullmatch(path.stem):
                    yield path, "" if below == "." else below
                elif folder != self.root:
                    message = f"{path.name}: its name does not begin with a date; Jekyll skips it"
                    self.report.note(NoticeKind.SKIPPED, Place(str(path)), message)
            for path in site_files(self.root, below, OTHER_MARKUPS):
                if folder != self.root and (folder.name == DRAFTS or _NAME.fullmatch(path.stem)):
                    markup = OTHER_MARKUPS[path.suffix.lower()]
                    message = f"{path.name}: is written in {markup}; convert it to Markdown first"
                    self.report.note(NoticeKind.SKIPPED, Place(str(path)), message)

    def _page_files(self) -> Iterator[tuple[Path, str]]:
        """Yield the files of pages, each with its collection; empty without one."""
        if not self.config.exists:
            return
        for path in site_files(self.root, "", _SUFFIXES):
            parts = path.relative_to(self.root).parts
            if not any(part.startswith("_") for part in parts):
                yield path, ""
        for name in self.config.collections:
            if f"_{name}" not in {POSTS, DRAFTS, *_AUTHOR_FOLDERS}:
                folder = "/".join(filter(None, [self.config.collections_folder, f"_{name}"]))
                for path in site_files(self.root, folder, _SUFFIXES):
                    yield path, name

    def _authors(self) -> dict[str, ImportedAuthor]:
        """Return the authors that the documents of a collection describe."""
        found = {}
        for folder in _AUTHOR_FOLDERS:
            for path in site_files(self.root, folder, _SUFFIXES):
                if file := read_source(self.root, path, self.report):
                    name = text_of(file.head.get("short_name")) or path.stem
                    found[name] = author_of(name, file.head)
        return found

    def _post(self, file: SourceFile, folder: str) -> ImportedPost:
        is_draft = folder.rpartition("/")[2] == DRAFTS
        named = _NAME.fullmatch(file.path.stem)
        stem = named["slug"] if named else file.path.stem
        head = {**self.config.defaults(file.name, "drafts" if is_draft else "posts"), **file.head}
        file = replace(file, head=head)
        fields = Fields(_with_image(head), _OWN)
        post = post_from(
            file,
            fields,
            self.config.zone,
            current_time(),
            self.report,
            named_date=_full_year(named["date"]) if named else "",
        )
        above = folder.rpartition("/")[0]
        categories = (*filter(None, above.split("/")), *_terms(head, "category", "categories"))
        separator = text_of(head.get("excerpt_separator")) or self.config.separator
        excerpt, body = split_excerpt(file.body, separator, without_kramdown)
        text, lines = self._expanded(file, body, head)
        return replace(
            post,
            body=text,
            body_lines=lines,
            title=plain_title(fields.text("title")) or _title(stem),
            has_formulas=post.has_formulas or has_formulas(self.config.values),
            slug=fields.text("slug") or stem,
            categories=tuple(dict.fromkeys(categories)),
            tags=_terms(head, "tag", "tags"),
            authors=post.authors or tuple(filter(None, [self.config.author])),
            excerpt=post.excerpt or excerpt,
            held_back=post.held_back or ("in the folder _drafts" if is_draft else ""),
            addresses=self._addresses(head, post.date, stem, tuple(categories)),
        )

    def _page(self, file: SourceFile, collection: str) -> ImportedPost:
        head = {**self.config.defaults(file.name, collection or "pages"), **file.head}
        fields = Fields(_with_image(head), _OWN)
        post = post_from(
            file, fields, self.config.zone, current_time(), self.report, kind=PostKind.PAGE
        )
        text, lines = self._expanded(file, file.body, head)
        own = text_of(head.get("permalink"))
        stem = file.name.rpartition(".")[0]
        path = f"/{stem}.html".replace("/index.html", "/")
        if collection:
            path = self._document_path(own, head, post.date, stem, collection)
        old = self._with_host(own if own and not collection else path)
        return replace(
            post, body=text, body_lines=lines, addresses=(old, *self._redirects(head)),
            slug=fields.text("slug") or stem.replace("/", "-").lstrip("_"),
        )  # fmt: skip

    def _document_path(
        self, own: str, head: dict[str, Data], date: str, stem: str, collection: str
    ) -> str:
        """Return the address of a document of a collection."""
        settings = self.config.collections[collection]
        template = collection_template(
            own or text_of(settings.get("permalink")), self.config.permalink
        )
        moment = (
            PartialDate.parse(date, self.config.zone or ZoneInfo("UTC")).start if date else None
        )
        inner = stem.partition(f"_{collection}/")[2]
        return permalink(
            template, moment, inner.rpartition("/")[2], (), text_of(head.get("slug")),
            collection=collection, path=inner,
        )  # fmt: skip

    def _expanded(
        self, file: SourceFile, body: str, head: dict[str, Data]
    ) -> tuple[str, tuple[int, ...]]:
        liquid = Liquid(self.config, self.names, head, file.first_line)
        text, lines = liquid.expand(body)
        if file.markup is Markup.MARKDOWN:
            text = with_whole_html(without_kramdown(text))
        return text, lines

    def _addresses(
        self, head: dict[str, Data], date: str, stem: str, categories: tuple[str, ...]
    ) -> tuple[str, ...]:
        zone = self.config.zone or ZoneInfo("UTC")
        moment = PartialDate.parse(date, zone).start if date else None
        own = text_of(head.get("permalink"))
        path = permalink(
            own or self.config.permalink, moment, stem, categories, text_of(head.get("slug"))
        )
        found = [path]
        if not self.config.exists and not own and path.endswith(".html"):
            # without a configuration, the style of the addresses is unknown: accept both
            found = [f"{path.removesuffix('.html')}/", path]
        return (*map(self._with_host, found), *self._redirects(head))

    def _redirects(self, head: dict[str, Data]) -> tuple[str, ...]:
        old = texts_of(head.get("redirect_from"))
        return tuple(self._with_host(f"/{path.lstrip('/')}") for path in old)

    def _with_host(self, path: str) -> str:
        return f"{self.config.url}{self.config.baseurl}/{path.lstrip('/')}"


def _terms(head: dict[str, Data], single: str, several: str) -> tuple[str, ...]:
    """Return categories or tags: the term of one key, and the list or words of the other.

    Args:
        head: The front matter.
        single: The singular key, such as ``tag``.
        several: The plural key, such as ``tags``.
    """
    found = list(texts_of(head.get(single)))
    value = head.get(several)
    found += value.split() if isinstance(value, str) else texts_of(value)
    return tuple(dict.fromkeys(found))


def _with_image(head: dict[str, Data]) -> dict[str, Data]:
    """Return front matter whose ``image`` is that of ``header``, as some themes have it."""
    header = mapping(head.get("header"))
    return {**head, "image": dict(header)} if header and not head.get("image") else head


def _full_year(date: str) -> str:
    year, month, day = date.split("-")
    return f"{year if len(year) == 4 else f'20{year:0>2}'}-{month:0>2}-{day:0>2}"


def _title(stem: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_\s]+", stem) if word)


def _recognizes(path: Path) -> bool:
    if not path.is_dir():
        return False
    return (path / "_config.yml").is_file() or (path / POSTS).is_dir() or _has_posts_alone(path)


def _has_posts_alone(path: Path) -> bool:
    """Return whether a folder has only posts: Markdown with Jekyll's file names and YAML."""
    files = [file for file in path.iterdir() if file.suffix.lower() in MARKDOWN]
    return bool(files) and all(
        file.stem.casefold() == "readme"
        or (_NAME.fullmatch(file.stem) and file.is_file() and _has_yaml(file))
        for file in files
    )


def _has_yaml(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(6).removeprefix(b"\xef\xbb\xbf").startswith(b"---")


JEKYLL = SourceFormat("jekyll", _recognizes, JekyllSource, lambda path: (path,))
