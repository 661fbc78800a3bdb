"""Bad inputs, each with the subtype of its warning and the line of the file that it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BadInput:
    """A mistake in a post of its own.

    Attributes:
        text: The lines of the front matter, or a block of the text.
        kind: The type and subtype of the warning.
        line: The line of the file that it names.
    """

    text: str
    kind: str
    line: int = 2


def _values(kind: str, key: str, *values: str) -> list[BadInput]:
    return [BadInput(f"{key}: {value}", f"anthology.{kind}") for value in values]


FRONT_MATTER = [
    *_values("type", "title", "[a, b]", "{a: b}", "[[a]]", '"a\\u0007b"'),
    *_values("yaml", "title", "a: b", '"a', "'a", "@a", "`a`", "*a", "%a", "[a", "{a", "a:", "|a"),
    *_values(
        "date", "date", "2014-13", "2014-00", "2014-02-30", "2014-1-1", "yesterday", "10/11/2014",
        "20141110", "May 9 2014", "0000", "2014.5", "99999", "-1", "true", "2014-11-10T25:00",
        "2014-11-10T10:60", "2014-11-10T10:00:61", "2014-11-10T10:00:00+24:00", "2014-W05",
        "2014-11-10T", "'2014 '-11", "１４",
    )[:-2],
    *_values("type", "date", "[2014]", "{year: 2014}"),
    *_values("draft", "date", "2999", "2999-01", "2999-01-01T00:00:00Z"),
    *_values("date", "updated", "2014-13", "soon", "gitt", "2014-02-30", "2999-01-01"),
    *_values("type", "updated", "[git]", "{a: b}"),
    *_values("date", "lastmod", "2014-13", "never"),
    *_values("type", "tags", "{a: b}", "[[a]]", "[{a: b}]", '["\\u0007"]', "[a, [b]]"),
    *_values("type", "categories", "{a: b}", "[[a]]", "[{a: b}]"),
    *_values("type", "category", "{a: b}", "[[a]]"),
    *_values("author", "authors", "{url: 'https://example.org'}", "[{email: a@b}]", "{}"),
    *_values(
        "type", "authors", "[[a]]", "{name: [a]}", "{name: a, url: b}", "{name: a, email: [b]}",
        "{name: a, orcid: {a: b}}", "{name: a, affiliation: [b]}", "{name: a, url: [b]}",
    ),
    *_values("key", "authors", "{name: a, phone: 1}", "[{nam: a, name: b}]"),
    *_values("unsafe", "authors", "{name: a, url: 'javascript:x'}", "{name: a, url: 'data:,x'}"),
    *_values("key", "author", "{name: a, twitter: b}"),
    *_values("series", "series", "{order: 1}", "{}", "[{weight: 1}]", "[a, a]"),
    *_values(
        "type", "series", "[[a]]", "{name: [a]}", "{name: a, order: first}",
        "{name: a, order: .nan}", "{name: a, order: .inf}", "{name: a, order: [1]}",
    ),
    *_values("key", "series", "{name: a, part: 1}", "{name: a, order: 1, weight: 2}"),
    *_values("type", "weight", "first", ".nan", "[1]", "{a: b}"),
    *_values("key", "weight", "1", "2.5"),
    *_values("type", "description", "[a]", "{a: b}", '"\\u0001"'),
    *_values("yaml", "description", "a: b", '"a', "- a"),
    *_values("type", "summary", "[a]", "{a: b}"),
    *_values("type", "draft", "maybe", "1", "[true]", "tru", "null", "{a: b}", "not yet"),
    *_values(
        "image", "image", "missing.png", "../../outside.png", "https://example.org/a.png",
        "good.md", "'a b.png'", "/missing.png", ".", "../posts",
    ),
    *_values("type", "image", "[a]", "{a: b}"),
    *_values("type", "image_alt", "[a]", "{a: b}"),
    *_values("type", "slug", "[a]", "{a: b}"),
    *_values("type", "aliases", "{a: b}", "[[a]]"),
    *_values("alias", "aliases", "/../a", "/_static/x", "/.."),
    *_values("type", "license", "[a]", "{name: [a]}", "{name: a, url: b}"),
    *_values("key", "license", "{name: a, spdx: b}"),
    *_values("unsafe", "license", "{name: a, url: 'javascript:x'}"),
    *_values("type", "lang", "[a]", "english language", "{a: b}", "a_b_c!", "12345678901"),
    *_values("type", "original_url", "example.org", "[a]", "'https://'", "/a", "'http://a b'"),
    *_values("unsafe", "original_url", "javascript:alert(1)", "data:text/html;x", "file:///etc"),
    *_values("type", "canonical_url", "example.org", "{a: b}", "'https://'", "//a"),
    *_values("unsafe", "canonical_url", "javascript:alert(1)", "vbscript:x"),
    *_values("type", "location", "[a]", "{a: b}"),
    *_values("type", "post", "maybe", "[a]", "2"),
    *_values("type", "myst", "a", "[a]"),
    *_values("type", "html_meta", "a", "[a]"),
    *_values("type", "substitutions", "a"),
    *_values("draft", "published", "false", "no"),
    *_values("draft", "status", "draft", "Draft", "private"),
    *_values("draft", "date", "2999-06"),
    *_values("draft", "Draft", "true"),
    *(
        BadInput(f"{key}: a", "anthology.key")
        for key in (
            "dat", "titel", "tag", "serie", "autor", "descripton", "layout", "permalink", "teaser",
            "redirect_to", "url", "desc", "Title", "TAGS", "cover", "keywords", "subtitle", "math",
        )
    ),
    *(
        BadInput(text, "anthology.yaml", line)
        for text, line in (
            ("a", 2), ("[a]: b", 2), ("tags: [a]\nb c", 3), ("date: 2014\n\ttags: a", 3),
            ("a: *nowhere", 2), ("tags: [a, b\ndate: 2014", 2), ("date: 2014\n- a", 3),
        )
    ),
    BadInput("date: 2014\ndate: 2015", "anthology.key", 3),
    BadInput("tags: [a]\ncategory: b\ncategories: c", "anthology.key", 3),
    BadInput("author:\n  name: a\n  name: b", "anthology.key", 4),
]  # fmt: skip

_LISTS = [
    (":sort: sideways", "type"), (":sort:", "type"), (":limit: 0", "type"), (":limit: -1", "type"),
    (":limit: many", "type"), (":limit: 1.5", "type"), (":after: 2014-13", "date"),
    (":after: soon", "date"), (":before: 2014-02-30", "date"), (":before:", "date"),
    (":tags: nowhere", "ref"), (":tags:", "type"), (":not-tags: nowhere", "ref"),
    (":series: nowhere", "ref"), (":series:", "type"), (":author: nobody", "ref"),
    (":author:", "type"), (":category: nowhere", "ref"), (":lang:", "type"),
]  # fmt: skip
_STYLES = [
    (":style: grid", "type"), (":show: everything", "type"), (":show: date, nothing", "type"),
    (":group-by: month", "type"), (":group-by:", "type"),
]  # fmt: skip

MYST = [
    *(
        BadInput(f"```{{post-list}}\n{option}\n```", f"anthology.{kind}")
        for option, kind in (*_LISTS, *_STYLES)
    ),
    *(BadInput(f"```{{timeline}}\n{option}\n```", f"anthology.{kind}") for option, kind in _LISTS),
    BadInput("```{anthology}\n```", "anthology.ref"),
    *(
        BadInput(f"Text {{{role}}}`{target}`.", "anthology.ref")
        for role in ("post", "tag", "series", "author", "category")
        for target in ("nowhere", "Text <nowhere>", "../nowhere")
    ),
    BadInput("{% include a.html %}", "anthology.template"),
    BadInput('{{< figure src="a.png" >}}', "anthology.template"),
]
"""Blocks of the text of Markdown posts."""

RST = [
    *(
        BadInput(f".. post-list::\n   {option}", f"anthology.{kind}")
        for option, kind in (*_LISTS, *_STYLES)
    ),
    *(
        BadInput(f"Text :{role}:`nowhere`.", "anthology.ref")
        for role in ("post", "tag", "series", "author", "category")
    ),
    *(
        BadInput(f"Text `link <{address}>`__.", "anthology.unsafe")
        for address in ("javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/a")
    ),
]
"""Blocks of the text of reStructuredText posts."""
