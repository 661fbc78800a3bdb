"""The keys of a post's front matter: each declared once, with what reads it and its JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.frontmatter.markdown import Entry, UnreadableError, entries
from sphinx_anthology.core.frontmatter.problem import HELD_BACK, Kind, Problem, did_you_mean
from sphinx_anthology.core.frontmatter.values import FieldReader
from sphinx_anthology.core.posts.post import Post
from sphinx_anthology.core.values.language_name import LANGUAGE_TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    import yaml

# A value is read as it was written, so numbers and truth values do for text.
_TEXT = {"type": ["string", "number", "boolean", "null"]}
_WORDS = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word)
    for word in ("true", "yes", "on", "false", "no", "off")
)
_DRAFT = {"type": ["boolean", "string"], "pattern": f"^({_WORDS})$"}
_FLAG = {"type": ["boolean", "string", "null"], "pattern": f"^({_WORDS})?$"}
_URL = {"type": ["string", "null"], "pattern": r"^([Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]\S*)?$"}
_TEXTS = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_NUMBER = {
    "type": ["number", "string", "null"],
    "pattern": r"^([+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?)?$",
}
_CLOCK = r"([Tt]|[ \t]+)\d\d?:\d\d(:\d\d(\.\d+)?)?[ \t]*([Zz]|[+-]\d\d?(:?[0-5]\d)?)?"
_DATE = {
    "type": ["string", "integer", "null"],
    "pattern": rf"^(\d{{4}}(-\d\d(-\d\d({_CLOCK})?)?)?)?$",
    "minimum": 1000,
    "maximum": 9999,
}
# to an editor that reads YAML 1.1, the code of Norwegian is a truth value
_LANGUAGE = {
    "type": ["string", "boolean", "null"],
    "pattern": rf"^({LANGUAGE_TAG.pattern})?$",
}
_UPDATED = {"anyOf": [_DATE, {"const": "git"}]}


def _one_or_mapping(**properties: Mapping[str, Any]) -> dict[str, Any]:
    mapping = {
        "type": "object",
        "properties": properties,
        "required": ["name"],
        "additionalProperties": False,
    }
    return {"oneOf": [_TEXT, mapping]}


_AUTHOR = _one_or_mapping(name=_TEXT, url=_URL, email=_TEXT, orcid=_TEXT, affiliation=_TEXT)
_SERIES = _one_or_mapping(name=_TEXT, order=_NUMBER, weight=_NUMBER)
_LICENSE = _one_or_mapping(name=_TEXT, url=_URL)


def _one_or_more(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"oneOf": [*item["oneOf"], {"type": "array", "items": item}]}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name and other spellings, what reads it, its schema, and what it is for.

    ``attributes`` of :class:`Post` hold what is read: as many as the reader returns, or the one
    that is named like the key.
    """

    name: str
    read: Callable[[FieldReader, str, yaml.Node], object]
    schema: Mapping[str, Any]
    help: str
    also: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    def facts(self, value: object) -> dict[str, Any]:
        """Return a value that was read, by attribute."""
        if len(self.attributes) > 1 and isinstance(value, tuple):
            return dict(zip(self.attributes, value, strict=True))
        return dict.fromkeys(self.attributes or (self.name,), value)


