"""Root-relative links."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.pages.portable_html import make_root_relative

ADDRESS = "/en/latest/404.html"


@pytest.mark.parametrize(
    ("written", "rooted"),
    [
        ('<a href="posts/a.html#x">', '<a href="/en/latest/posts/a.html#x">'),
        ('<a class="b" href="../a/">b</a>', '<a class="b" href="/en/a/">b</a>'),
        ("<a href='a.html?b&amp;c'>", '<a href="/en/latest/a.html?b&amp;c">'),
        ("<a HREF = a.html>", '<a HREF = "/en/latest/a.html">'),
        ('<html data-content_root="./">', '<html data-content_root="/en/latest/">'),
        (
            '<script src="_static/a.js?v=1"></script>',
            '<script src="/en/latest/_static/a.js?v=1"></script>',
        ),
        ('<form action="search.html">', '<form action="/en/latest/search.html">'),
        (
            '<img src="a.png" srcset="a.png 1x, b.png 2x"/>',
            '<img src="/en/latest/a.png" srcset="/en/latest/a.png 1x, /en/latest/b.png 2x"/>',
        ),
        (
            '<link href="_static/%C3%BC.css"\n rel="stylesheet">',
            '<link href="/en/latest/_static/%C3%BC.css"\n rel="stylesheet">',
        ),
    ],
)
def test_relative_links_are_made_absolute(written: str, rooted: str) -> None:
    assert make_root_relative(f"<p>\n{written}\n", ADDRESS) == f"<p>\n{rooted}\n"
    assert make_root_relative(rooted, ADDRESS) == rooted


@pytest.mark.parametrize(
    "text",
    [
        '<a href="#main-content">',
        '<a href="">',
        '<a href="https://example.org/a">',
        '<a href="//example.org/a">',
        '<a href="mailto:a@example.org">',
        '<img src="data:image/png;base64,AA==">',
        '<a href="/">',
        "<p title='a href=\"b.html\"'>",
        "<script>var link = '<a href=\"a.html\">';</script>",
        "<style>a { background: url(a.png) }</style>",
        '<!-- <a href="a.html"> -->',
        'href="a.html" &lt;a href="b.html"&gt;',
        "<!DOCTYPE html>\n<p  class=a hidden >&amp; é\r\n</P >",
        '<a href="http://[">',
    ],
)
def test_all_else_stays_as_it_is_written(text: str) -> None:
    assert make_root_relative(text, ADDRESS) == text


def test_a_page_in_a_folder_of_its_own() -> None:
    assert make_root_relative('<a href="../a/">', "/404/") == '<a href="/a/">'
