"""Front matter cannot enable what runs code, nor what conf.py disables."""

from __future__ import annotations

import pytest
import yaml
from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter

from sphinx_anthology.core.frontmatter.parser_settings import restricted_source

HTML = ("html_block", "html_inline")
EVIL = (
    "myst:\n  enable_extensions: [substitution, deflist]\n",
    "myst: {enable_extensions: [deflist, substitution]}\n",
    "{title: a, myst: {enable_extensions: [substitution]}}\n",
    '{"myst": {"enable_extensions": ["\\u0073ubstitution"]}}\n',
    '{"m\\x79st": {"enable_extensions": [substitution]}}\n',
    '? "my\\\n  st"\n: {enable_extensions: [substitution]}\n',
    "x: &a [substitution]\nmyst:\n  enable_extensions: *a\n",
    "x: &a {enable_extensions: [substitution]}\nmyst: *a\n",
    "<<: {myst: {enable_extensions: [substitution]}}\n",
    "myst: {<<: {enable_extensions: [substitution]}}\n",
    "? myst\n: enable_extensions:\n  - substitution\n",
    "myst: {enable_extensions: !!set {substitution, deflist}}\n",
    "myst:\n  enable_extensions: [deflist]\nmyst:\n  enable_extensions: [substitution]\n",
    "date: 2014-11-10\ntext: |\n  a\n\n  ---b\nmyst:\n  enable_extensions: [substitution]\n",
    "myst: {disable_syntax: []}\n",
    "myst: {disable_syntax: [table], substitutions: {a: b}}\n",
    "myst: {commonmark_only: true}\n",
    "myst: {gfm_only: true, enable_extensions: [substitution]}\n",
    "\x0cmyst: {enable_extensions: [substitution]}\n",
)
HARMLESS = (
    "date: 2014\n",
    "myst:\n  enable_extensions: [deflist, dollarmath]\n",
    "myst: {disable_syntax: [html_block, html_inline, table]}\n",
    "myst: {html_meta: {description: A}, title_to_header: true}\n",
    "myst: 5\n",
    "myst: [substitution]\n",
    "myst: {enable_extensions: substitution}\n",
    "myst: {enable_extensions: 5, disable_syntax: 5}\n",
    "a: *nothing\n",
    "- a\n",
)


def settings(text: str) -> MdParserConfig:
    """Return the settings that MyST-Parser uses for a text, strict in conf.py."""
    config = MdParserConfig(disable_syntax=list(HTML))
    topmatter = read_topmatter(text)
    return merge_file_level(config, topmatter, lambda *_: None) if topmatter else config


@pytest.mark.parametrize("fences", [("---", "---"), ("---", "..."), ("--- # a", "---b")])
@pytest.mark.parametrize("matter", EVIL)
def test_settings_that_run_code_are_removed(matter: str, fences: tuple[str, str]) -> None:
    text = f"{fences[0]}\n{matter}{fences[1]}\n# A\u2028\x0b\n\nText\x85 with ``---``.\n"
    restricted, key = restricted_source(text, (), HTML)
    assert key
    result = settings(restricted)
    assert "substitution" not in result.enable_extensions
    assert set(HTML) <= set(result.disable_syntax)
    assert not result.commonmark_only
    assert not result.gfm_only
    assert restricted.count("\n") == text.count("\n")
    assert restricted.endswith(text.partition(f"\n{fences[1]}\n")[2])
    before, after = (read_topmatter(source) or {} for source in (text, restricted))
    assert {**before, "myst": 0} == {**after, "myst": 0}
    assert restricted_source(restricted, (), HTML) == (restricted, "")


@pytest.mark.parametrize("matter", HARMLESS)
def test_other_settings_stay(matter: str) -> None:
    text = f"---\n{matter}---\n# A\n"
    assert restricted_source(text, (), HTML) == (text, "")


@pytest.mark.parametrize("matter", EVIL)
def test_what_conf_py_allows_stays(matter: str) -> None:
    text = f"---\n{matter}---\n# A\n"
    assert restricted_source(text, ("substitution",), ()) == (text, "")


def test_a_text_without_front_matter_stays() -> None:
    for text in ("", "# A\n", "--\nmyst: {enable_extensions: [substitution]}\n", "---", "---\n"):
        assert restricted_source(text, (), HTML) == (text, "")


def test_unclosed_front_matter_is_restricted_too() -> None:
    text = "---\nmyst: {enable_extensions: [substitution]}"
    restricted, key = restricted_source(text, (), ())
    assert key == "enable_extensions"
    assert yaml.safe_load(restricted.partition("\n")[2]) == {"myst": {"enable_extensions": []}}
