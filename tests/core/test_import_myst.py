"""HTML to MyST: texts read as they were, and markup keeps its meaning."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from markdown_it import MarkdownIt

from sphinx_anthology.importing.myst.html_text import html_to_myst


@dataclass
class Links:
    """A rewriter that changes nothing."""

    notes: list[str] = field(default_factory=list)

    def link(self, address: str) -> str:
        return address

    def html_link(self, address: str) -> str:
        return address

    def picture(self, address: str) -> str:
        return address if address.startswith("here") else ""

    def note(self, message: str) -> None:
        self.notes.append(message)


def myst(html: str) -> str:
    return html_to_myst(html, Links())


@pytest.mark.parametrize(
    "text",
    ["*a*", "_a_", "a_b", "**a**", "# a", "1. a", "2) a", "+ a", "- a", "=", "---", "> a", "`a`",
     "{role}`a`", ":::", ":a: b", "% a", "(a)=", "+++", "$a$", "$$", "[a](b)", "![a](b)", "[^1]",
     "a | b", "~~a~~", "\\*", "&amp;lt;", "{{ a }}", "http://example.org", "| a |\n| - |", "!"],
)  # fmt: skip
def test_text_is_not_read_as_markup(text: str) -> None:
    written = myst(f"<p>{text}</p>")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    expected = " ".join(text.replace("&amp;", "&").split())
    assert "".join(child.content for child in children) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<b>b</b> <i>c </i>d</p>", "a**b** *c* d\n"),
        ("<p>a<b>(b)</b>c</p>", "a<strong>(b)</strong>c\n"),
        ("<p><em><em>a</em></em></p>", "*a*\n"),
        ("<p>H<sub>2</sub>O <strike>x</strike></p>", "H<sub>2</sub>O <del>x</del>\n"),
        ("<p><code>a`b</code></p>", "``a`b``\n"),
        ("<pre>```\nx\n```</pre>", "````text\n```\nx\n```\n````\n"),
        ('<pre><code class="language-js">x</code></pre>', "```js\nx\n```\n"),
        ('<pre class="brush: php">x<br>y</pre>', "```php\nx\ny\n```\n"),
        ("<h1>a</h1><h4>b</h4><h1>c</h1>", "## a\n\n### b\n\n## c\n"),
        ('<p><a href="x y">a</a></p>', "[a](<x y>)\n"),
        ('<img src="here.png" alt="a]b">', "![a\\]b](here.png)\n"),
        ('<p><img src="http://e.org/p.png"></p>', "[p.png](<http://e.org/p.png>)\n"),
        ('<iframe src="https://e.org/v"></iframe>', "[https://e.org/v](<https://e.org/v>)\n"),
        ("<p>a<script>b</script></p><style>c</style>", "a\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<p>a<br> b</p>", "a\\\nb\n"),
    ],
)  # fmt: skip
def test_markup_keeps_its_meaning(html: str, expected: str) -> None:
    assert myst(html) == expected


def test_a_language_that_pygments_does_not_know_is_reported() -> None:
    links = Links()
    assert html_to_myst('<pre class="lang-nosuch">x</pre>', links) == "```text\nx\n```\n"
    assert len(links.notes) == 1


@pytest.mark.parametrize("html", ["<?xml version='1.0'?><p>a</p>", "a.txt", "https://a.example"])
def test_no_text_makes_the_parser_warn(html: str) -> None:
    assert myst(html).strip().endswith(("a", "a.txt", "https://a.example"))
