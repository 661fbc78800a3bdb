"""The JSON Schema of front matter agrees with what reads it."""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_anthology.commands.schema import schema_text
from sphinx_anthology.core.frontmatter.keys import KEYS, json_schema, read_post


def test_the_schema_knows_every_key_and_spelling() -> None:
    schema = json_schema()
    spellings = {spelling for key in KEYS for spelling in (key.name, *key.also)}
    assert set(schema["properties"]) == spellings
    assert all(schema["properties"][key.name]["description"] for key in KEYS)


class _EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (1.2): a date is text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editors_read(text: str) -> object:
    return _EditorLoader(text).get_single_data()


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def valid(value: object, schema: dict[str, Any]) -> bool:
    """Judge a value by those words of JSON Schema that the model uses."""
    known = {
        "$schema", "title", "description", "type", "pattern", "minimum", "maximum", "const",
        "oneOf", "anyOf", "items", "properties", "required", "additionalProperties",
        "patternProperties",
    }  # fmt: skip
    assert set(schema) <= known
    types = [schema.get("type", [])] if isinstance(schema.get("type"), str) else schema.get("type")
    if types and not any(
        isinstance(value, _TYPES[name]) and (not isinstance(value, bool) or name == "boolean")
        for name in types
    ):
        return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    if isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        return False
    if isinstance(value, list) and not all(valid(item, schema.get("items", {})) for item in value):
        return False
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is False and not value.keys() <= properties.keys():
            return False
        if not value.keys() >= set(schema.get("required", ())):
            return False
        if not all(valid(item, properties.get(name, {})) for name, item in value.items()):
            return False
    if "oneOf" in schema and sum(valid(value, one) for one in schema["oneOf"]) != 1:
        return False
    if "anyOf" in schema and not any(valid(value, one) for one in schema["anyOf"]):
        return False
    return "const" not in schema or schema["const"] == value


@pytest.mark.parametrize(
    "text",
    [
        "updated: git", "lastmod: 2014", "updated: 2014-11", "updated:", "title: 1984",
        "title: 1.5", "title: true", "title:", "date: 2014", "date: 2014-11-10",
        "date: '0987'", "date: 2014-05-09 10:00:00 +0900", "date: 2014-05-09T10:00:00.5z",
        "date: 2014-05-09 9:00 -5", "date: ''", "tags: 2014", "tags: [2014, 1.5, no, a, ~]",
        "tags:", "series: 2015", "series: [2015, {name: 2016, order: '3'}]",
        "series: {name: a, weight: 1.5}", "series: {name: a, order: }", "author: 5",
        "authors: [a, {name: 5, url: 'https://example.org', orcid: 0}]", "draft: 'yes'",
        "draft: Off", "draft: true", "post: ''", "post:", "post: ON", "original_url:",
        "original_url: HTTPS://example.org/a?b#c", "license: 0", "license: {name: a, url: }",
        "slug: 3", "location: 75001", "image:", "x-a: [b]",
        "lang: pt-BR", "language: no", "lang: zh_Hant", "lang:",
    ],
)  # fmt: skip
def test_the_schema_accepts_what_is_read(text: str) -> None:
    assert read_post("posts/a", f"{text}\n", UTC)[1] == ()
    assert valid(as_editors_read(text), json_schema())


@pytest.mark.parametrize(
    "text",
    [
        "date: 201", "date: 20141", "date: [2014]", "date: 2014-1", "date: 2014-11-10 10",
        "date: 2014-11-10T10:00+01:99", "date: git", "updated: never", "title: [a]",
        "title: {a: b}", "tags: {a: b}", "tags: [[a]]", "series: {order: 1}",
        "series: {name: a, order: first}", "series: {name: a, part: 1}", "author: {nam: a}",
        "authors: [[a]]", "draft:", "draft: 1", "draft: maybe", "post: 2", "license: [a]",
        "original_url: example.org", "original_url: ftp://example.org", "original_url: https:///a",
        "original_url: https://example.org/a b", "canonical_url: 5",
        "lang: 5", "lang: in English", "lang: English", "lang: e", "lang: [en]",
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_a_mistake(text: str) -> None:
    assert len(read_post("posts/a", f"{text}\n", UTC)[1]) == 1
    assert not valid(as_editors_read(text), json_schema())


def test_the_schema_of_the_book_is_that_of_the_model() -> None:
    """If not: write it with ``python -m sphinx_anthology schema``."""
    file = Path(__file__).parents[2] / "_static" / "post.schema.json"
    assert file.read_text(encoding="utf-8") == schema_text()
