"""An ABlog site as a source of posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_anthology.importing.ablog.bodies import (
    directive_content,
    myst_lines,
    rst_lines,
    without_labels,
)
from sphinx_anthology.importing.ablog.documents import Document, read_document
from sphinx_anthology.importing.ablog.settings import ABlogSettings, find_sources, read_site
from sphinx_anthology.importing.folders.data import data_of, mapping, text_of
from sphinx_anthology.importing.folders.fields import Fields
from sphinx_anthology.importing.folders.posts import post_from
from sphinx_anthology.importing.folders.source_file import read_source
from sphinx_anthology.importing.folders.walk import check_folder, site_files
from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_anthology.importing.records import (
    MAX_EXCERPT,
    Blog,
    Markup,
    NoticeKind,
    Place,
    PostKind,
)
from sphinx_anthology.importing.restructuredtext.plain_text import plain_rst
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_bindery.common.addresses import web_address_problem
from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_anthology.core.ablog.source_outline import Directive
    from sphinx_anthology.core.frontmatter.markdown import MappingEntry
    from sphinx_anthology.importing.ablog.bodies import Line
    from sphinx_anthology.importing.ablog.sections import SectionLines
    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.records import ImportedPost
    from sphinx_anthology.importing.report import Report

_SUFFIXES = frozenset({".rst", ".md", ".txt"})
_OWN = frozenset({"post", "draft", "redirect", "external_link", "myst", "image"})
_IMAGE = re.compile(
    r"^\s*\.\. (?:\|[^|\n]+\| )?(?:image|figure)::\s*(\S+)|!\[[^\]\n]*\]\(<?([^)>\s]+)"
    r"|^[`:~]{3,}\{(?:image|figure)\}\s*(\S+)",
    re.MULTILINE,
)


@dataclass(slots=True)
class ABlogSource:
    """A Sphinx project with the extension ABlog.

    Attributes:
        path: The folder of the project, or its source folder.
        report: Takes notices.
        settings: The settings, after :meth:`blog`.
        labels: The docnames by the labels that ABlog generates, after :meth:`blog`.
    """

    path: Path
    report: Report
    settings: ABlogSettings = field(init=False)
    labels: dict[str, str] = field(default_factory=dict)

    def blog(self) -> Blog:
        """Return the title, address and authors; see :class:`Source`."""
        check_folder(self.path)
        self.settings = read_site(find_sources(self.path) or self.path, self.report)
        self.labels, has_posts = {}, False
        for document in self._documents():
            self.labels.setdefault(document.name.lower(), document.docname)
            has_posts = has_posts or document.is_post or bool(document.translation.sections)
        if not has_posts:
            message = f"{self.settings.root}: has no posts of ABlog; write another folder"
            raise SourceError(message)
        return Blog(
            self.settings.title,
            self.settings.url,
            self.settings.values.text("language"),
            self.settings.authors,
        )

    def posts(self) -> Iterator[ImportedPost]:
        """Yield posts and pages; see :class:`Source`."""
        self.report.counts.clear()
        for document in self._documents():
            for problem in document.translation.problems:
                place = Place(str(document.file.path), problem.line)
                self.report.note(NoticeKind.MARKUP, place, problem.message)
            sections = list(document.sections)
            for lines, directive, entries in sections:
                self.report.counts["posts in the folder"] += 1
                yield self._section(document, lines, directive, entries)
            kind = PostKind.POST if document.is_post else PostKind.PAGE
            self.report.counts[f"{kind}s in the folder"] += 1
            yield self._document(document, kind, [lines for lines, *_ in sections])

    def _documents(self) -> Iterator[Document]:
        root = self.settings.root
        for path in site_files(root, "", _SUFFIXES):
            name = path.relative_to(root).as_posix()
            is_hidden = any(part.startswith("_") for part in name.split("/"))
            if is_hidden or self.settings.is_excluded(name):
                continue
            if file := read_source(root, path, self.report):
                yield read_document(file, self.settings.dialect)

    def _document(
        self, document: Document, kind: PostKind, sections: list[SectionLines]
    ) -> ImportedPost:
        file, lines = document.file, document.lines
        numbered = list(enumerate(lines, 1))[file.first_line - 1 :]
        for section in sections:
            numbered = [line for line in numbered if not section.start < line[0] <= section.end]
        if not document.is_markdown:
            numbered = _without_fields(numbered, bool(file.source.text.strip()))
        directives = [entry for entry in document.outline.directives if entry.name == "post"]
        is_own = document.is_post and bool(directives)
        directive = directives[0] if is_own else None
        post = self._post(document, document.translation.entries, numbered, kind, directive)
        # the project has its own root document, so that no address leads to this one
        is_home = document.docname == "index"
        own = () if is_home else (f"{self.settings.url}/{document.docname}.html",)
        return replace(
            post,
            title="" if document.outline.headings else post.title,
            slug=document.name,
            addresses=(*own, *post.addresses),
        )

    def _section(
        self,
        document: Document,
        section: SectionLines,
        directive: Directive,
        entries: Sequence[MappingEntry],
    ) -> ImportedPost:
        numbered = list(enumerate(document.lines, 1))[section.body : section.end]
        if document.is_markdown:
            # below the title of the post, headings begin with the second level
            deeper = section.level - 1
            numbered = [
                (number, text[deeper:] if text.startswith("#" * (section.level + 1)) else text)
                for number, text in numbered
            ]
        post = self._post(document, entries, numbered, PostKind.POST, directive)
        slug, url = slug_of(section.title), self.settings.url
        address = {"original_url": f"{url}/{document.docname}.html#{slug}"}
        return replace(
            post,
            extra={**(address if url and post.is_published else {}), **post.extra},
            identifier=f"{post.identifier}#{slug}-{directive.line}",
            place=Place(str(document.file.path), section.start + 1),
            title=plain_line(section.title),
            slug=slug,
        )

    def _post(
        self,
        document: Document,
        entries: Sequence[MappingEntry],
        numbered: list[Line],
        kind: PostKind,
        directive: Directive | None,
    ) -> ImportedPost:
        file = document.file
        options = dict(_options(directive)) if directive else file.head
        head = {entry.key: data_of(entry.value) for entry in entries}
        places = {entry.key: entry.line for entry in entries}
        translated = replace(file, head=head, lines=places)
        fields = Fields(head, _OWN)
        post = post_from(translated, fields, None, current_time(), self.report, kind=kind)
        lines = _without_gaps(list(self._body(document, numbered)))
        body = "\n".join(text for _number, text in lines)
        extra: dict[str, object] = dict(post.extra)
        if directive and (title := text_of(options.get("title"))):
            extra["x-title"] = title
        if myst := mapping(file.head.get("myst")):
            extra["myst"] = myst
        link = text_of(head.get("external_link"))
        if link and not web_address_problem(link):
            extra["original_url"] = link
        redirects = Fields({"aliases": head.get("redirect", "")}).texts("aliases")
        return replace(
            post,
            body=body,
            body_lines=tuple(number for number, _text in lines),
            markup=Markup.MYST if document.is_markdown else Markup.RESTRUCTUREDTEXT,
            image=self._image(body, head, options),
            excerpt=post.excerpt or self._excerpt(document, directive),
            extra=extra,
            addresses=tuple(f"{self.settings.url}/{path.lstrip('/')}" for path in redirects),
        )

    def _body(self, document: Document, numbered: list[Line]) -> Iterator[Line]:
        def note(line: int, message: str) -> None:
            self.report.note(NoticeKind.MARKUP, Place(str(document.file.path), line), message)

        is_markdown = document.is_markdown
        for line in (myst_lines if is_markdown else rst_lines)(numbered, note):
            yield without_labels(line, self.labels, note, is_markdown=is_markdown)

    def _image(self, body: str, head: dict[str, Data], options: dict[str, Data]) -> str:
        """Return the address of the image of a post: its own, or one in the text by its number."""
        if (own := text_of(head.get("image"))) and not own.isdecimal():
            return own
        wanted = text_of(options.get("image")) or self.settings.image_number
        if not wanted.isdecimal() or not int(wanted):
            return ""
        found = [next(filter(None, image.groups())) for image in _IMAGE.finditer(body)]
        return found[int(wanted) - 1] if int(wanted) <= len(found) else ""

    def _excerpt(self, document: Document, directive: Directive | None) -> str:
        """Return the content of a ``post`` directive as an excerpt; empty if it is long."""
        if directive is None:
            return ""
        lines = directive_content(document.lines, directive.line, is_markdown=document.is_markdown)
        plain = plain_line if document.is_markdown else plain_rst
        text = plain(" ".join(line.strip() for line in lines))
        return text if len(text) <= MAX_EXCERPT else ""


def _without_gaps(lines: list[Line]) -> list[Line]:
    """Return lines with a single blank line where removed lines leave two."""
    found: list[Line] = []
    for number, text in lines:
        is_gap = found and not found[-1][1] and number - found[-1][0] > 1
        if text.strip() or not is_gap:
            found.append((number, text))
    return found


def _options(directive: Directive) -> Iterator[tuple[str, Data]]:
    for name, _line, value in directive.options:
        yield name, value


def _without_fields(lines: list[Line], has_fields: bool) -> list[Line]:
    """Return lines without the field list at their top."""
    if not has_fields:
        return lines
    start = next((n for n, (_number, text) in enumerate(lines) if text.startswith(":")), 0)
    end = start
    while end < len(lines) and (lines[end][1].startswith(":") or lines[end][1][:1].isspace()):
        end += 1
    return [*lines[:start], *lines[end:]]


def _recognizes(path: Path) -> bool:
    return path.is_dir() and find_sources(path) is not None


def _media_folders(path: Path) -> Sequence[Path]:
    root = find_sources(path) or path
    return (root, root / "_static")


ABLOG = SourceFormat("ablog", _recognizes, ABlogSource, _media_folders)
