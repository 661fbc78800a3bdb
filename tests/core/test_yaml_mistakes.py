"""A mistake in YAML is explained in plain words, at its line, with the line written right."""

from __future__ import annotations

import re
from datetime import UTC

import pytest
import yaml

from sphinx_anthology.core.frontmatter import markdown, parser_source, yaml_mistakes
from sphinx_anthology.core.frontmatter.head import find_head
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.problem import NOT_PUBLISHED, Kind

JARGON = re.compile(
    r"\b(dict|mapping values|token|scalar|anchor|timedelta|datetime|isoformat|NoneType|class|block"
    r"|found|expected|while|document start|could not|int\b|str\b)"
)
PREFIX = "front matter is not YAML: "
NO_KEY = "'hello' is not a key and its value; write a line such as 'title: A title'"
LIKE_ABOVE = "indented like a part of the line above; remove the spaces, or quote both"
NOT_ALIKE = "the items of a list are indented differently; begin each with equally many spaces"
NOT_CLOSED = "a list or mapping is not closed, or text follows it; write lines such as 'title: A'"
COLON = "name: a text cannot contain a colon and a space; quote the text: "
COMMENT = "YAML leaves out what follows '#'; quote the text: "
WORD = "YAML leaves out a word that begins with "


@pytest.fixture(params=["libyaml", "PyYAML"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the loader of libyaml, and the one of PyYAML where that is missing."""
    if request.param == "PyYAML":
        for module in (markdown, yaml_mistakes, parser_source):
            monkeypatch.setattr(module, "LOADER", yaml.SafeLoader)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("A: B", '"A: B"'),
        ("A:", '"A:"'),
        ("@home", '"@home"'),
        ("%x", '"%x"'),
        ("`x` y", '"`x` y"'),
        ("*bold* x", '"*bold* x"'),
        ("*bold*", '"*bold*"'),
        ("[link](x)", '"[link](x)"'),
        ("[link](x): y", '"[link](x): y"'),
        ("{x} y", '"{x} y"'),
        ("> quote", '"> quote"'),
        ("| bar", '"| bar"'),
        ("- dash", '"- dash"'),
        ("? x", '"? x"'),
        (",x", '",x"'),
        ("]x", '"]x"'),
        ("}x", '"}x"'),
        ("!<x", '"!<x"'),
        ("& x", '"& x"'),
        ('"A', '"A"'),
        ("'A", '"A"'),
        ('"A" and B', "'\"A\" and B'"),
        ("'It's'", '"It\'s"'),
        ('"A "B" C"', "'A \"B\" C'"),
        ("C:\\a: b", "'C:\\a: b'"),
        ('It\'s "a\\b": c', "'It''s \"a\\b\": c'"),
        ("\u201cA: B\u201d", '"\u201cA: B\u201d"'),
        ("x " * 200 + ": y", '"' + "x " * 29 + '\u2026"'),
    ],
)
@pytest.mark.parametrize("more", ["", "tags: [a]\n", "description: >\n  Text: text\n\n"])
def test_a_text_that_needs_quotes_is_shown_with_quotes(value: str, quoted: str, more: str) -> None:
    post, (problem,) = read_post("posts/a", f"{more}title: {value}\nlang: en\n", UTC)
    assert post.draft
    assert problem.line == more.count("\n") + 2
    message = problem.message.removesuffix(f" ({NOT_PUBLISHED})")
    assert message.startswith(f"{PREFIX}title: ")
    assert message.endswith(f" quote the text: title: {quoted}")
    assert not JARGON.search(message)
    corrected = message.partition("quote the text: ")[2]
    assert read_post("posts/a", corrected, UTC)[1] == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("draft:true\n", 2, "there is no space after the colon; write 'draft: true'"),
        ("date: 2014\ndraft:true\n", 3, "there is no space after the colon; write 'draft: true'"),
        ("draft = true\n", 2, "'=' is not YAML; write 'draft: true'"),
        ("draft\uff1atrue\n", 2, "the colon is the character U+FF1A; write ':' and a space"),
        ("- title: A\n", 2, "the line begins with a hyphen, as in a list; remove it"),
        ("# a\n\nhello\n", 4, NO_KEY),
        ("title: A\nhello\ndate: 2014\n", 3, NO_KEY),
        ("date: 2014\n\ttags: a\n", 3, "the line begins with a tab; write spaces"),
        (" date: 2014\ntags: a\n", 2, "the line begins with a space; remove it"),
        ("date: 2014\n tags: a\n", 3, f"the line is {LIKE_ABOVE}"),
        ("tags:\n  - a\n- b\n", 4, NOT_ALIKE),
        ("a: b\n---\nc: d\n", 3, "the line '---' ends it too early; remove it"),
        ("{title: A\n", 2, NOT_CLOSED),
        ("@a: b\n", 2, "a key cannot begin with '@'; write a plain word"),
        ('date: 2014\n"title: A\n', 3, "'\"title: A' has a quote that is not closed; remove it"),
        ("authors:\n  - name: A: B\n", 3, COLON + '- name: "A: B"'),
    ],
)
def test_other_mistakes_are_explained_at_their_line(text: str, line: int, message: str) -> None:
    (problem,) = read_post("posts/a", text, UTC)[1]
    assert (problem.line, problem.message) == (line, f"{PREFIX}{message} ({NOT_PUBLISHED})")


@pytest.mark.parametrize(
    ("text", "first", "shown"),
    [
        ("tags:\n  - @home\n", "@", '- "@home"'),
        ("tags:\n  - a\n  - `x`\n", "`", '- "`x`"'),
        ("tags:\n- %x\n", "%", '- "%x"'),
        ("tags:\n- *b*\n", "*", '- "*b*"'),
        ("tags:\n  @home\n", "@", '"@home"'),
        ("tags:\n  - @a: b\n", "@", '- "@a: b"'),
        ("tags: [@home, b]\n", "@", 'tags: ["@home", b]'),
        ("tags: [`a`]\n", "`", 'tags: ["`a`"]'),
        ("tags: ['a, b', \"]\", it's, %b]\n", "%", 'tags: [\'a, b\', "]", it\'s, "%b"]'),
        ("tags: [@a] # c\n", "@", 'tags: ["@a"]'),
        ("tags: [a, #b]\n", "#", 'tags: [a, "#b"]'),
        ("series: {name: @s, order: 1}\n", "@", 'series: {name: "@s", order: 1}'),
        ("authors: [{name: @a}, b]\n", "@", 'authors: [{name: "@a"}, b]'),
        ("tags: [a,\n  @b]\n", "@", '"@b"]'),
        ("series: {name: a,\n  order: @b}\n", "@", 'order: "@b"}'),
        (f"tags: [{'a, ' * 99}@b]\n", "@", '"@b"'),
    ],
)
def test_the_item_of_a_list_is_shown_with_quotes(text: str, first: str, shown: str) -> None:
    (problem,) = read_post("posts/a", f"date: 2014\n{text}lang: en\n", UTC)[1]
    reason = f"{text.partition(':')[0]}: a text cannot begin with {first!r}; quote the text: "
    assert problem.message == f"{PREFIX}{reason}{shown} ({NOT_PUBLISHED})"
    assert problem.line == 2 + text.count("\n")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("a\\qb", "\\q is not an escape sequence in double quotes; "),
        ("C:\\Users", "\\U is not an escape sequence in double quotes; "),
    ],
)
def test_a_wrong_escape_is_explained(value: str, reason: str) -> None:
    (problem,) = read_post("posts/a", f'title: "{value}"\n', UTC)[1]
    assert problem.message.startswith(f"{PREFIX}title: {reason}quote the text: title: '{value}'")


def test_half_a_character_is_explained() -> None:
    for value, message in (
        ("S\\uD800x", "is not a character; remove it"),
        ("\\uD83D\\uDE00", "is not a character; write the character \U0001f600"),
    ):
        (problem,) = read_post("posts/a", f'title: "{value}"\n', UTC)[1]
        # PyYAML, unlike libyaml, reads it
        assert message in problem.message or "U+D8" in problem.message
        assert "remove it" in problem.message or "write the" in problem.message


@pytest.mark.parametrize("text", ["tags:\n  -\ta\n", "tags:\n-\t a\n", "tags:\n- a\n"])
def test_a_tab_after_a_hyphen_is_a_space(text: str) -> None:
    post, problems = read_post("posts/a", text, UTC)
    assert (post.tags, problems) == (("a",), ())


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2014-02-30", "2014-02 has 28 days"),
        ("2014-02-01T10:00:00+25:00 # when", "offset hour must be in 0..23"),
        ("2014-1-5", "write 2014, 2014-11"),
    ],
)
def test_an_impossible_date_in_toml_is_that_of_the_date(date: str, reason: str) -> None:
    source = f'+++\ntitle = "A"\ndate = {date}\ntags = ["x"]\n+++\n\nText.\n'
    head = find_head(source, is_markdown=True)
    assert head.problem is None
    post, (problem,) = read_post("posts/a", head.text, UTC, head.first_line)
    assert (post.title, post.tags, post.draft) == ("A", ("x",), False)
    assert (problem.line, problem.kind) == (3, Kind.DATE)
    assert problem.message.startswith(f"date: {date.partition(' ')[0]!r} is not a date; {reason}")


def test_another_mistake_beside_an_impossible_date_in_toml_keeps_its_line() -> None:
    head = find_head("+++\ndate = 2014-02-30\ntitle = \n+++\n\nText.\n", is_markdown=True)
    assert head.problem
    assert head.problem.line == 3


def test_a_tab_after_a_key_is_a_space() -> None:
    post, problems = read_post("posts/a", "date:\t2014\ntitle: \tA\n", UTC)
    assert post.date
    assert (post.date.iso, post.title, problems) == ("2014", "A", ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: C # notes\n", COMMENT + 'title: "C # notes"'),
        ("title: #1\n", COMMENT + 'title: "#1"'),
        ("tags: #a, #b\n", COMMENT + 'tags: "#a, #b"'),
        ("tags:\n- a\n- #b\n", COMMENT + '- "#b"'),
        ("title: !urgent x\n", WORD + "'!'; quote the text: title: \"!urgent x\""),
        ("title: &c and more\n", WORD + "'&'; quote the text: title: \"&c and more\""),
    ],
)
def test_text_that_yaml_leaves_out_is_reported(text: str, message: str) -> None:
    post, (problem,) = read_post("posts/a", text, UTC)
    assert problem.message == f"{text.partition(':')[0]}: {message}"
    assert problem.line == text.count("\n") + 1
    assert not post.draft


@pytest.mark.parametrize(
    "text",
    [
        "title: A # in quotes\n".replace("A", '"A"'),
        "title: C#\n",
        "date: 2014 # about\n",
        "# title: A\n",
        "title: A\n# more\n",
        "description: >\n  A # b\n",
        "title: &a A\nimage_alt: *a\n".replace("&a A", "A").replace("*a", "B"),
        "title: |\n  A # b\n",
    ],
)
def test_comments_are_no_mistake(text: str) -> None:
    assert read_post("posts/a", text, UTC)[1] == ()


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2014-02-30", "2014-02 has 28 days"),
        ("2016-02-30", "2016-02 has 29 days"),
        ("2014-04-31", "2014-04 has 30 days"),
        ("2014-01-32", "day must be in 1..31"),
        ("0000-00-00", "year must be in 1..9999"),
        ("2014-01-01T24:00", "hour must be in 0..23"),
        ("2014-01-01T10:60", "minute must be in 0..59"),
        ("9999-12-31T23:59:60Z", "second must be in 0..59"),
        ("2014-01-01T10:00:00+25:00", "offset hour must be in 0..23"),
        ("2014-01-01T10:00:00+10:60", "offset minute must be in 0..59"),
        ("0001-01-01T00:00:00+01:00", "in UTC it is not in the years 1 to 9999"),
    ],
)
def test_an_impossible_date_is_explained(date: str, reason: str) -> None:
    (problem,) = read_post("posts/a", f"date: {date}\n", UTC)[1]
    assert problem.message.startswith(f"date: {date!r} is not a date; {reason}; write 2014, ")
    assert not JARGON.search(problem.message)


@pytest.mark.parametrize("key", ["myst", "html_meta", "substitutions"])
def test_a_key_of_myst_is_a_mapping(key: str) -> None:
    (problem,) = read_post("posts/a", f"{key}: yes\n", UTC)[1]
    assert problem.message.startswith(f"{key}: is not a mapping; write ")
    assert read_post("posts/a", f"{key}: {{a: b}}\n", UTC)[1] == ()


def test_a_list_in_place_of_a_text_is_shown_with_quotes() -> None:
    (problem,) = read_post("posts/a", "title: [WIP]\n", UTC)[1]
    assert problem.message.endswith('or quote it: title: "[WIP]"')


def test_a_long_value_is_shortened() -> None:
    for text in ("date: " + "9" * 5000, "series: {name: a, order: " + "e" * 5000 + "}"):
        (problem,) = read_post("posts/a", text, UTC)[1]
        assert len(problem.message) < 300


def test_characters_that_only_yaml_takes_for_line_breaks_are_spaces() -> None:
    text = "title: a\u2028b\x85c\u2029d\rdate: 2014\n"
    post, problems = read_post("posts/a", text.replace(": 2014", ""), UTC)
    assert (post.title, problems) == ("a b c d date", ())
    (problem,) = read_post("posts/a", "title: a\u2028\u2028\u2028\ndate: 2014-13\n", UTC)[1]
    assert problem.line == 3
