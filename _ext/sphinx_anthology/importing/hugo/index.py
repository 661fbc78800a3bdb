"""An index of the pages, sections and terms of a Hugo site, built before its posts are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.authors import author_of
from sphinx_anthology.importing.folders.data import mapping, text_of
from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.hugo.config import HugoConfig
    from sphinx_anthology.importing.hugo.content import ContentFile
    from sphinx_anthology.importing.records import ImportedAuthor

_USUAL = ("post", "posts", "blog", "articles", "writing")
_AUTHORS = ("author", "authors", "people")
_DATES = ("date", "publishdate", "pubdate", "published")


def lower_keys(head: Mapping[str, Data]) -> dict[str, Data]:
    """Return front matter with keys in lower case, and with the keys of its ``params``."""
    lower = {key.lower(): value for key, value in head.items()}
    params = {key.lower(): value for key, value in mapping(lower.get("params")).items()}
    return {**params, **{key: value for key, value in lower.items() if key != "params"}}


@dataclass(slots=True)
class SiteIndex:
    """The pages, sections and terms of a site.

    Attributes:
        config: The configuration.
        pages: The number of pages of each section.
        dated: The number of pages with a date of each section.
        files: The files of pages by language and logical path.
        by_name: The files of pages by language and name; empty if several pages have the name.
        cascades: The ``cascade`` of sections by language and folder.
        series: Titles and descriptions of series, by slug.
        authors: The authors with pages of their own, by term.
    """

    config: HugoConfig
    pages: Counter[str] = field(default_factory=Counter)
    dated: Counter[str] = field(default_factory=Counter)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    by_name: dict[tuple[str, str], str] = field(default_factory=dict)
    cascades: dict[tuple[str, str], dict[str, Data]] = field(default_factory=dict)
    series: dict[str, dict[str, str]] = field(default_factory=dict)
    authors: dict[str, ImportedAuthor] = field(default_factory=dict)

    def add(self, page: ContentFile, source_path: str, head: Mapping[str, Data]) -> None:
        """Add a page.

        Args:
            page: The page.
            source_path: Its file from the root of the site's folder.
            head: Its front matter, with keys in lower case.
        """
        language = page.language
        if page.is_section:
            self._add_section(page, head)
            return
        self.files[language, page.logical.lower()] = source_path
        name = (language, page.name.lower())
        self.by_name[name] = "" if name in self.by_name else source_path
        self.pages[page.section] += 1
        self.dated[page.section] += any(head.get(key) for key in _DATES) or bool(page.dated_name[0])

    def _add_section(self, page: ContentFile, head: Mapping[str, Data]) -> None:
        if cascade := mapping(head.get("cascade")):
            self.cascades[page.language, page.folder] = cascade
        kind, _slash, term = page.folder.partition("/")
        if kind == "series" and term and not page.language:
            facts = {"title": text_of(head.get("title")), "description": _description(head)}
            slug = slug_of(term)
            self.series[slug] = {key: value for key, value in facts.items() if value}
        if kind in _AUTHORS and term:
            self.authors[term] = author_of(term, head)

    def cascade(self, page: ContentFile) -> dict[str, Data]:
        """Return the front matter that the sections above a page give to it."""
        merged: dict[str, Data] = {}
        folder = ""
        for part in ("", *page.logical.split("/")[:-1]):
            folder = f"{folder}/{part}".strip("/")
            merged |= self.cascades.get((page.language, folder), {})
        return merged

    def is_post(self, page: ContentFile) -> bool:
        """Return whether a page is a post: in a main section, or one whose pages have dates."""
        section = page.section
        if main := self.config.main_sections:
            return section in main
        if section in _USUAL:
            return True
        return bool(section) and self.dated[section] * 2 > self.pages[section]

    def source_path(self, reference: str, page: ContentFile) -> str:
        """Return the file of the page that a reference names; empty if there is none.

        Args:
            reference: A path such as ``posts/a.md``, ``/posts/a``, ``a.md`` or ``../b``.
            page: The page with the reference.
        """
        path = reference.strip().lower()
        for suffix in (".md", ".markdown", ".html"):
            path = path.removesuffix(suffix)
        for code in (*self.config.languages, self.config.language):
            path = path.removesuffix(f".{code}")
        path = path.removesuffix("/index").removesuffix("/_index")
        above = page.folder.rpartition("/")[0] if page.is_bundle else page.folder
        near = _normalized(f"{above}/{path}")
        candidates = [path.strip("/")] if path.startswith("/") else [near, _normalized(path)]
        for language in dict.fromkeys((page.language, "")):
            for candidate in candidates:
                if found := self.files.get((language, candidate)):
                    return found
        name = path.strip("/")
        return "" if "/" in name else self.by_name.get((page.language, name), "")


def _description(head: Mapping[str, Data]) -> str:
    return plain_line(text_of(head.get("description")) or text_of(head.get("summary")))


def _normalized(path: str) -> str:
    names: list[str] = []
    for name in path.split("/"):
        if name == "..":
            del names[-1:]
        elif name not in {"", "."}:
            names.append(name)
    return "/".join(names)
