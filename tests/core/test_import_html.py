"""HTML of editors and plugins to MyST: nothing that readers saw is lost without a notice."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from sphinx_anthology.importing.myst.html_text import html_to_myst
from sphinx_anthology.importing.wordpress.body import body_html

OLD = "https://blog.example.org/2"


@dataclass
class Links:
    """A rewriter with one post and pictures that are named ``here``."""

    notes: list[str] = field(default_factory=list)

    def link(self, address: str) -> str:
        if address.startswith(("#", "gone")):
            return ""
        return "2.md" if address == OLD else address

    def html_link(self, address: str) -> str:
        return "" if address.startswith(("#", "gone")) else address

    def picture(self, address: str) -> str:
        return f"images/{address}" if address.startswith("here") else ""

    def note(self, message: str) -> None:
        self.notes.append(message)


def myst(html: str, name: str = "post") -> str:
    return html_to_myst(html, Links(), name=name).rstrip("\n")


FLASH = (
    '<object><param name="movie" value="http://www.youtube.com/v/ab-c_1&amp;hl=en"></param>'
    '<embed src="http://www.youtube.com/v/ab-c_1&amp;hl=en"></embed></object>'
)
WATCH = "https://www.youtube.com/watch?v=ab-c_1"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (FLASH, f"[{WATCH}](<{WATCH}>)"),
        ('<object><embed src="http://f.example.org/v.swf"></embed></object>',
         "[http://f.example.org/v.swf](<http://f.example.org/v.swf>)"),
        ('<object data="http://f.example.org/v.swf"></object>',
         "[http://f.example.org/v.swf](<http://f.example.org/v.swf>)"),
        ('<iframe data-src="https://v.example.org/1"></iframe>',
         "[https://v.example.org/1](<https://v.example.org/1>)"),
        ('<p>a <script src="https://gist.github.com/u/1f.js?file=x.py"></script></p>',
         "a [https://gist.github.com/u/1f](https://gist.github.com/u/1f)"),
        ('<script src="https://x.example.org/count.js"></script>a', "a"),
        ('a <img src="here.png" width="1" height="1">b', "a b"),
        (('<img src="data:image/gif;base64,R0" data-src="here.png" alt="A">'
         '<noscript><img src="here.png" alt="A"></noscript>'), "![A](images/here.png)"),
        (('<div class="wp-caption"><img src="here.png" alt="A">'
         '<p class="wp-caption-text">C</p></div>'),
         "```{figure} images/here.png\n:alt: A\n\nC\n```"),
        (('<ul class="blocks-gallery-grid"><li class="blocks-gallery-item"><figure>'
         '<img src="here.png" alt="A"></figure></li></ul>'),
         "```{figure} images/here.png\n:alt: A\n```"),
        (('<div class="kg-audio-card"><audio src="https://a.example.org/1.mp3"></audio>'
         '<div class="kg-audio-title">T</div><div class="kg-audio-player">0:00 1×</div></div>'),
         "[https://a.example.org/1.mp3](<https://a.example.org/1.mp3>)\n\nT"),
        (('<div class="wp-block-file"><a href="f.pdf">F</a><a class="wp-block-file__button" '
         'href="f.pdf">Download</a></div>'), "[F](f.pdf)"),
        ('<a class="wp-block-file__button" href="f.pdf">Download</a>', "[Download](f.pdf)"),
    ],
)  # fmt: skip
def test_what_is_embedded_is_not_lost(html: str, expected: str) -> None:
    assert myst(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>a</div><div><br></div><div>b<br/></div>", "a\n\nb"),
        ("<ul><li>a<br></li><li>b<br/> </li></ul>", "- a\n- b"),
        ("<blockquote>a<br><br></blockquote>", "> a"),
        ("a<br><p>b</p>", "a\n\nb"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<p>a<b>b<br></b></p>", "a**b**"),
        ("<pre>a<br>b</pre>", "```text\na\nb\n```"),
        ('<span style="font-weight: bold">a</span> b', "**a** b"),
        ('<span style="font-style:italic;font-weight:700">a</span>', "<strong>*a*</strong>"),
        ('<font style="text-decoration: line-through">a</font>', "<del>a</del>"),
        ('<b style="font-weight:normal">a <i>b</i></b>', "a *b*"),
        ('<h2><span style="font-weight:bold">a</span></h2>', "## a"),
        ('<pre class="wp-block-verse">a,\n<em>b</em>\n\nc</pre>', "a,\\\n*b*\\\n\\\nc"),
        ("<pre>a\n\n\n\nb</pre><p>c</p>\n\n\n<p>d</p>", "```text\na\n\n\n\nb\n```\n\nc\n\nd"),
        ("<details><summary>a <b>&lt;b&gt;</b></summary><p>c <i>d</i></p></details>e",
         "<details><summary>a &lt;b&gt;</summary>\n\nc *d*\n\n</details>\n\ne"),
        ("<details><p>c</p></details>", "c"),
        ("<ul><li>a<details><summary>b</summary>c</details></li></ul>",
         "- a\n\n  <details><summary>b</summary>\n\n  c\n\n  </details>"),
    ],
)  # fmt: skip
def test_text_keeps_its_form(html: str, expected: str) -> None:
    assert myst(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (('<table><tr><td colspan="2"><img src="here.png" alt="A" width="9" style="x"></td></tr>'
         "<tr><td>b</td><td>c</td></tr></table>"),
         ('<table><tr><td colspan="2"><img alt="A" src="images/here.png" width="9"/></td></tr>'
         "<tr><td>b</td><td>c</td></tr></table>")),
        ((f'<table><tr><td><dl><a href="{OLD}" onclick="x()">a</a></dl></td><td>'
         '<a href="gone">b</a> <a href="#c">c</a></td></tr></table>'),
         f'<table><tr><td><dl><a href="{OLD}">a</a></dl></td><td>b c</td></tr></table>'),
        ('<table><tr><td><p>a</p></td><td><img src="https://p.example.org/b.png"></td></tr></table>',
         ('<table><tr><td><p>a</p></td><td><a href="https://p.example.org/b.png">b.png</a></td></tr>'
         "</table>")),
        (f"<table><tr><td><ul></ul></td><td>{FLASH}</td></tr></table>",
         f'<table><tr><td><ul></ul></td><td><a href="{WATCH}">{WATCH}</a></td></tr></table>'),
        ("<table><tr><td><pre>a\n\nb</pre></td><td>c</td></tr></table>",
         "<table><tr><td><pre>a&#10;&#10;b</pre></td><td>c</td></tr></table>"),
        (('<table align="center"><tr><td><img src="here.png" alt="A"></td></tr>'
         "<tr><td>b <i>c</i></td></tr></table>"), "![A](images/here.png)\n\nb *c*"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "|  |\n| --- |\n| a |\n| b |"),
        (('<table><tr><th>a</th><th style="text-align:right">b</th><th align="center">c</th></tr>'
         "<tr><td>1</td><td>2</td><td>3</td></tr></table>"),
         "| a | b | c |\n| --- | ---: | :---: |\n| 1 | 2 | 3 |"),
    ],
)  # fmt: skip
def test_tables_keep_pictures_and_links(html: str, expected: str) -> None:
    assert myst(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        (
            '<p>a<sup><a href="#fn1" id="r1">1</a></sup>.</p><hr class="footnotes-sep"><section>'
            '<ol><li id="fn1"><p>Note <i>x</i>. <a href="#r1">↩︎</a></p></li></ol></section>'
        ),
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1">[1]</a></sup>.</p><div class="footnotes"><ol>'
            '<li id="fn:1"><p>Note <i>x</i>. <a href="#fnref:1">&#8617;</a></p></li></ol></div>'
        ),
        (
            '<p>a<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><hr><p><a href="#_ftnref1" '
            'name="_ftn1">[1]</a> Note <i>x</i>.</p>'
        ),
        (
            '<p>a<a name="r"></a><sup><a href="#n">*</a></sup>.</p><ul><li><a name="n"></a>'
            'Note <i>x</i>. <a href="#r">back</a></li></ul>'
        ),
        (
            '<p>a<a id="fa-1" href="#f-1">1</a>.</p><div class="footnote">'
            '<a id="f-1" href="#fa-1">1</a>'
            "<div><p>Note <i>x</i>.</p></div></div>"
        ),
    ],
)
def test_links_to_notes_that_link_back_are_footnotes(html: str) -> None:
    assert myst(html) == "a[^1].\n\n[^1]: Note *x*."


def test_two_links_to_one_footnote() -> None:
    html = (
        '<p>a<a href="#n" id="r">1</a> b<a href="#n" id="s">1</a></p><hr><p>c</p>'
        '<p id="n">Note <a href="#r">^</a> <a href="#s">^</a></p>'
    )
    written = html_to_myst(html, Links(), {"1": "One"}, "post")
    assert written == "a[^2] b[^2]\n\n---\n\nc\n\n\\[1\\] One\n\n[^2]: Note\n"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ('<h2 id="x">B</h2>', "(post-x)=\n\n## B"),
        ('<h2><a name="x"></a>B</h2>', "(post-x)=\n\n## B"),
        ('<p>B <span id="x">c</span></p>', "(post-x)=\n\nB c"),
        ('<ul><li id="x">B</li></ul>', "- (post-x)=\n\n  B"),
        ('<blockquote><p id="x">B</p></blockquote>', "> (post-x)=\n>\n> B"),
        ('<table><tr><td id="x">B</td></tr></table>', "(post-x)=\n\n|  |\n| --- |\n| B |"),
        ('<div id="x"><p>B</p></div>', "(post-x)=\n\nB"),
    ],
)
def test_targets_of_links_within_a_text_have_labels(target: str, expected: str) -> None:
    assert myst(f'<p><a href="#x">a</a> <a href="#x">b</a></p>{target}') == (
        f"[a](#post-x) [b](#post-x)\n\n{expected}"
    )


def test_a_link_to_no_part_of_the_text_is_named() -> None:
    links = Links()
    html = '<a href="#">a</a> <a href="#top">b</a> <a href="#x">c</a> <a href="#x">d</a>'
    assert html_to_myst(html, links, name="post") == "a b c d\n"
    assert links.notes == ["link '#x': the post has no part of this name; only its text is kept"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ('<p id="x"></p>', "a"),
        ('<h2 id="x"><br></h2>', "a"),
        ('<h2 id="x"><iframe></iframe></h2>', "a"),
        ('<p><a href="u"><ul><li id="x">b</li></ul></a></p>', ""),
        ('<table><tr><td colspan="2"><p id="x">b</p></td></tr><tr><td>c</td></tr></table>',
         "[a](#post-x)"),
    ],
)  # fmt: skip
def test_no_link_leads_to_a_label_that_is_not_written(target: str, expected: str) -> None:
    written = myst(f'<p><a href="#x">a</a></p>{target}')
    assert written.startswith(expected)
    assert ("(post-x)=\n" in written) == ("](#post-x)" in written)
    assert "##" not in written


@pytest.mark.parametrize(
    "html", ["<table><tr><td colspan='2'><video><a>b</a></video></td></tr></table>"]
)
def test_links_within_players_are_left_out(html: str) -> None:
    assert "<a" not in myst(html)


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<!-- wp:syntaxhighlighter/code {"language":"python"} --><pre class="x">a</pre>',
         "python"),
        (('<!-- wp:x/code-pro {"a":{"b":1},"language":"js"} -->\n'
         '<div><span>b</span><pre>a</pre></div>'),
         "js"),
        (('<!-- wp:code --><pre class="wp-block-code"><code>a</code></pre><!-- /wp:code -->'
         '<!-- wp:x {"language":"js"} /-->'), "text"),
        ('<pre data-enlighter-language="php">a</pre>', "php"),
        ('<pre><code class="hljs python">a</code></pre>', "python"),
        ('<pre><code class="wide">a</code></pre>', "text"),
    ],
)  # fmt: skip
def test_code_keeps_the_language_that_its_block_names(html: str, language: str) -> None:
    body, _notes = body_html(html, {}, (), "", lambda _message: None)
    assert f"```{language}\na\n```" in myst(body)
