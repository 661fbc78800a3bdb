"""Posts of ABlog, by directive, ``blogpost`` or file pattern, translated to our front matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.ablog.dates import date_text
from sphinx_anthology.core.ablog.language_codes import language_code
from sphinx_anthology.core.ablog.source_outline import source_outline
from sphinx_anthology.core.dialect import Translation
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, MYST_KEYS, SPELLINGS
from sphinx_anthology.core.frontmatter.problem import Kind, Problem
from sphinx_bindery.common.build_record import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_anthology.core.ablog.source_outline import Directive, Outline
    from sphinx_anthology.core.dialect import SourceText
    from sphinx_anthology.core.frontmatter.markdown import MappingEntry

_ABLOG_KEYS = frozenset(
    {"blogpost", "date", "tags", "author", "category", "location", "language", "redirect",
     "excerpt", "image", "canonical_link", "external_link"}
)  # fmt: skip
"""The keys of ABlog that describe a post."""
_WITHOUT_MEANING = frozenset({"blogpost", "exclude", "nocomments"})
_LISTS = frozenset({"author", "category", "lang", "language", "location", "redirect", "tags"})
_DRAFT_ADVICE = "write a date, or move it to a document of its own"


@dataclass(frozen=True)
class ABlogDialect:
    """The settings of ABlog that change the meaning of its front matter.

    Attributes:
        date_format: The format of dates that is tried first.
        matched: The docnames that ``blog_post_pattern`` matches.
        always_section: Whether a post is the section around its directive, even if the document
            has no other post.
        languages: The names of languages by their codes.
        locations: The names of places by their short names.
        author, language, location: Defaults for posts without these keys.
    """

    date_format: str
    matched: frozenset[str]
    always_section: bool
    languages: Mapping[str, str]
    locations: Mapping[str, str]
    author: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    location: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the settings."""
        return fingerprint((sorted(self.matched), vars(self) | {"matched": ()}))

    def translate(self, source: SourceText, entries: Sequence[MappingEntry]) -> Translation:
        """Return the front matter of a file, translated to our keys."""
        outline = source_outline(source.text, is_markdown=source.is_markdown, start=source.end)
        given = {entry.key: entry for entry in entries}
        whole, sections = self._posts(outline)
        post = _Translator(self, source, outline)
        parts = tuple(tuple(post.of_directive(directive)) for directive in sections)
        if whole or self._is_marked(source.docname, given):
            own = (*post.kept(entries, whole), *(post.of_directive(whole) if whole else ()))
            if whole is None:
                own = tuple(post.of_front_matter(entries))
            if _is_draft(own) and not all(map(_is_draft, parts)):
                message = f"post: it has no date, but sections of it do; {_DRAFT_ADVICE}"
                line = whole.line if whole else source.first_line
                post.problems.append(Problem(Kind.DRAFT, line, message))
                own = (source.entry("post", line, "false"),)
        elif source.docname in self.matched and not parts:
            own = (*entries, source.entry("post", source.first_line, "false"))
        elif parts:
            own = (*post.kept(entries, None), source.entry("post", sections[0].line, "false"))
        else:
            own = tuple(entries)
        return Translation(own, parts, tuple(post.problems))

    def _posts(self, outline: Outline) -> tuple[Directive | None, list[Directive]]:
        """Return the directive of a post that is the document, and those of sections that are."""
        found = [directive for directive in outline.directives if directive.name == "post"]
        if not found:
            return None, []
        above = outline.heading_above(found[0].line)
        is_multiple = len(found) > 1 or self.always_section
        if is_multiple and above is not None and above != outline.headings[0]:
            return None, found
        return found[0], found[1:]

    def _is_marked(self, docname: str, given: Mapping[str, MappingEntry]) -> bool:
        """Return whether its front matter makes a document a post.

        A document that matches ``blog_post_pattern`` also needs a key of a post: without one it is
        a page in the folder of the posts, such as their index.
        """
        if "blogpost" in given:
            return _text(given["blogpost"]).lower() not in {"false", "no", "off"}
        return docname in self.matched and not _ABLOG_KEYS.isdisjoint(given)


