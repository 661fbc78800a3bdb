"""Old addresses of posts, as front matter gives them."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.pages.redirects import alias_path, is_absolute

BASE = "https://example.org/blog/"


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("old/name.html", "old/name.html"),
        ("/old/name.html", "old/name.html"),
        ("old/NAME.HTM", "old/NAME.HTM"),
        ("old/name", "old/name/index.html"),
        ("old/name/", "old/name/index.html"),
        ("old/name/index.html", "old/name/index.html"),
        ("2014/11/10/name.php", "2014/11/10/name.php/index.html"),
        ("feed.xml", "feed.xml/index.html"),
        ("/", "index.html"),
        ("ü/日本.html", "ü/日本.html"),
        ("%C3%BC/%e6%97%a5.html", "ü/日.html"),
        ("a%20b.html", "a b.html"),
        ("a b/", "a b/index.html"),
        ("100%25.html", "100%.html"),
        ("a+b&c=d;e'f.html", "a+b&c=d;e'f.html"),
        ("console/auxiliary.html", "console/auxiliary.html"),
        (f"{BASE}old", "old/index.html"),
        ("http://EXAMPLE.org/blog/old.html", "old.html"),
        ("//example.org/blog/old.html", "old.html"),
        ("https://example.org/blog", "index.html"),
    ],
)
def test_an_address_is_that_of_a_file(alias: str, path: str) -> None:
    assert alias_path(alias, BASE) == path


def test_a_site_at_the_root_of_its_host() -> None:
    assert alias_path("https://example.org/a/b.html", "https://example.org/") == "a/b.html"


@pytest.mark.parametrize(
    ("alias", "problem"),
    [
        ("../a.html", "has '..' in it"),
        ("a/../b", "has '..' in it"),
        ("a/%2e%2E/b", "has '..' in it"),
        ("./a", "has '.' in it"),
        (".git/hooks", "has '.git' in it"),
        ("a//b", "has an empty name in it"),
        ("a.html?p=1", "has a query"),
        ("?p=1", "has a query"),
        ("a.html#part", "has a fragment"),
        ("a\\b.html", "has a backslash"),
        ("a%5Cb", "has '\\\\' in a name"),
        ("a%2Fb", "has '/' in a name"),
        ("a%00b", "has a control character"),
        ("a%0Ab", "has a control character"),
        ("a%E2%80%A8b", "has a control character"),
        ("a%zz", "has a '%' without two hexadecimal digits"),
        ("50%", "has a '%' without two hexadecimal digits"),
        ("a%FF", "has 'a%FF', which is not UTF-8"),
        ("what*.html", "has '*' in a name"),
        ("old/a:b.html", "has ':' in a name"),
        ("old/con.html", "has 'con.html' in it, which is not a name on Windows"),
        ("LPT1/", "has 'LPT1' in it, which is not a name on Windows"),
        ("dot./a", "has 'dot.' in it, which is not a name on Windows"),
        ("x" * 256, "has a name of more than 255 bytes"),
        ("é" * 128, "has a name of more than 255 bytes"),
        ("_static/a.html", "is in '_static', which Sphinx writes"),
        ("/_Images/a/", "is in '_Images', which Sphinx writes"),
        ("_pagefind/a/", "is in '_pagefind', which Sphinx writes"),
        ("_sources", "is in '_sources', which Sphinx writes"),
        ("https://example.com/blog/a", "is not in this site"),
        ("https://example.org/a", "is not in this site"),
        ("https://example.org/blogger", "is not in this site"),
        ("https://example.org:8080/blog/a", "is not in this site"),
        ("ftp://example.org/blog/a", "is not in this site"),
        ("mailto:a@example.org", "is not in this site"),
        ("https://[/", "is not in this site"),
        (f"{BASE}a?b", "has a query"),
        (f"{BASE}/a", "has an empty name in it"),
        ("javascript:alert(1)", "is not in this site"),
    ],
)
def test_what_no_file_can_be_is_told_with_what_to_write(alias: str, problem: str) -> None:
    with pytest.raises(ValueError, match="write a path in the site") as caught:
        alias_path(alias, BASE)
    assert str(caught.value).startswith(f"{alias!r} {problem}")


def test_other_spellings_of_the_host_are_the_site() -> None:
    for host in ("https://WWW.example.org", "http://example.org:80", "//www.example.org"):
        assert alias_path(f"{host}/blog/a.html", BASE) == "a.html"


def test_without_an_address_of_the_site_an_absolute_one_may_be_anywhere() -> None:
    with pytest.raises(ValueError, match="base URL is unknown; write a path"):
        alias_path(f"{BASE}a")


def test_which_addresses_are_absolute() -> None:
    assert all(map(is_absolute, ("https://e.org", "//e.org", "mailto:a", "C:\\a")))
    assert not any(map(is_absolute, ("a", "/a", "1:a", "a/b:c", "")))


def test_a_post_keeps_the_good_ones_and_tells_of_the_others() -> None:
    items = ("/old, with a comma.html", "../bad", f"{BASE}x", "", "../bad", "ok/")
    text = "aliases:\n" + "".join(f"  - {item}\n" for item in items)
    post, problems = read_post("posts/a", text, UTC)
    assert post.aliases == ("/old, with a comma.html", f"{BASE}x", "ok/")
    assert [(problem.kind, problem.line) for problem in problems] == [
        (Kind.ALIAS, 4),
        (Kind.ALIAS, 7),
    ]
    assert problems[0].message.startswith("aliases: '../bad' has '..' in it")


def test_one_text_is_split_at_its_commas() -> None:
    post, problems = read_post("posts/a", "redirect: a.html, /b/, a?b\n", UTC)
    assert post.aliases == ("a.html", "/b/")
    assert [problem.message.partition(" has")[0] for problem in problems] == ["redirect: 'a?b'"]
