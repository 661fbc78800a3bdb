"""A Pelican site as a source of posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from sphinx_anthology.importing.addresses import address_parts, joined
from sphinx_anthology.importing.folders.data import text_of, texts_of
from sphinx_anthology.importing.folders.excerpts import split_excerpt
from sphinx_anthology.importing.folders.fields import Fields
from sphinx_anthology.importing.folders.posts import post_from
from sphinx_anthology.importing.folders.source_file import read_source
from sphinx_anthology.importing.folders.walk import (
    HTML,
    MARKDOWN,
    RESTRUCTUREDTEXT,
    check_folder,
    site_files,
)
from sphinx_anthology.importing.pelican.addresses import expand, slugify
from sphinx_anthology.importing.pelican.links import resolve_links
from sphinx_anthology.importing.pelican.markdown import plain_markdown
from sphinx_anthology.importing.pelican.metadata import LISTS, find_metadata, html_body
from sphinx_anthology.importing.pelican.restructuredtext import with_known_directives
from sphinx_anthology.importing.pelican.settings import FILES, PelicanSettings, read_site
from sphinx_anthology.importing.records import Blog, Markup, NoticeKind, Place, PostKind
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.folders.source_file import SourceFile
    from sphinx_anthology.importing.records import ImportedPost
    from sphinx_anthology.importing.report import Report

_SUFFIXES = MARKDOWN | HTML | RESTRUCTUREDTEXT
_HELD_BACK = {"hidden": "hidden from lists", "skip": "skipped by Pelican"}
_SAFE = "/#?&=:@!$+,;~%"
_OWN = frozenset({"url", "save_as", "template", "translation", "slug"})


@dataclass(slots=True)
class PelicanSource:
    """A Pelican site, or its content folder alone.

    Attributes:
        root: The folder.
        report: Takes notices.
        settings: The settings, after :meth:`blog`.
        names: The kinds of posts and pages by path from the content folder, after :meth:`blog`.
    """

    root: Path
    report: Report
    settings: PelicanSettings = field(init=False)
    names: dict[str, PostKind] = field(default_factory=dict)

    def blog(self) -> Blog:
        """Return the title and the address; see :class:`Source`."""
        check_folder(self.root)
        self.settings = read_site(self.root, self.report)
        self.names = {}
        for path, kind in self._files():
            self.names.setdefault(f"/{self._name(path)}", kind)
        if PostKind.POST not in self.names.values():
            message = f"{self.settings.content}: has no articles; write another folder"
            raise SourceError(message)
        return Blog(self.settings.title, self.settings.url, self.settings.language)

    def posts(self) -> Iterator[ImportedPost]:
        """Yield articles and pages; see :class:`Source`."""
        self.report.counts.clear()
        for path, kind in self._files():
            content = self.settings.content
            file = read_source(content, path, self.report, find_metadata)
            if file is None:
                continue
            self.report.counts[
                f"{'article' if kind is PostKind.POST else kind}s in the folder"
            ] += 1
            yield self._post(file, kind)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.settings.content).as_posix()

    def _files(self) -> Iterator[tuple[Path, PostKind]]:
        settings = self.settings
        for folders, kind in (
            (settings.article_paths, PostKind.POST),
            (settings.page_paths, PostKind.PAGE),
        ):
            for folder in folders:
                for path in site_files(settings.content, folder.strip("/"), _SUFFIXES):
                    name = self._name(path)
                    is_excluded = kind is PostKind.POST and _is_in(name, settings.excluded)
                    is_static = path.suffix.lower() in HTML and _is_in(name, settings.static_paths)
                    if not is_excluded and not is_static and path.name not in FILES:
                        yield path, kind

    def _post(self, file: SourceFile, kind: PostKind) -> ImportedPost:
        file, post = self._with_fields(file, kind)
        return self._with_body(post, file)

    def _with_fields(self, file: SourceFile, kind: PostKind) -> tuple[SourceFile, ImportedPost]:
        """Return a file with all its metadata, and its post with the body unchanged."""
        named = self._named(file)
        head = {**self._defaults(), **named, **_pelican_head(file.head)}
        file = replace(file, head=head)
        fields = Fields(head, _OWN)
        post = post_from(file, fields, self.settings.zone, current_time(), self.report, kind=kind)
        lang = post.lang or self.settings.language
        title = fields.text("title") or post.title
        by_name = self.settings.values.text("SLUGIFY_SOURCE", "title") == "basename"
        slug = str(head.get("slug") or slugify(file.path.stem if by_name else title))
        is_translation = lang.casefold() != self.settings.language.casefold()
        post = replace(
            post,
            title=title,
            slug=f"{slug}-{lang}" if is_translation else slug,
            lang=lang if is_translation or post.lang else "",
            categories=post.categories or self._folder_category(file, kind),
            authors=_authors(head) or tuple(filter(None, [self.settings.values.text("AUTHOR")])),
            held_back=_HELD_BACK.get(text_of(head.get("status")).lower(), post.held_back),
            image=self._picture_address(file, post.image),
        )
        addresses = self._addresses(post, head, slug, lang, is_translation)
        return file, replace(post, addresses=addresses)

    def _with_body(self, post: ImportedPost, file: SourceFile) -> ImportedPost:
        excerpt, body = split_excerpt(file.body)

        def resolve(what: str, value: str) -> str:
            return self._address_of(file, what, unquote(value))

        def resolve_rst(what: str, value: str) -> str:
            # not longer than the old link, so that the columns of tables keep their width
            target = resolve(what, value)
            is_relative = what == "filename" and not value.startswith("/") and target != "#"
            return quote(unquote(value), safe=_SAFE) if is_relative else target

        def resolve_html(what: str, value: str) -> str:
            target = resolve(what, value)
            return self._public_address(target) if what == "filename" else target

        def note(line: int, message: str) -> None:
            place = Place(str(file.path), file.first_line + line)
            self.report.note(NoticeKind.MARKUP, place, message)

        if file.markup is Markup.HTML:
            return replace(post, body=html_body(resolve_links(body, file.markup, resolve)))
        if file.markup is Markup.RESTRUCTUREDTEXT:
            body = resolve_links(body, file.markup, resolve_rst, resolve_html)
            return replace(post, body=with_known_directives(body, note))
        body, lines = plain_markdown(body, note)
        return replace(
            post,
            body=resolve_links(body, file.markup, resolve),
            body_lines=tuple(file.first_line + line for line in lines),
            excerpt=post.excerpt or excerpt,
        )

    def _public_address(self, target: str) -> str:
        """Return the address of a post on the site by the path of its file; else the path."""
        path, mark, part = target.partition("#")
        kind = self.names.get(unquote(path))
        name = self.settings.content / unquote(path).lstrip("/")
        file = (
            read_source(self.settings.content, name, self.report, find_metadata) if kind else None
        )
        if file is None or kind is None:
            return target
        _file, post = self._with_fields(file, kind)
        return f"{next(iter(post.addresses), path)}{mark}{part}"

    def _defaults(self) -> dict[str, Data]:
        """Return ``DEFAULT_METADATA`` with keys in lower case."""
        found = self.settings.values.mapping("DEFAULT_METADATA")
        return {key.lower(): value for key, value in found.items() if isinstance(value, str)}

    def _named(self, file: SourceFile) -> dict[str, Data]:
        """Return the metadata in the path of a file."""
        found: dict[str, Data] = {}
        for pattern, is_path in self.settings.patterns:
            match = pattern.match(file.name if is_path else file.path.stem)
            values = match.groupdict() if match else {}
            found |= {key.lower(): value for key, value in values.items() if value}
        return found

    def _folder_category(self, file: SourceFile, kind: PostKind) -> tuple[str, ...]:
        if kind is PostKind.PAGE:
            return ()
        folder = PurePosixPath(file.name).parent.name
        values = self.settings.values
        if folder and values.flag("USE_FOLDER_AS_CATEGORY", default=True):
            return (folder,)
        return tuple(filter(None, [values.text("DEFAULT_CATEGORY")]))

    def _addresses(
        self,
        post: ImportedPost,
        head: dict[str, Data],
        slug: str,
        lang: str,
        is_translation: bool,
    ) -> tuple[str, ...]:
        kind = "ARTICLE" if post.kind is PostKind.POST else "PAGE"
        default = "{slug}" if post.kind is PostKind.POST else "pages/{slug}"
        name, suffix = (f"{kind}_LANG_URL", "-{lang}") if is_translation else (f"{kind}_URL", "")
        template = self.settings.address_template(name, f"{default}{suffix}.html")
        own = head.get("url") or head.get("save_as")
        values = {
            "slug": slug,
            "lang": lang,
            "category": slugify(next(iter(post.categories), "misc")),
            "author": slugify(next(iter(post.authors), "")),
        }
        path = expand(str(own or template), values, self._moment(post.date))
        return tuple(filter(None, [f"{self.settings.url}{path}" if path else ""]))

    def _moment(self, date: str) -> datetime | None:
        zone = self.settings.zone or ZoneInfo("UTC")
        return PartialDate.parse(date, zone).start if date else None

    def _picture_address(self, file: SourceFile, address: str) -> str:
        """Return the address of a picture in metadata, with an internal link resolved."""
        found = re.fullmatch(r"[{|]\w+[}|](.*)", address)
        return joined(f"/{file.name}", found[1]) if found else address

    def _address_of(self, file: SourceFile, what: str, value: str) -> str:
        """Return the address of an internal link; ``#`` for one that must be text."""
        url, values = self.settings.url, self.settings.values
        if what == "index":
            return f"{url}/"
        if what in {"tag", "category", "author"}:
            template = values.text(f"{what.upper()}_URL", f"{what}/{{slug}}.html")
            return f"{url}{expand(template, {'slug': slugify(value)}, None)}"
        target = joined(f"/{file.name}", value)
        path = unquote(address_parts(target).path)
        is_here = path in self.names or (self.settings.content / path.lstrip("/")).is_file()
        if is_here or what != "filename":
            return quote(target, safe=_SAFE)
        message = f"link {what}: no file of the site is {path!r}; only its text is kept"
        self.report.note(NoticeKind.LINK, file.place(), message)
        return "#"


def _pelican_head(head: dict[str, Data]) -> dict[str, Data]:
    """Return metadata with keys in lower case, and with tags and authors as lists."""
    found: dict[str, Data] = {}
    for key, value in head.items():
        name = key.lower()
        if name in LISTS and isinstance(value, str):
            parts = value.split(";" if ";" in value else ",")
            if value.startswith("- "):
                parts = re.split(r"(?:^|\s)-\s", value)
            found[name] = [part.strip() for part in parts if part.strip()]
        else:
            found[name] = value
    return found


def _authors(head: dict[str, Data]) -> tuple[str, ...]:
    """Return the names of authors; they may contain commas: ``Example, Ann; Other, Bob``."""
    names = (*texts_of(head.get("authors")), *texts_of(head.get("author")))
    return tuple(dict.fromkeys(names))


def _is_in(name: str, folders: Sequence[str]) -> bool:
    return any(name.startswith(f"{folder}/") for folder in folders if folder)


def _recognizes(path: Path) -> bool:
    return path.is_dir() and any((path / name).is_file() for name in FILES)


def _media_folders(path: Path) -> Sequence[Path]:
    return (path / "content", path)


PELICAN = SourceFormat("pelican", _recognizes, PelicanSource, _media_folders)