KEYS = (
    Key("title", FieldReader.text, _TEXT, "Title; else the first heading."),
    Key("date", FieldReader.date, _DATE, "When it was first published, as precisely as known."),
    Key(
        "updated",
        FieldReader.updated,
        _UPDATED,
        "When it was last changed, like date; or git: the file's last commit.",
        ("lastmod", "modified", "date-modified"),
        ("updated", "updated_from_git"),
    ),
    Key("tags", FieldReader.texts, _TEXTS, "What it is about."),
    Key("categories", FieldReader.texts, _TEXTS, "The shelves it stands on.", ("category",)),
    Key(
        "authors",
        FieldReader.authors,
        _one_or_more(_AUTHOR),
        "Who wrote it: ids, names or mappings.",
        ("author",),
    ),
    Key("series", FieldReader.series, _one_or_more(_SERIES), "The series it is a part of."),
    Key(
        "description",
        FieldReader.text,
        _TEXT,
        "One sentence for lists, feeds and metadata; else the first paragraph.",
        ("excerpt", "summary"),
    ),
    Key("draft", FieldReader.draft, _DRAFT, "True keeps it out of every output."),
    Key("image", FieldReader.text, _TEXT, "Picture for lists and cards.", ("thumbnail",)),
    Key("image_alt", FieldReader.text, _TEXT, "What the picture shows."),
    Key("slug", FieldReader.text, _TEXT, "Its name in references; else the file's name."),
    Key("aliases", FieldReader.aliases, _TEXTS, "Old addresses that redirect here.", ("redirect",)),
    Key("license", FieldReader.license, _LICENSE, "SPDX id or {name, url}."),
    Key("lang", FieldReader.language, _LANGUAGE, "Language of the text (BCP 47).", ("language",)),
    Key(
        "original_url",
        FieldReader.url,
        _URL,
        "Where it was first published.",
        ("external_link",),
    ),
    Key(
        "canonical_url",
        FieldReader.url,
        _URL,
        "The address that search engines should keep.",
        ("canonical_link", "canonical-url"),
    ),
    Key("location", FieldReader.text, _TEXT, "Where it was written."),
    Key(
        "post",
        FieldReader.flag,
        _FLAG,
        "Whether the file is a post, whatever its folder.",
        attributes=("is_post",),
    ),
)

FOREIGN_KEYS = frozenset(
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
"""Keys that MyST, Sphinx and common extensions own; left alone, as all ``x-…`` keys are."""

_BY_NAME = {key.name: key for key in KEYS}
_BY_SPELLING = {spelling: key for key in KEYS for spelling in (key.name, *key.also)}


def read_post(
    docname: str, text: str, zone: tzinfo, first_line: int = 2
) -> tuple[Post, tuple[Problem, ...]]:
    """Read the front matter of one file.

    Args:
        docname: the document's name.
        text: the YAML between the fences.
        zone: the zone of dates that name none.
        first_line: the line of the file, from 1, on which ``text`` begins.

    Returns:
        The record, and every mistake found; a key with a mistake counts as left out. Only
        ``draft`` counts as true then, and where nothing can be read: what may be a draft must
        not be published.
    """
    try:
        found, problems = entries(text, first_line)
    except UnreadableError as error:
        problem = replace(error.problem, message=f"{error}; {HELD_BACK}")
        return Post(docname, draft=True), (problem,)
    reader = FieldReader(zone, first_line, list(problems))
    values: dict[str, Any] = {}
    counting: dict[str, _Counting] = {}
    # of several spellings the key's own name counts, and each other one after it
    for entry in sorted(found, key=lambda entry: entry.key not in _BY_NAME):
        key = _BY_SPELLING.get(entry.key)
        if key is None:
            reader.problems += _unknown(entry)
            continue
        slips = len(reader.problems)
        value = key.read(reader, entry.key, entry.value)
        flawed = len(reader.problems) > slips
        if first := counting.get(key.name):
            # blogs give one thing under two names for two templates; that is no mistake
            if value != first.value and not flawed and not first.flawed:
                reader.problems.append(_differs(entry, first.entry))
        else:
            counting[key.name] = _Counting(entry, value, flawed)
            values |= key.facts(value)
    lines = tuple((name, first.entry.line) for name, first in counting.items())
    post = replace(Post(docname), **values, lines=lines)
    return post, tuple(sorted(reader.problems, key=lambda problem: problem.line))


@dataclass(frozen=True, slots=True)
class _Counting:
    """The entry of a key that counts, what was read of it, and whether it had a mistake."""

    entry: Entry
    value: object
    flawed: bool


def _differs(entry: Entry, counting: Entry) -> Problem:
    message = f"{entry.key!r} differs from {counting.key!r} on line {counting.line}, which counts"
    return Problem(Kind.KEY, entry.line, message)


def _unknown(entry: Entry) -> list[Problem]:
    key = entry.key
    if key in FOREIGN_KEYS or key.startswith("x-") or key.partition(".")[0] in FOREIGN_KEYS:
        return []
    return [Problem(Kind.KEY, entry.line, f"unknown key {key!r}{did_you_mean(key, _BY_SPELLING)}")]


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
