"""No alias, slug or term names a file outside the output, or one that file systems refuse."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.pages.redirects import alias_path, is_absolute
from sphinx_anthology.core.values.yaml_text import yaml_string
from sphinx_bindery.common.slugs import WINDOWS_DEVICES, ascii_slug, slug_of, slugify
from tests.fuzzing import HOSTILE_STRINGS, TEXTS, fuzzed

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

MANY, VERY_MANY = 300, 30_000
BASE = "https://example.org/blog/"
RESERVED = {"_static", "_images", "_sources", "_downloads", "_modules", "_pagefind"}
SEGMENTS = st.one_of(
    st.sampled_from(
        (
            "..", ".", "", "a", "index.html", "a.html", "%2e%2e", "%2E.", ".%2e", "%2f", "%5c",
            "%00",
            "%0a", "%c0%ae", "%25", "%252e%252e", "%ff", "%", "%zz", "con", "nul.html", "aux ",
            "a.",
            "~", "_static", "_IMAGES", "C:", "C:a", "\\", "..\\", "a\\..\\b", "$HOME", "*", "|",
            "`a`",
            "\u2024\u2024", "\uff0e\uff0e", "\u2215", "\uff0f", "\u202e", "\x00", "\n", "a" * 256,
            "\xe9" * 128,
            ".htaccess", ".git", "?a", "#a", "&", "<b>", '"', "'",
        )
    ),
    TEXTS,
)  # fmt: skip


@st.composite
def addresses(draw: DrawFn) -> str:
    """Draw an address that leads out of the site, or that no file can have."""
    start = draw(
        st.sampled_from(
            ("", "", "", "/", "//", "///", "./", "../", "\\", BASE, "http://example.org/blog/",
             "https://example.org/", "https://example.org", "//example.org/blog/", "file:///",
             "C:/",
             "https://example.org/blog/../", "https://example.org\\@b/", "javascript:", "data:,",
             "https://b@example.org/blog/", "https://example.org:443/blog/", "http://[", "mailto:")
        )
    )  # fmt: skip
    joined = draw(st.sampled_from(("/", "/", "/", "//", "\\"))).join(
        draw(st.lists(SEGMENTS, min_size=1, max_size=4))
    )
    text = start + joined
    return quote(text, errors="replace") if draw(st.integers(0, 5)) == 0 else text


def check_path(path: str) -> None:
    """Check that a path names a file in the folder that it is relative to, on any system."""
    names = path.split("/")
    assert names == list(PurePosixPath(path).parts) == list(PureWindowsPath(path).parts)
    assert not PurePosixPath(path).is_absolute()
    assert not PureWindowsPath(path).anchor
    for name in names:
        assert name not in {"", ".", ".."}
        assert not name.startswith(".")
        assert not name.endswith((".", " "))
        assert len(name.encode()) <= 255
        assert name.partition(".")[0].casefold() not in WINDOWS_DEVICES
        assert not set(name) & set('<>:"|?*\\/')
        assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in name)


def check_address(address: str, base: str) -> None:
    try:
        path = alias_path(address, base)
    except ValueError:
        return
    check_path(path)
    assert path.casefold().endswith((".html", ".htm"))
    assert path.partition("/")[0].casefold() not in RESERVED
    assert alias_path(quote(path), base) == path
    assert base or not is_absolute(address)


def check_front_matter(address: str) -> None:
    text = f"aliases:\n- {yaml_string(address)}\nslug: {yaml_string(address)}\n"
    post, problems = read_post("posts/a", text, UTC)
    assert read_post("posts/a", text, UTC) == (post, problems)
    assert all(2 <= problem.line <= 4 for problem in problems)
    for alias in post.aliases:
        if not is_absolute(alias):
            check_path(alias_path(alias))


def check_name(name: str) -> None:
    slug = slug_of(name)
    check_path(f"{slug}.html")
    check_path(slug)
    assert slug != "index"
    assert slug_of(name) == slug
    for text in (slugify(name), ascii_slug(name)):
        assert not text or set(text) - set("./\\ ") == set(text)


@given(addresses(), st.sampled_from((BASE, "", "https://example.org/")))
@fuzzed(MANY)
def test_an_alias_is_a_file_in_the_site(address: str, base: str) -> None:
    check_address(address, base)


@given(addresses())
@fuzzed(MANY)
def test_front_matter_keeps_only_aliases_that_can_be_files(address: str) -> None:
    check_front_matter(address)


@pytest.mark.parametrize("name", [name for name in HOSTILE_STRINGS if name.strip()])
def test_a_hostile_string_has_a_slug(name: str) -> None:
    (term,) = read_post("posts/a", f"tags: [{yaml_string(name)}]\n", UTC)[0].tags or ("x",)
    check_name(term)


@given(TEXTS)
@fuzzed(MANY)
def test_any_term_has_a_slug(name: str) -> None:
    for term in read_post("posts/a", f"tags: [{yaml_string(name)}]\n", UTC)[0].tags:
        check_name(term)


@pytest.mark.long
@given(addresses(), st.sampled_from((BASE, "", "https://example.org/")))
@fuzzed(VERY_MANY)
def test_very_many_aliases(address: str, base: str) -> None:
    check_address(address, base)
    check_front_matter(address)


def test_there_are_enough_hostile_strings() -> None:
    assert len(set(HOSTILE_STRINGS)) >= 130
