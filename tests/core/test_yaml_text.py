"""Facts as YAML come out as they went in, and without quotes where nobody needs them."""

from __future__ import annotations

import pytest
import yaml

from sphinx_anthology.core.values.yaml_text import yaml_text

TEXTS = (
    "",
    " ",
    " begins",
    "ends ",
    "a  b",
    "two\nlines\r\n\ttabs",
    "a: b",
    "a:",
    "a #b",
    "- a",
    "? a",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "|",
    ">",
    "[a]",
    "{a: b}",
    "'a'",
    '"a"',
    "\\",
    "---",
    "...",
    "No",
    "off",
    "Y",
    "TRUE",
    "null",
    "~",
    ".inf",
    "12",
    "1e3",
    "0x1F",
    "1:30",
    "2014-11-10",
    "<<",
    "=",
    "\x7f\x85\x9b",
    "\u2028\u2029\ufeff\ufffe\uffff",
    "\u200fשלום 日本 🎉",
    "https://example.org/a?b=c&d=e#f",
    "א: ב",
)


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    told = {"a": text, "list": [text, {"b": text, "c": [text]}], "map": {"d": text}}
    assert yaml.safe_load(yaml_text(told)) == told


def test_plain_words_and_addresses_have_no_quotes() -> None:
    told = {"title": "Café, (part 2) it's", "url": "https://example.org/a", "year": 2014}
    assert yaml_text(told) == "".join(f"{key}: {value}\n" for key, value in told.items())


def test_order_and_lists_are_kept() -> None:
    told = {"z": [{"b": "x", "a": "v"}, "w"], "a": {"n": 1}}
    assert yaml_text(told) == "z:\n- b: x\n  a: v\n- w\na:\n  n: 1\n"
