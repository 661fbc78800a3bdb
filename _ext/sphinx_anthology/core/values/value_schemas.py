"""The JSON Schemas of the values of front matter, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.posts.post import Relation
from sphinx_anthology.core.values.booleans import FALSE, TRUE
from sphinx_anthology.core.values.language_name import LANGUAGE_TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

# values are read as text, so numbers and booleans are valid text
TEXT = {"type": ["string", "number", "boolean", "null"]}
_WORDS = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word) for word in (*TRUE, *FALSE)
)
DRAFT = {"type": ["boolean", "string"], "pattern": f"^({_WORDS})$"}
FLAG = {"type": ["boolean", "string", "null"], "pattern": f"^({_WORDS})?$"}
URL = {"type": ["string", "null"], "pattern": r"^([Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]\S*)?$"}
TEXTS = {"oneOf": [TEXT, {"type": "array", "items": TEXT}]}
NUMBER = {
    "type": ["number", "string", "null"],
    "pattern": r"^([+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?)?$",
}
_CLOCK = r"([Tt]|[ \t]+)\d\d?:\d\d(:\d\d(\.\d+)?)?[ \t]*([Zz]|[+-]\d\d?(:?[0-5]\d)?)?"
DATE = {
    "type": ["string", "integer", "null"],
    "pattern": rf"^(\d{{4}}(-\d\d(-\d\d({_CLOCK})?)?)?)?$",
    "minimum": 1000,
    "maximum": 9999,
}
# "no", the code of Norwegian, is a boolean in editors that parse YAML 1.1
LANGUAGE = {"type": ["string", "boolean", "null"], "pattern": rf"^({LANGUAGE_TAG.pattern})?$"}
UPDATED = {"anyOf": [DATE, {"const": "git"}]}


def _one_or_mapping(
    names: tuple[str, ...] = ("name",), **properties: Mapping[str, Any]
) -> dict[str, Any]:
    mapping = {
        "type": "object",
        "properties": properties,
        "anyOf": [{"required": [name]} for name in names],
        "additionalProperties": False,
    }
    return {"oneOf": [TEXT, mapping]}


_AUTHOR = _one_or_mapping(
    ("name", "id"), name=TEXT, id=TEXT, url=URL, email=TEXT, orcid=TEXT, affiliation=TEXT
)
_SERIES = _one_or_mapping(name=TEXT, order=NUMBER, weight=NUMBER)
LICENSE = _one_or_mapping(name=TEXT, url=URL)


def _one_or_more(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"oneOf": [*item["oneOf"], {"type": "array", "items": item}]}


AUTHORS = _one_or_more(_AUTHOR)
SERIES_PLACES = _one_or_more(_SERIES)
SOURCE_WORK = {
    "type": ["object", "null"],
    "properties": {
        "relation": {"enum": [*Relation]},
        "title": TEXT,
        "authors": AUTHORS,
        "date": DATE,
        "url": URL,
        "license": LICENSE,
    },
    "required": ["relation", "title"],
    "additionalProperties": False,
}
