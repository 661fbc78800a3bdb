"""Markdown of other programs to MyST: links, pictures, raw HTML, attributes; code stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from time import process_time

import pytest

from sphinx_anthology.importing.markdown.converter import markdown_to_myst
from sphinx_anthology.importing.markdown.html_blocks import link_html, picture_html
from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_anthology.importing.markdown.tag_placeholders import OURS, has_kept, keep

PICTURE = '<img src="/pot.png" alt="P">'
ESCAPED = "a \\<cr> b \\<Key x='y'>c\\</Key> <svg>d</svg>"
LINKS = {"/gone/": "", "/post/": "post.md"}
OLD = {"/gone/": "", "/post/": "https://blog.example.org/post/"}


@dataclass(slots=True)
class Rewriter:
    """A rewriter with one post, one address that is gone, and pictures named ``pot.png``."""

    notes: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def link(self, address: str) -> str:
        return "" if has_kept(address) else LINKS.get(address, address)

    def html_link(self, address: str) -> str:
        return "" if has_kept(address) else OLD.get(address, address)

    def picture(self, address: str) -> str:
        return "images/pot.png" if address.endswith("pot.png") else ""

    def note(self, message: str) -> None:
        self.notes.append(message)

    def at(self, line: int) -> Rewriter:
        self.lines.append(line)
        return self


def myst(text: str, title: str = "") -> str:
    return markdown_to_myst(text, Rewriter(), title, "x").rstrip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[a](/post/ "T") [b](/gone/)', '[a](post.md "T") b'),
        ("[a [b] *c*](/post/)", "[a [b] *c*](post.md)"),
        ("[over\nlines](</post/>)", "[over\nlines](post.md)"),
        ("[a](https://x.org/a_(b))", "[a](https://x.org/a_(b))"),
        (r"\[a](/post/)", r"\[a](/post/)"),
        ("`[a](/post/)` ``[`a](/post/)``", "`[a](/post/)` ``[`a](/post/)``"),
        ("```text\n[a](/post/)\n```", "```text\n[a](/post/)\n```"),
        ("    [a](/post/)", "    [a](/post/)"),
        ("![P](/a/pot.png) ![no](/b.png)", "![P](images/pot.png) [no](/b.png)"),
        ("[![no](/b.png)](/post/)", "[no](post.md)"),
        ("[![P](pot.png)](/gone/)", "![P](images/pot.png)"),
        ('<a href="/post/">x *y*</a> <img src="pot.png" alt="A [b]">',
         "[x *y*](post.md) ![A \\[b\\]](images/pot.png)"),
        ("</post/> <https://x.org> <me@x.org>", "</post/> <https://x.org> <me@x.org>"),
        ("> [a\n> b](/post/)", "> [a\n> b](post.md)"),
        ("- [a](/post/)\n  - [b](/post/)", "- [a](post.md)\n  - [b](post.md)"),
        ("| a |\n|---|\n| [b](/post/) |", "| a |\n|---|\n| [b](post.md) |"),
        ('[a](/post/){:target="_blank"} b', "[a](post.md) b"),
    ],
)  # fmt: skip
def test_links_and_pictures_are_rewritten_outside_of_code(text: str, expected: str) -> None:
    assert myst(text) == expected


def test_definitions_are_rewritten_and_dead_ones_become_text() -> None:
    text = "[a][x], [x], [Y][], ![pic][p], [c][dead], [d][none]\n\n"
    text += '[x]: /post/ "T"\n[y]: https://y.org\n[p]: /pot.png\n[dead]: /gone/\n[X]: https://other.org\n'
    assert myst(text) == (
        "[a][x], [x], [Y][], ![pic](images/pot.png), c, [d][none]\n\n"
        '[x]: post.md "T"\n[y]: https://y.org'
    )


def test_what_only_myst_reads_as_markup_is_escaped() -> None:
    text = "% a\n\n+++\n\n(x)=\n\n{role}`x` {{ y }} {% z %} $5 $6\n\n[^2]\n\n:a: b"
    expected = "% a\n\n+++\n\n(x)=\n\n{role}`x` {\\{ y }} {% z %} $5 $6\n\n[^2]\n\n:a: b"
    assert myst(text) == re.sub(r"(?m)^(?=[%+(:{[])| (?=[{$])", lambda m: m[0] + "\\", expected)


def test_footnotes_without_mark_or_text_are_text() -> None:
    text = "a[^1] b[^2] c[^1]\n\n[^1]: One.\n\n[^1]: Again.\n\n[^3]: Three [d](/post/).\n\n`[^3]`"
    expected = "a[^1] b\\[^2] c[^1]\n\n[^1]: One.\n\n\\[^1]: Again.\n\n\\[^3]: Three [d](post.md)."
    assert myst(text).removesuffix("\n\n`[^3]`") == expected


def test_headings_begin_below_the_title_and_leave_no_level_out() -> None:
    text = "# The Title\n\n### A {#a}\n\n# B #\n\nC\n-\n\n###### D\n\n> # E"
    assert myst(text, "The title").split("\n\n") == [
        "## A", "## B #", "### C", "#### D", "> # E"
    ]  # fmt: skip


def test_links_within_a_text_lead_to_labels() -> None:
    text = "# First part {#one}\n\n## Second part\n\n{: #p}\nText\n{: #q .lead}\n\n"
    text += "[1](#one) [2](#second-part) [3](#q) [4](#none) [5](#p)\n"
    assert [line for line in myst(text).split("\n") if line] == [
        "(x-one)=", "## First part", "(x-second-part)=", "### Second part", "(x-q)=", "Text",
        "[1](#x-one) [2](#x-second-part) [3](#x-q) 4 [5](#x-q)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<figure>{PICTURE}<figcaption>C <a href='/post/'>x</a></figcaption></figure>",
         "```{figure} images/pot.png\n:alt: P\n\nC [x](post.md)\n```"),
        ('<div class="a">\n\n*b*\n\n</div>', '<div class="a">\n\n*b*\n\n</div>'),
        ('<div><a href="/post/">\n\nb\n\n</a></div>', "<div>\n\nb\n\n</div>"),
        ('<div class="c"><a href="/post/">b</a> <a href="/gone/">c</a></div>\n\n*d*',
         "[b](post.md) c\n\n*d*"),
        ('<details><summary>a</summary>\n<a href="/post/">b</a> <a href="/gone/">c</a>\n\n*d*',
         '<details><summary>a</summary>\n<a href="https://blog.example.org/post/">b</a> c\n\n*d*'),
        ('- a\n\n  <div><img src="/pot.png"></div>\n- b',
         "- a\n\n  ![](images/pot.png)\n\n- b"),
        ("a\n\n<script>\nx()\n\ny()\n</script>\n\nb", "a\n\nb"),
        ('<iframe src="https://v.org/1"></iframe>', "[https://v.org/1](<https://v.org/1>)"),
        ('<div markdown="1">\n*a* [b](/post/)\n</div>', "*a* [b](post.md)"),
        ('<a name="b">c</a> <A HREF="/post/">d</A> </a>', '<a name="b">c</a> [d](post.md) '),
        ("a <cr> b <Key x='y'>c</Key> <svg>d</svg>", ESCAPED),
        ("<Package>\n*a*\n</Package>", "\\<Package>\n*a*\n\\</Package>"),
        ("like <H1> and <div>a</div>", "like \\<H1> and <div>a</div>"),
        ("<!-- a [b](/post/) -->", "<!-- a [b](/post/) -->"),
        ('<table><tr><td>{{ "a" }}</td></tr></table>',
         '<table><tr><td>&#123;&#123; "a" }}</td></tr></table>'),
    ],
)  # fmt: skip
def test_raw_html(text: str, expected: str) -> None:
    shown = myst(text).replace("&#123;{", "&#123;&#123;")
    assert shown == expected


def test_formulas_between_two_dollars() -> None:
    text = "a $$x_1 * y$$ b\n\n$$\nx\n\n- y\n$$\n\n$$ z $$\n\n```text\n$$\n```"
    assert [line for line in myst(text).split("\n") if line] == [
        "a {math}`x_1 * y` b",
        "```{math}", "x", "- y", "```", "```{math}", "z", "```", "```text", "$$", "```",
    ]  # fmt: skip


def test_formulas_between_one_dollar_where_the_blog_has_them() -> None:
    text = "a $x_1$, \\\\(y\\\\), \\(z*\\) costs $5 or $6, `$a$`, $ b $ \\$c\\$"
    shown = markdown_to_myst(text, Rewriter(), has_formulas=True)
    expected = "a {math}`x_1`, {math}`y`, {math}`z*` costs \\$5 or \\$6, `$a$`, \\$ b \\$ \\$c\\$\n"
    assert shown == expected
    assert myst("\\(z\\) $x$") == "\\(z\\) \\$x\\$"


def test_alerts_are_directives() -> None:
    text = "> [!WARNING]\n> Hot [a](/post/).\n>\n> - b\n\n"
    text += "> [!tip]- My *title*\n> c\nd\n\n> [!x](/post/)"
    assert myst(text).split("\n") == [
        "```{warning}", "Hot [a](post.md).", "", "- b", "```", "",
        "```{admonition} My *title*", ":class: tip", "", "c", "```", "", "d", "", "> [!x](post.md)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("info", "code", "expected"),
    [
        ("js", "a()", "```js"),
        (" {.Ruby .numberLines}", "a", "```ruby"),
        ("{r}", "x <- 1", "```r"),
        ("nonsense", "a", "```text"),
        ("json", "{a: }", "```text"),
        ("", "a", "```"),
    ],
)
def test_code_has_a_language_that_reads_all_of_it(info: str, code: str, expected: str) -> None:
    assert myst(f"```{info}\n{code}\n```").split("\n") == [expected, code, "```"]


def test_tags_may_stand_in_markdown_and_in_html() -> None:
    picture, link = picture_html("/pot.png", "*P*"), link_html("https://a.b/c_d", "*L* [x]")
    bare, text = link_html("https://a.b/c_d"), "L"
    shown = myst(f"{picture} {link} {bare}\n\n<div>{text}\n{picture}\n{link}</div>").split("\n\n")
    assert shown[0] == (
        "![\\*P\\*](images/pot.png) [&#42;L&#42; &#91;x&#93;](https://a.b/c_d) <https://a.b/c_d>"
    )
    assert shown[1:] == [
        "L ![\\*P\\*](images/pot.png) [\\*L\\* \\[x\\]](https://a.b/c_d)"
    ]  # fmt: skip


def test_content_of_our_directives_is_converted() -> None:
    text = (
        f"- a\n\n  ````{OURS}{{tip}}\n  [a](/post/)\n\n  ```\n  [b](/post/)\n  ```\n  ````\n\n# B"
    )
    expected = "- a\n\n  ````{tip}\n  [a](post.md)\n\n  ```\n  [b](/post/)\n  ```\n  ````\n\n## B"
    assert myst(text) == expected
    options = myst(f"```{OURS}{{admonition}} T\n:class: note\n\n% a\n```")
    assert options == "```{admonition} T\n:class: note\n\n\\% a\n```"
    assert myst("```{tip}\n[a](/post/)\n```") == "```text\n[a](/post/)\n```"


def test_kept_tags_are_text_in_text_and_code_in_code() -> None:
    tag = keep('{{ "a b" | f }}')
    rewriter = Rewriter()
    text = f"{tag} `{tag}` [x]({tag}) ![p]({tag})\n\n```\n{tag}\n```\n\n    {tag}"
    converted = markdown_to_myst(text, rewriter).rstrip("\n")
    written = '{{ "a b" | f }}'
    shown = '\\{\\{ "a b" \\| f \\}\\}'
    expected = f"{shown} `{written}` x p\n\n```\n{written}\n```\n\n```text\n{written}\n```"
    assert converted == expected
    assert len(rewriter.notes) == 1


def test_notices_have_their_line() -> None:
    rewriter = Rewriter()
    text = f"[a](/x)\n\nb\n[b](/x)\n\n- c\n- ![](/x)\n\n> a {keep('{{ x }}')}\n\n```nonsense\n```"
    markdown_to_myst(text, rewriter)
    assert rewriter.lines == [0, 3, 6, 8, 10]


def test_plain_line() -> None:
    assert plain_line("A *b* <em>c</em> &amp; [d](/e)\n\nf `g`") == "A b c & d f g"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000, "[a](" * 2000, "![" * 3000, "$ " * 3000, "~~a " * 2000, "<div>\n" * 2000,
        "https://x.org/a " * 2000, "[a](/post/)\n" * 2000, "<" * 5000, "<!-- " * 3000,
        "$$\n" * 2000, "{" * 5000, "> " * 100 + "a", "# a\n" * 1500 + "[x](#a)",
        "[x]\n\n" * 1500 + "[x]: /post/", "a[^1]\n\n[^1]: b\n\n" * 1000,
    ],
)  # fmt: skip
def test_the_time_grows_with_the_text(text: str) -> None:
    # the slowest takes 0.2 s; with a square, each would take minutes at the sizes of real posts
    start = process_time()
    myst(text)
    assert process_time() - start < 5
