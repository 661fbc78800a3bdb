"""Text escaped as Typst source."""

from __future__ import annotations

import json
import string

import pytest
import typst

from sphinx_bindery.pdf.typst import escape

TEXT_OF = """
#let text-of(it) = {
  if it.has("text") { return it.text }
  if it.has("children") { return it.children.map(text-of).join() }
  if it == [ ] { return " " }
  "<" + repr(it.func()) + ">"
}
"""


def shown(markup: str) -> str:
    """Return the text that Typst reads in markup."""
    source = f"{TEXT_OF}#metadata(text-of([{markup}])) <it>"
    return json.loads(typst.query(source.encode(), "<it>", field="value", one=True))


@pytest.mark.parametrize("character", string.punctuation)
def test_each_punctuation_mark_is_printed_literally(character: str) -> None:
    text = f"{character} a{character}b {character}{character}{character}(x)[y] {character}1"
    assert shown(escape.markup(text)) == text


@pytest.mark.parametrize("space", ["", " ", "\n"])
def test_a_text_with_many_escapes_is_printed_literally(space: str) -> None:
    text = string.punctuation * 20
    assert shown(escape.markup(f"{space}{text} {text}{space}")) == (
        f"{' ' if space else ''}{text} {text}{' ' if space else ''}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "// no comment",
        "/* no comment */",
        "https://example.org/a//b",
        "1. no list",
        "= no heading",
        "- no item",
        "#panic() #let x = 1",
        "$x$ `raw` <label> @reference",
        "a -- b --- c ... -? ~",
        "\\u{41} \\",
        "]]> &amp; <script>",
        "\N{RIGHT-TO-LEFT MARK}RTL\N{RIGHT-TO-LEFT MARK} marks",
    ],
)
def test_hostile_text_is_printed_literally(text: str) -> None:
    assert shown(escape.markup(text)) == text


def test_white_space_is_collapsed_and_control_characters_are_removed() -> None:
    assert shown(escape.markup("a\n\n b\x00\x01c")) == "a bc"


@pytest.mark.parametrize("text", ['"quoted"', "back\\slash", "line\nline", "tab\tend", "#x"])
def test_a_string_literal_evaluates_to_the_text(text: str) -> None:
    source = f"#metadata({escape.string(text)}) <it>"
    assert json.loads(typst.query(source.encode(), "<it>", field="value", one=True)) == text


def test_an_array_of_one_is_an_array() -> None:
    source = f"#metadata({escape.array(['a'])}) <it>"
    assert json.loads(typst.query(source.encode(), "<it>", field="value", one=True)) == ["a"]


def test_only_words_that_are_too_long_may_break() -> None:
    assert escape.breakable("short.name and_more") == "short.name and_more"
    call = "a_function_of_many_words(first[0],second<int>)"
    assert escape.breakable(call).split("\u200b") == [
        *("a_", "function_", "of_", "many_", "words(", "first[", "0],", "second<", "int>)"),
    ]
    pieces = escape.breakable("x" * 60 + " " + "long.name" * 5).split("\u200b")
    assert max(map(len, pieces)) <= 60
    assert len(pieces) > 4
    assert escape.breakable("see/%F0%9F%9A%80%20IRS%20Direct").split("\u200b")[:3] == [
        "see/",
        "%F0",
        "%9F",
    ]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abcdefgh ij", 3, "abc\u200bdef\u200bgh ij"),
        ("abcdef", 6, "abcdef"),
        ("abcdef", 0, "abcdef"),
    ],
)
def test_words_are_broken_in_narrow_columns(text: str, limit: int, expected: str) -> None:
    assert escape.narrow(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("internationalization, internationalization", 12, 1),
        ("a state-of-the-art-internationalization", 12, 1),
        ("internationalization", 8, 3),
        ("with_underscores_in_it", 12, 2),
        ("x" * 40, 12, 4),
        ("x" * 24 + "\u200b" + "x" * 24, 12, 4),
    ],
)
def test_words_that_typst_hyphenates_are_left_to_it(text: str, limit: int, pieces: int) -> None:
    assert len(escape.narrow(text, limit, hyphenated=True).split("\u200b")) == pieces


def test_a_word_without_joints_is_broken_at_a_fixed_length() -> None:
    pieces = escape.breakable("-" * 100).split("\u200b")
    assert "".join(pieces) == "-" * 100
    assert max(map(len, pieces)) < 48


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A short title", "A short title"),
        ("Atitleofonelongword", "Atitleofonelongword"),
        ("Atitleofonewordthatislongerthanthat", "Atitleofonewordthatislonge…"),
        ("A title that is longer – than that", "A title that is longer…"),
    ],
)
def test_running_heads_are_truncated_between_words(text: str, expected: str) -> None:
    assert escape.shortened(text, 27) == expected


@pytest.mark.parametrize("word", ["x" * 5_000, "a-" * 2_500, "https://a.example/%20" * 250])
def test_a_word_of_many_lines_has_few_break_opportunities(word: str) -> None:
    shown = escape.breakable(word)
    assert shown.replace("\u200b", "") == word
    pieces = shown.split("\u200b")
    assert min(map(len, pieces[:-1])) >= 8
    assert max(map(len, pieces)) <= 48


@pytest.mark.parametrize("count", [0, 1, 300])
def test_break_opportunities_are_boxes_of_the_template(count: int) -> None:
    text = "\u200b".join(["a"] * (count + 1)) + "*" * count
    markup = escape.markup(text)
    assert "\u200b" not in markup
    assert markup.count(escape.BREAK) == (1 if count > 200 else count)
    assert "\u200b" not in escape.broken_string(text, "raw")
