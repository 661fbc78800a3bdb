"""Feed content: the HTML of a post without the navigation of its page, with absolute URLs."""

from __future__ import annotations

import pytest
from lxml import html

from sphinx_anthology.core.pages.portable_html import feed_content

PAGE = "https://e.org/blog/posts/p.html"
BODY = """
<section id="a-title" lang="he">
<h1>A title<a class="headerlink" href="#a-title" title="Link">¶</a></h1>
<div class="byline docutils container"><p><time datetime="2014">2014</time></p></div>
<p>Text.</p>
<section id="more"><h2>More <a class="headerlink" href="#more">¶</a></h2><p>Of it.</p></section>
<div class="docutils container postscript">
<div class="docutils container related-posts"><p class="rubric">Related</p></div>
</div>
</section>
"""


def test_title_byline_postscript_and_links_to_headings_are_the_pages() -> None:
    root = html.fragment_fromstring(feed_content(BODY, PAGE))
    assert (root.tag, root.get("id"), root.get("lang")) == ("section", "a-title", "he")
    assert root.text_content().split() == ["Text.", "More", "Of", "it."]
    assert [child.tag for child in root.iter()] == ["section", "p", "section", "h2", "p"]


def test_what_the_writer_calls_so_stays() -> None:
    body = '<h1>T</h1><p>A</p><div><p class="byline">B</p></div><div class="postscript">P</div>'
    assert feed_content(body, PAGE) == body.removeprefix("<h1>T</h1>")


def test_only_the_first_heading_is_the_title() -> None:
    assert feed_content("<h1>T</h1><p>A</p><h1>U</h1>", PAGE) == "<p>A</p><h1>U</h1>"


@pytest.mark.parametrize(
    ("link", "is_"),
    [
        ("#more", f"{PAGE}#more"),
        ("q.html", "https://e.org/blog/posts/q.html"),
        ("../_images/dot.png", "https://e.org/blog/_images/dot.png"),
        ("/top", "https://e.org/top"),
        ("//cdn.org/x", "https://cdn.org/x"),
        ("?a=1&b=2", f"{PAGE}?a=1&b=2"),
        ("https://other.org/a b", "https://other.org/a%20b"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("data:image/png;base64,AA==", "data:image/png;base64,AA=="),
        ("http://[half", "http://[half"),
    ],
)
def test_addresses_are_absolute(link: str, is_: str) -> None:
    told = link.replace("&", "&amp;")
    root = html.fragment_fromstring(
        feed_content(f'<p><a href="{told}"><img src="{told}"></a>', PAGE)
    )
    assert [address for _element, _name, address, _place in root.iterlinks()] == [is_, is_]


def test_addresses_of_films_and_of_pictures_for_several_screens_are_absolute_too() -> None:
    body = (
        '<video poster="a.png" src="b.webm"></video>'
        '<img src="c.png" srcset="d.png, /e,f.png 2x,\n data:,x 3x">'
    )
    root = html.fragment_fromstring(feed_content(body, PAGE), create_parent="div")
    (film,), (picture,) = root.iter("video"), root.iter("img")
    folder = "https://e.org/blog/posts"
    assert (film.get("poster"), film.get("src")) == (f"{folder}/a.png", f"{folder}/b.webm")
    assert picture.get("srcset") == f"{folder}/d.png, https://e.org/e,f.png 2x, data:,x 3x"


def test_no_script_goes_along() -> None:
    assert feed_content("<p>A<script>x()</script>B</p>", PAGE) == "<p>AB</p>"


def test_markup_that_is_not_balanced_loses_no_text() -> None:
    left = feed_content("<h1>T</h1>A</div></section><p>B<b>C", PAGE)
    assert html.fragment_fromstring(left, create_parent="div").text_content() == "ABC"


def test_depth_loses_no_text() -> None:
    left = feed_content(f"{'<div>' * 400}deep{'</div>' * 400}<p>after</p>", PAGE)
    assert html.fromstring(left, parser=html.HTMLParser(huge_tree=True)).text_content() == (
        "deepafter"
    )


def test_formulas_and_drawings_keep_their_structure() -> None:
    body = (
        '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>'
        '<svg viewBox="0 0 1 1"><path d="M0 0"/><circle r="1"/></svg>'
    )
    root = html.fragment_fromstring(feed_content(body, PAGE), create_parent="div")
    assert [child.getparent().tag for child in root.iter("mi", "mn")] == ["mfrac", "mfrac"]
    assert [child.getparent().tag for child in root.iter("path", "circle")] == ["svg", "svg"]


def test_nothing_stays_nothing() -> None:
    assert feed_content("<h1>T</h1>", PAGE) == ""
    assert feed_content("", PAGE) == ""