class _Translator:
    """The translator of one file."""

    def __init__(self, dialect: ABlogDialect, source: SourceText, outline: Outline) -> None:
        self._dialect = dialect
        self._source = source
        self._outline = outline
        self.problems: list[Problem] = []

    def of_directive(self, directive: Directive) -> Iterator[MappingEntry]:
        """Yield the front matter of a post from its directive."""
        entry = self._source.entry
        options = [entry(name, line, value) for name, line, value in directive.options]
        date = [entry("date", directive.line, directive.argument)] if directive.argument else []
        yield from self._post([*date, *options], directive.line)

    def of_front_matter(self, entries: Sequence[MappingEntry]) -> Iterator[MappingEntry]:
        """Yield the front matter of a document whose front matter makes it a post."""
        line = next((entry.line for entry in entries if entry.key == "blogpost"), 0)
        yield from self._post(entries, line or self._source.first_line)

    def kept(
        self, entries: Iterable[MappingEntry], directive: Directive | None
    ) -> Iterator[MappingEntry]:
        """Yield the entries of the front matter that a directive, if any, does not override."""
        options = {name for name, *_ in directive.options} if directive else set[str]()
        for entry in entries:
            if entry.key not in {"post", "draft", *_ABLOG_KEYS, *options} and _is_ours(entry.key):
                yield entry

    def _post(self, entries: Sequence[MappingEntry], line: int) -> Iterator[MappingEntry]:
        entry, dialect = self._source.entry, self._dialect
        found = [new for old in entries for new in self._translated(old)]
        yield from found
        keys = {SPELLINGS[new.key].name for new in found if new.key in SPELLINGS}
        if "post" not in keys:
            yield entry("post", line, "true")
        date = next((_text(new) for new in found if new.key == "date"), "")
        if not date:
            if "draft" not in keys:
                yield entry("draft", line, "true")
            return
        for key, names in (
            ("authors", dialect.author),
            ("lang", dialect.language),
            ("location", dialect.location),
        ):
            if key not in keys and names:
                yield from self._translated(entry(key.removesuffix("s"), line, names))
        if "updated" not in keys:
            yield from self._updated(date, line)

    def _updated(self, date: str, line: int) -> Iterator[MappingEntry]:
        """Yield the newest date of the ``update`` directives in the section around a line."""
        start, end = self._outline.section_of(line)
        found = []
        for directive in self._outline.directives:
            if directive.name == "update" and start < directive.line < end:
                text = date_text(directive.argument, self._dialect.date_format)
                found.append((text, directive.line))
        if found and max(found)[0] > date:
            text, place = max(found)
            yield self._source.entry("updated", place, text)

    def _translated(self, entry: MappingEntry) -> Iterator[MappingEntry]:
        """Yield an entry translated to our keys; nothing for one without a counterpart or value."""
        key, names = entry.key, _names(entry) if entry.key in _LISTS else ()
        new = self._source.entry
        match key:
            case "date" | "updated" if isinstance(entry.value, yaml.ScalarNode):
                yield new(key, entry.line, date_text(_text(entry), self._dialect.date_format))
            case "author" | "category" | "tags" if names or not isinstance(
                entry.value, yaml.MappingNode
            ):
                if _is_plain(entry):
                    yield new(key, entry.line, names)
                else:
                    yield entry
            case "lang" | "language":
                yield from self._language(entry, names)
            case "location":
                known = self._dialect.locations
                yield new(key, entry.line, "; ".join(known.get(name, name) for name in names))
            case "redirect":
                yield new(key, entry.line, list(_addresses(names)))
            case "excerpt" | "image" if _text(entry).isdecimal():
                return
            case "title" if self._outline.headings:
                return
            case _ if _is_ours(key):
                yield entry

    def _language(self, entry: MappingEntry, names: Sequence[str]) -> Iterator[MappingEntry]:
        codes = [language_code(name, self._dialect.languages) for name in names]
        if len(codes) > 1:
            message = f"language: there are several; write one, {names[0]!r} is used"
            self.problems.append(Problem(Kind.TYPE, entry.line, message))
        yield from (self._source.entry("lang", entry.line, code) for code in codes[:1])


def _is_ours(key: str) -> bool:
    """Return whether a key has a meaning here; ABlog ignores unknown keys."""
    if key in _WITHOUT_MEANING:
        return False
    return key in SPELLINGS or key in MYST_KEYS or key in IGNORED_KEYS


def _is_draft(entries: Iterable[MappingEntry]) -> bool:
    return any(entry.key == "draft" and _text(entry).lower() != "false" for entry in entries)


def _is_plain(entry: MappingEntry) -> bool:
    """Return whether a value is a text or a list of texts."""
    items = entry.value.value if isinstance(entry.value, yaml.SequenceNode) else [entry.value]
    return all(isinstance(item, yaml.ScalarNode) for item in items)


def _text(entry: MappingEntry) -> str:
    value = entry.value.value if isinstance(entry.value, yaml.ScalarNode) else ""
    return " ".join(str(value).split())


def _names(entry: MappingEntry) -> tuple[str, ...]:
    """Return the texts of a list, or of a text with commas; each once."""
    if isinstance(entry.value, yaml.SequenceNode):
        items = [str(item.value) for item in entry.value.value if isinstance(item, yaml.ScalarNode)]
    else:
        items = _text(entry).split(",")
    return tuple(dict.fromkeys(filter(None, (item.strip() for item in items))))


def _addresses(paths: Iterable[str]) -> Iterator[str]:
    """Yield the addresses of redirects, for the builder ``html`` and for ``dirhtml``.

    ABlog's redirects are docnames, whose address depends on the builder.
    """
    for path in paths:
        yield path
        if not path.endswith((".html", ".htm", "/")) and "://" not in path:
            yield f"{path}.html"
