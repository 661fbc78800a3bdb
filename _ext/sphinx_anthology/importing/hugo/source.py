"""A Hugo site as a source of posts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sphinx_anthology.importing.folders.data import mapping, text_of
from sphinx_anthology.importing.folders.excerpts import split_excerpt
from sphinx_anthology.importing.folders.fields import Fields, is_picture
from sphinx_anthology.importing.folders.posts import post_from
from sphinx_anthology.importing.folders.source_file import read_source
from sphinx_anthology.importing.hugo.config import FOLDER, NAMES, HugoConfig, read_config
from sphinx_anthology.importing.hugo.content import ContentFile, content_files, other_files
from sphinx_anthology.importing.hugo.index import SiteIndex, lower_keys
from sphinx_anthology.importing.hugo.shortcodes import Shortcodes
from sphinx_anthology.importing.hugo.urls import PageAddresses
from sphinx_anthology.importing.records import Blog, NoticeKind, Place, PostKind
from sphinx_anthology.importing.report import Report
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.partial_date import PartialDate
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.folders.source_file import SourceFile
    from sphinx_anthology.importing.records import ImportedPost, ImportedSeries

_OWN = frozenset(
    {"url", "aliases", "cascade", "resources", "build", "_build", "outputs", "menu", "menus",
     "type", "linktitle", "iscjklanguage", "translationkey", "sitemap", "layout", "markup"}
)  # fmt: skip
_COVERS = ("feature", "cover", "thumbnail", "featured")


@dataclass(slots=True)
class HugoSource:
    """A Hugo site.

    Attributes:
        root: The folder.
        report: Takes what cannot be read.
        config: The configuration, after :meth:`blog`.
        index: The pages, sections and terms, after :meth:`blog`.
    """

    root: Path
    report: Report
    config: HugoConfig = field(default_factory=HugoConfig)
    index: SiteIndex = field(default_factory=lambda: SiteIndex(HugoConfig()))

    def blog(self) -> Blog:
        """Return the title, address, authors and series; see :class:`Source`."""
        self.config = config = read_config(self.root, self.report)
        self.index = index = SiteIndex(config)
        silent = Report()  # posts() reads the files again, and reports
        for page in content_files(self.root, config):
            if file := read_source(self.root, page.path, silent):
                index.add(page, f"/{file.name}", lower_keys(file.head))
        if not index.files:
            message = f"{self.root}: has no pages in content/; write the folder of a Hugo site"
            raise SourceError(message)
        authors = {**config.authors, **index.authors}
        return Blog(config.title, config.address, config.language, authors, index.series)

    def posts(self) -> Iterator[ImportedPost]:
        """Yield posts and pages; see :class:`Source`."""
        self.report.counts.clear()
        for path, markup in other_files(self.root, self.config):
            message = f"{path.name}: is written in {markup}; convert it to Markdown first"
            self.report.note(NoticeKind.SKIPPED, Place(str(path)), message)
        for page in content_files(self.root, self.config):
            if page.is_section:
                continue
            if file := read_source(self.root, page.path, self.report):
                kind = PostKind.POST if self.index.is_post(page) else PostKind.PAGE
                self.report.counts[f"{kind}s in the folder"] += 1
                yield self._post(page, file, kind)

    def _post(self, page: ContentFile, file: SourceFile, kind: PostKind) -> ImportedPost:
        head = {**lower_keys(self.index.cascade(page)), **lower_keys(file.head)}
        file = replace(file, head=head)
        fields = Fields(head, _OWN)
        date, name = page.dated_name
        post = post_from(
            file, fields, self.config.zone, current_time(), self.report, named_date=date, kind=kind
        )
        excerpt, body = split_excerpt(file.body)
        shortcodes = Shortcodes(self._referrer(page), self._parameters(head), file.first_line)
        text, lines = shortcodes.expand(body)
        moment = PartialDate.parse(post.date, self.config.zone or ZoneInfo("UTC")).start if (
            post.date
        ) else None  # fmt: skip
        title = fields.text("title") or post.title
        paths = PageAddresses(page, head, title, moment, self.config).paths
        image, alt = (post.image, post.image_alt) if post.image else (_cover(page), "")
        folder = "pages" if kind is PostKind.PAGE else post.date[:4]
        return replace(
            post,
            body=text,
            body_lines=lines,
            slug=fields.text("slug") or name,
            folder=f"{page.language}/{folder}" if page.language else folder,
            lang=post.lang or page.language,
            image=image,
            image_alt=alt,
            authors=post.authors or tuple(filter(None, [self.config.author])),
            series=tuple(map(self._series, post.series)),
            excerpt=post.excerpt or excerpt,
            held_back=post.held_back or _unbuilt(head),
            addresses=tuple(f"{self.config.address}{path}" for path in paths),
            resources=_resources(page, head),
            has_formulas=post.has_formulas or self.config.has_formulas,
        )

    def _series(self, series: ImportedSeries) -> ImportedSeries:
        """Return a series; named by its slug if the site has a title or description for it."""
        slug = slug_of(series.name)
        return replace(series, name=slug) if slug in self.index.series else series

    def _referrer(self, page: ContentFile) -> Callable[[str], str]:
        def refer(reference: str) -> str:
            path, mark, fragment = reference.partition("#")
            if not path:
                return f"#{fragment}"
            found = self.index.source_path(path, page)
            return f"{found}{mark}{fragment}" if found else ""

        return refer

    def _parameters(self, head: dict[str, Data]) -> Callable[[str], str | None]:
        def param(name: str) -> str | None:
            for values in (head, mapping(self.config.values.get("params"))):
                value: Data | None = values
                for part in name.lower().split("."):
                    value = mapping(value).get(part)
                if isinstance(value, str):
                    return value
            return None

        return param


def _unbuilt(head: dict[str, Data]) -> str:
    for key in ("build", "_build"):
        render = text_of(mapping(head.get(key)).get("render"))
        if render in {"never", "false"}:
            return f"marked '{key}.render: {render}'"
    return ""


def _cover(page: ContentFile) -> str:
    """Return the featured image of a bundle by its file name; empty without one."""
    pictures = [name for name in page.resources if is_picture(name) and "/" not in name]
    return next((name for name in pictures if name.lower().startswith(_COVERS)), "")


def _resources(page: ContentFile, head: dict[str, Data]) -> dict[str, str]:
    """Return the resources of a bundle by path, and by ``name`` in its front matter."""
    found = dict(page.resources)
    entries = head.get("resources")
    for entry in map(mapping, entries if isinstance(entries, list) else []):
        source, name = text_of(entry.get("src")), text_of(entry.get("name"))
        if source in found and name:
            found.setdefault(name, found[source])
    return found


def _recognizes(path: Path) -> bool:
    if not path.is_dir():
        return False
    has_config = any((path / name).is_file() for name in NAMES) or (path / FOLDER).is_dir()
    return has_config and ((path / "content").is_dir() or (path / "archetypes").is_dir())


def _media_folders(path: Path) -> tuple[Path, ...]:
    config = read_config(path, Report()) if path.is_dir() else HugoConfig()
    contents = [folder for folder, _language in config.content_folders]
    names = (*config.static_folders, *contents)
    return tuple(path / name for name in names if ".." not in name.split("/"))


HUGO = SourceFormat("hugo", _recognizes, HugoSource, _media_folders)
"""The format of Hugo's sites."""
