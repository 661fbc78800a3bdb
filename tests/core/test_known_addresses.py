"""Earlier addresses of posts, in every spelling."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.pages.address_table import AddressTable, address_key
from sphinx_anthology.core.posts.known_addresses import known_addresses
from sphinx_anthology.core.posts.post import Post

BASE = "https://example.org/blog/"


@pytest.mark.parametrize(
    "address",
    [
        "/2014/a/", "/2014/a", "/2014/a/index.html", "/blog/2014/a/", "/2014/a/#part",
        "https://example.org/blog/2014/a/", "http://EXAMPLE.org/blog/2014/a",
        "//example.org/blog/2014/a", "/2014/%61",
    ],
)  # fmt: skip
def test_spellings_of_an_address_in_the_site(address: str) -> None:
    assert address_key(address, BASE) == "/2014/a"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://a.example/", "a.example/"),
        ("https://a.example/?p=12", "a.example/?p=12"),
        ("http://a.example/b/index.html#c", "a.example/b"),
        ("https://example.org/other", "example.org/other"),
        ("/old.html", "/old.html"),
        ("/", ""),
        ("", ""),
        ("a/b", ""),
        ("mailto:a@b.example", ""),
        ("javascript://a.example/b", ""),
        ("http://[", ""),
    ],
)
def test_other_addresses(address: str, key: str) -> None:
    assert address_key(address, BASE) == key


def test_posts_by_their_aliases_and_original_addresses() -> None:
    posts = [
        Post("a", aliases=("2014/a.html", "/b/", "https://example.org/blog/c")),
        Post("b", original_url="https://a.example/b", aliases=("b",)),
    ]
    table = known_addresses(posts, ["posts/d", "e/index", "f g"], BASE)
    expected = {
        "/2014/a.html": "a",
        "/b": "a",
        "/c": "a",
        "https://a.example/b": "b",
        "/posts/d": "posts/d",
        "https://example.org/blog/e/": "e/index",
        "/f%20g.html#part": "f g",
        "https://example.org/blog/": "",
        "https://example.org/e/": "",
        "https://other.example/b": "",
    }
    assert {address: table.find(address) for address in expected} == expected
    assert known_addresses([], ["a"], "").find("/a.html") == "a"


OLD = ["http://a.example/2014/Été.html", "http://a.example/?p=12", "http://a.example/news?id=5&y=2"]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://a.example/2014/Été.html", 0),
        ("http://www.A.Example/2014/%C3%89t%C3%A9", 0),
        ("http://a.example/2014/%c3%89t%c3%a9.html#part", 0),
        ("http://a.example/2014/E\u0301te\u0301/", 0),  # as macOS writes names
        ("//a.example:80/2014/été.htm", 0),
        ("http://user@a.example./2014/Été/index.html", 0),
        ("http://a.example/2014/Été.html?m=1", 0),
        ("http://a.example/2014/Été.html?p=12", None),
        ("http://a.example:8080/2014/Été.html", None),
        ("https://b.a.example/2014/Été.html", None),
        ("ftp://a.example/2014/Été.html", None),
        ("http://a.example/2014/%C9t%E9.html", None),
        ("https://a.example/?p=12", 1),
        ("https://a.example/?p=%312#more", 1),
        ("https://a.example/index.php?utm_source=x&p=12", 1),
        ("https://a.example?preview=true&p=12&utm_campaign=y", 1),
        ("https://a.example/?p=13", None),
        ("https://a.example/?p=13&x=p=12", None),
        ("https://a.example/", None),
        ("https://a.example/?s=12", None),
        ("https://a.example/news?y=2&id=5", 2),
        ("https://a.example/news?id=5&y=2&ref=z", 2),
        ("https://a.example/news?id=6&y=2", None),
        ("https://a.example/news", None),
    ],
)
def test_spellings_of_known_addresses(address: str, page: int | None) -> None:
    table = AddressTable(BASE)
    for number, known in enumerate(OLD):
        table.add(known, str(number))
    assert table.find(address) == ("" if page is None else str(page))


def test_addresses_that_differ_in_suffix_or_case_are_told_apart() -> None:
    table = AddressTable(BASE)
    for page, known in {
        "a": "/x.html",
        "b": "/x/",
        "c": "/X",
        "d": "/y.html",
        "e": "/y.HTM",
    }.items():
        table.add(known, page)
    found = {address: table.find(address) for address in ("/x.html", "/x", "/X/", "/x.htm", "/Y")}
    assert found == {"/x.html": "a", "/x": "b", "/X/": "c", "/x.htm": "a", "/Y": "d"}


def test_the_root_of_another_site_is_not_its_pages() -> None:
    table = AddressTable(BASE)
    table.add("https://a.example", "home")
    table.add("https://example.org/blog/", "root")
    assert table.find("http://www.a.example/index.html?utm_source=x") == "home"
    assert not table.find("http://a.example/?p=1")
    assert not table.find("http://a.example/?q=1")
    assert not table.find("/")
