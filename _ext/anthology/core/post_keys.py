"""The keys of a post's front matter: each declared once, with what reads it and its JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .fields import FieldReader
from .front_matter import Entry, entries
from .post import Post
from .problem import Kind, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    import yaml

_TEXT = {"type": "string"}
_FLAG = {"type": "boolean"}
_URL = {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}
_TEXTS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "number"]}}]}
_DATE = {
    "type": ["string", "integer"],
    "pattern": r"^\d{4}(-\d\d(-\d\d([Tt ].*)?)?)?$",
}
_AUTHOR = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "name": _TEXT,
                "url": _URL,
                "email": _TEXT,
                "orcid": _TEXT,
                "affiliation": _TEXT,
            },
            "required": ["name"],
            "additionalProperties": False,
        },
    ]
}
_SERIES = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "name": _TEXT,
                "order": {"type": "number"},
                "weight": {"type": "number"},
            },
            "required": ["name"],
            "additionalProperties": False,
        },
    ]
}
_LICENSE = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"name": _TEXT, "url": _URL},
            "required": ["name"],
            "additionalProperties": False,
        },
    ]
}


def _one_or_more(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"oneOf": [*item["oneOf"], {"type": "array", "items": item}]}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name and other spellings, what reads it, its schema, and what it is for."""

    name: str
    read: Callable[[FieldReader, str, yaml.Node], object]
    schema: Mapping[str, Any]
    help: str
    also: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The attribute of :class:`Post` that holds the value."""
        return {"post": "is_post"}.get(self.name, self.name)


KEYS = (
    Key("title", FieldReader.text, _TEXT, "Title; else the first heading."),
    Key("date", FieldReader.date, _DATE, "When it was first published, as precisely as known."),
    Key(
        "updated",
        FieldReader.date,
        _DATE,
        "When it was last changed, like date; or git: the file's last commit.",
        ("lastmod", "modified", "date-modified"),
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
    Key("draft", FieldReader.flag, _FLAG, "True keeps it out of every output."),
    Key("image", FieldReader.text, _TEXT, "Picture for lists and cards.", ("thumbnail",)),
    Key("image_alt", FieldReader.text, _TEXT, "What the picture shows."),
    Key("slug", FieldReader.text, _TEXT, "Last part of the address; else the file's name."),
    Key("aliases", FieldReader.texts, _TEXTS, "Old addresses that redirect here.", ("redirect",)),
    Key("license", FieldReader.license, _LICENSE, "SPDX id or {name, url}."),
    Key("lang", FieldReader.text, _TEXT, "Language of the text (BCP 47).", ("language",)),
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
    Key("post", FieldReader.flag, _FLAG, "Whether the file is a post, whatever its folder."),
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
        The record, and every mistake found; a key with a mistake counts as left out.
    """
    found, problems = entries(text, first_line)
    reader = FieldReader(zone, first_line, list(problems))
    values: dict[str, Any] = {}
    counting: dict[str, Entry] = {}
    # of several spellings the key's own name counts, and each other one after it
    for entry in sorted(found, key=lambda entry: entry.key not in _BY_NAME):
        key = _BY_SPELLING.get(entry.key)
        if key is None:
            reader.problems += _unknown(entry)
        elif key.name in counting:
            reader.problems += _said_again(entry, counting[key.name])
        else:
            counting[key.name] = entry
            if key.name == "updated" and entry.value.value == "git":
                values["updated_from_git"] = True
            else:
                values[key.field] = key.read(reader, entry.key, entry.value)
    lines = tuple((name, entry.line) for name, entry in counting.items())
    post = replace(Post(docname), **values, lines=lines)
    return post, tuple(sorted(reader.problems, key=lambda problem: problem.line))


def _said_again(entry: Entry, counting: Entry) -> list[Problem]:
    """Blogs give one thing under two names for two templates; that is no mistake."""
    if entry.value.value == counting.value.value:
        return []
    message = f"{entry.key!r} differs from {counting.key!r} on line {counting.line}, which counts"
    return [Problem(Kind.KEY, entry.line, message)]


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
