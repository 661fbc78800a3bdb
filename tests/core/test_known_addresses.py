"""Earlier addresses of posts, in every spelling."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.posts.known_addresses import address_key, known_addresses
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
    assert known_addresses(posts, BASE) == {
        "/2014/a.html": "a",
        "/b": "a",
        "/c": "a",
        "a.example/b": "b",
    }
