"""The keys of front matter, each declared once with its ``ValueReader`` method and JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_anthology.core.dialect import Translation
from sphinx_anthology.core.frontmatter.draft_marks import DRAFT_MARK_MESSAGE, draft_marks
from sphinx_anthology.core.frontmatter.foreign_keys import KNOWN_KEYS_ADVICE, unknown_key_message
from sphinx_anthology.core.frontmatter.markdown import (
    MappingEntry,
    UnreadableError,
    mapping_entries,
    parse,
)
from sphinx_anthology.core.frontmatter.problem import Kind, Problem, not_published
from sphinx_anthology.core.frontmatter.publication_dates import with_publication_dates
from sphinx_anthology.core.frontmatter.values import ValueReader
from sphinx_anthology.core.posts.post import Post, SeriesPlace, section_key
from sphinx_anthology.core.values.value_schemas import (
    AUTHORS,
    DATE,
    DRAFT,
    FLAG,
    LANGUAGE,
    LICENSE,
    NUMBER,
    SERIES_PLACES,
    SOURCE_WORK,
    TEXT,
    TEXTS,
    UPDATED,
    URL,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Key:
    """A key of front matter.

    Attributes:
        name: The key.
        read: The method that converts its value.
        schema: The JSON Schema of its value.
        help: Its description, for editors.
        also: Other accepted spellings.
        attributes: The attributes of :class:`Post` that take the value, or the items of a tuple;
            by default the one named like the key.
    """

    name: str
    read: Callable[[ValueReader, str, yaml.Node], object]
    schema: Mapping[str, Any]
    help: str
    also: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    def attribute_values(self, value: object) -> dict[str, Any]:
        """Return the attributes of :class:`Post` that a converted value sets, with their values."""
        if len(self.attributes) > 1 and isinstance(value, tuple):
            return dict(zip(self.attributes, value, strict=True))
        return dict.fromkeys(self.attributes or (self.name,), value)


KEYS = (
    Key("title", ValueReader.prose, TEXT, "Title; else the first heading."),
    Key("date", ValueReader.date, DATE, "Date of first publication; as precise as known."),
    Key(
        "updated",
        ValueReader.updated,
        UPDATED,
        "Date of the last change, like date; or git: the last commit of the file.",
        ("lastmod", "modified", "date-modified"),
        ("updated", "updated_from_git"),
    ),
    Key("tags", ValueReader.texts, TEXTS, "Its tags."),
    Key("categories", ValueReader.texts, TEXTS, "Its categories.", ("category",)),
    Key(
        "authors",
        ValueReader.authors,
        AUTHORS,
        "Its authors: ids, names or mappings.",
        ("author",),
    ),
    Key("series", ValueReader.series, SERIES_PLACES, "The series that it belongs to."),
    Key("weight", ValueReader.number, NUMBER, "Its order in its series."),
    Key(
        "description",
        ValueReader.prose,
        TEXT,
        "One sentence for lists, feeds and metadata; else the first paragraph.",
        ("excerpt", "summary"),
    ),
    Key("draft", ValueReader.draft, DRAFT, "Whether it is left out of every output."),
    Key("image", ValueReader.text, TEXT, "Image for lists and cards.", ("thumbnail",)),
    Key("image_alt", ValueReader.prose, TEXT, "Text alternative of the image."),
    Key("slug", ValueReader.text, TEXT, "Its name in references; else the file name."),
    Key("aliases", ValueReader.aliases, TEXTS, "Old addresses that redirect here.", ("redirect",)),
    Key("license", ValueReader.license, LICENSE, "SPDX id or {name, url}."),
    Key("lang", ValueReader.language, LANGUAGE, "Language of the text (BCP 47).", ("language",)),
    Key("original_url", ValueReader.url, URL, "Address of first publication.", ("external_link",)),
    Key(
        "based_on",
        ValueReader.source_work,
        SOURCE_WORK,
        "The work that the text was made from, when its words are not the original's.",
    ),
    Key(
        "canonical_url",
        ValueReader.url,
        URL,
        "Canonical URL, for search engines.",
        ("canonical_link", "canonical-url"),
    ),
    Key("location", ValueReader.prose, TEXT, "Where it was written."),
    Key(
        "post",
        ValueReader.flag,
        FLAG,
        "Whether the file is a post; overrides anthology_posts.",
        attributes=("is_post",),
    ),
)

IGNORED_KEYS = frozenset(
    {
        # Sphinx's file-wide metadata
        "orphan", "tocdepth", "nocomments", "nosearch", "no-search",
        # docutils' bibliographic fields
        "organization", "contact", "address", "version", "revision", "status", "copyright",
        # MyST-Parser, MyST-NB and Jupytext
        "myst", "html_meta", "substitutions", "mystnb", "jupytext", "kernelspec", "file_format",
        # themes and sphinx-design
        "sd_hide_title", "html_theme", "theme",
    }
)  # fmt: skip
"""Keys of MyST, Sphinx and common extensions; ignored, like all ``x-…`` keys."""

MYST_KEYS = frozenset({"myst", "html_meta", "substitutions"})
"""Keys whose values MyST requires to be mappings."""

_BY_NAME = {key.name: key for key in KEYS}
SPELLINGS = {spelling: key for key in KEYS for spelling in (key.name, *key.also)}


def read_post(
    docname: str, text: str, zone: tzinfo, first_line: int = 2
) -> tuple[Post, tuple[Problem, ...]]:
    """Parse the front matter of a file without posts in sections; see :func:`read_posts`."""
    posts, problems = read_posts(docname, text, zone, first_line)
    return posts[0], problems


def read_posts(
    docname: str,
    text: str,
    zone: tzinfo,
    first_line: int = 2,
    translate: Callable[[Sequence[MappingEntry]], Translation] = Translation,
) -> tuple[tuple[Post, ...], tuple[Problem, ...]]:
    """Parse the front matter of a file whose sections may be posts, too.

    Args:
        docname: The document.
        text: The front matter as YAML, without fences.
        zone: The time zone of times written without one.
        first_line: The line of the file, from 1, on which ``text`` begins.
        translate: Returns the front matter translated to our keys; by default unchanged.

    Returns:
        The post of the document, those of its sections, and all problems. A key with a problem
        keeps its default, except ``draft``, which becomes true. It is also true if the YAML cannot
        be parsed or has a draft mark, so that no draft is published by mistake.
    """
    try:
        root = parse(text, first_line)
    except UnreadableError as error:
        return (Post(docname, draft=True),), (not_published(error.problem),)
    found, problems = mapping_entries(root, first_line) if root else ((), ())
    translation = translate(found)
    reader = ValueReader(zone, first_line, text.split("\n"), [*problems, *translation.problems])
    own = _read_entries(docname, translation.entries, reader)
    post = with_publication_dates(own, found, reader)
    if root and not post.draft:
        marks = {problem.line: problem for problem in _draft_problems(root, reader)}
        others = (problem for problem in reader.problems if problem.line not in marks)
        reader.problems = [*others, *marks.values()]
        post = replace(post, draft=bool(marks))
    sections = (
        _read_entries(section_key(docname, number), entries, reader)
        for number, entries in enumerate(translation.sections, 1)
    )
    posts = (post, *sections)
    return posts, tuple(sorted(reader.problems, key=lambda problem: problem.line))


def _read_entries(docname: str, entries: Iterable[MappingEntry], reader: ValueReader) -> Post:
    values: dict[str, Any] = {}
    used: dict[str, _UsedEntry] = {}
    # sort: the name of a key takes precedence over its other spellings
    for entry in sorted(entries, key=lambda entry: entry.key not in _BY_NAME):
        key = SPELLINGS.get(entry.key)
        if key is None:
            reader.problems += _unknown_key(entry)
            continue
        problem_count = len(reader.problems)
        value = key.read(reader, entry.key, entry.value)
        has_problem = len(reader.problems) > problem_count
        if first := used.get(key.name):
            # equal values are allowed: some blogs write both spellings, for two templates
            if value != first.value and not has_problem and not first.has_problem:
                reader.problems.append(_conflict(entry, first.entry))
        else:
            used[key.name] = _UsedEntry(entry, value, has_problem)
            values |= key.attribute_values(value)
    if (weight := values.pop("weight", None)) is not None:
        values["series"] = _with_weight(reader, values.get("series", ()), weight, used["weight"])
    lines = tuple((name, first.entry.line) for name, first in used.items())
    return replace(Post(docname), **values, lines=lines)


def _draft_problems(root: yaml.MappingNode, reader: ValueReader) -> Iterator[Problem]:
    for line, key in draft_marks(root, reader.lines):
        message = f"{key}: {DRAFT_MARK_MESSAGE}"
        yield not_published(Problem(Kind.DRAFT, line + reader.first_line, message))


@dataclass(frozen=True, slots=True)
class _UsedEntry:
    """The entry that gives a key its value, the value, and whether it had a problem."""

    entry: MappingEntry
    value: object
    has_problem: bool


def _with_weight(
    reader: ValueReader, series: tuple[SeriesPlace, ...], weight: float, used: _UsedEntry
) -> tuple[SeriesPlace, ...]:
    """Return the series of a post, with the order that the key ``weight`` gives."""
    key, line = used.entry.key, used.entry.line
    if len(series) == 1 and series[0].order in {None, weight}:
        return (replace(series[0], order=weight),)
    if series:
        message = f"{key}: the series has an order of its own, or there are several; remove it"
        reader.problems.append(Problem(Kind.KEY, line, message))
    else:
        message = f"{key}: has no effect without a series; {KNOWN_KEYS_ADVICE}"
        reader.problems.append(Problem(Kind.KEY, line, message, key))
    return series


def _conflict(entry: MappingEntry, used: MappingEntry) -> Problem:
    message = (
        f"{entry.key}: differs from {used.key!r} on line {used.line}, which is used; remove one"
    )
    return Problem(Kind.KEY, entry.line, message, entry.key)


def _unknown_key(entry: MappingEntry) -> list[Problem]:
    key = entry.key
    if key in MYST_KEYS and not isinstance(entry.value, yaml.MappingNode):
        message = f"{key}: is not a mapping; write '{key}:' and 'key: value' lines, indented, below"
        return [Problem(Kind.TYPE, entry.line, message)]
    if key in IGNORED_KEYS or key.startswith("x-") or key.partition(".")[0] in IGNORED_KEYS:
        return []
    return [Problem(Kind.KEY, entry.line, unknown_key_message(key, SPELLINGS), key)]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a post's front matter, for editors."""
    properties = {
        spelling: {**key.schema, "description": key.help}
        for key in KEYS
        for spelling in (key.name, *key.also)
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a post",
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "patternProperties": {"^x-": {}},
    }
