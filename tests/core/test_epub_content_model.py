"""The content model: conversion of any markup to valid XHTML."""

from __future__ import annotations

import random
import time

import pytest
from lxml import etree

from sphinx_bindery.epub.xhtml.content_model import conform
from sphinx_bindery.epub.xhtml.markup import parse_body, well_formed


def mended(markup: str, images: dict[str, str] | None = None) -> str:
    """Return the valid contents of a page, without namespaces."""
    body = conform(parse_body(markup), lambda address, _: (images or {}).get(address))
    for element in body.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(body)
    text = etree.tostring(body, encoding="unicode")
    return text.removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("a<br>b", "a<br/>b"),
        ("<p>&nbsp;&copy;&bogus;</p>", "<p>\xa0©&amp;bogus;</p>"),
        ("<p>a\x00\x1fb</p>", "<p>ab</p>"),
        ("<!-- a -- b -->text", "text"),
        ("<p>a<div>b</div></p>", "<div>a<div>b</div></div>"),
        ("<p><span><div>b</div></span></p>", "<div><div><div>b</div></div></div>"),
        ("<span><div>b</div></span>", "<div><div>b</div></div>"),
        ("<em><p>b</p></em>", "<p>b</p>"),
        ("<h2><div>b</div></h2>", "<h1><span>b</span></h1>"),
        ("<a href='#x'>a<a href='#y'>b</a></a>", '<a href="#x">a<span>b</span></a>'),
        ("<ul>text<p>p</p><li>i</li></ul>", "<ul><li>text<p>p</p></li><li>i</li></ul>"),
        ("<li>stray</li>", "<div>stray</div>"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "<dl><dt>t</dt><dd>d</dd></dl>"),
        ("<dl><dt>t</dt></dl>", '<div><div class="dt">t</div></div>'),
        (
            "<dl><div><dt>t</dt><dd>d</dd></div></dl>",
            "<dl><dt>t</dt><dd>d</dd></dl>",
        ),
        ("<table><tr><td>a<td>b</table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ("<center>c</center><tt>t</tt>", "<div>c</div><code>t</code>"),
        ("<script>x()</script><style>y</style>z", "z"),
        ("<p onclick='x()' style='color: red; text-align: center'>a</p>",
         '<p style="text-align: center">a</p>'),
        ("<input type='checkbox' checked> <input type=checkbox> <input name=x>",
         "☑\xa0 ☐\xa0 "),
        ("<h2>a</h2><h4>b</h4><h4>c</h4><h2>d</h2>", "<h1>a</h1><h2>b</h2><h2>c</h2><h1>d</h1>"),
        ("<i id='a'>1</i><i id='a'>2</i>", '<i id="a">1</i><i>2</i>'),
        ("<i id='a b:c'>1</i>", '<i id="a-b-c">1</i>'),
        ("<p lang='not a tag'>x</p>", "<p>x</p>"),
        ("<x-y>kept</x-y>", "kept"),
        ("<embed src='x'>after", "after"),
        ("<iframe src='https://e.org/f' title='F'></iframe>",
         '<a href="https://e.org/f" class="external">F</a>'),
        ("<video><source src='https://e.org/v'>none</video>",
         '<a href="https://e.org/v" class="external">https://e.org/v</a>'),
        ("<p>a <video src='b/c.mp4'></video></p>", "<p>a <span>c.mp4</span></p>"),
        ("<img src='https://e.org/i' alt='I'>",
         '<a href="https://e.org/i" class="external">I</a>'),
        ("<img src='gone.png' alt='I'>", '<span class="missing-image">I</span>'),
        ("</div></body></html>rest", "rest"),
        ("<pre>\n\n a\n</pre>", "<pre>\n a\n</pre>"),
    ],
)  # fmt: skip
def test_invalid_markup_is_corrected(markup: str, expected: str) -> None:
    assert mended(markup) == expected


def test_image_in_the_package() -> None:
    answer = mended("<img src='a.png' onerror='x()'>", {"a.png": "../a.png"})
    assert answer == '<img src="../a.png" alt=""/>'


def test_link_targets_between_items_move_into_the_next() -> None:
    assert mended("<ul><span id='a'></span><li>x</li></ul>") == (
        '<ul><li><span id="a"/>x</li></ul>'
    )


def test_svg_keeps_case_and_loses_active_content() -> None:
    markup = (
        "<svg viewBox='0 0 1 1' onload='x()'><linearGradient id='g'/><script>1</script>"
        "<image href='https://e.org/x.png'/><style>p{}</style></svg>"
    )
    body = conform(parse_body(well_formed(markup)), lambda *_: None)
    (drawing,) = body
    assert etree.QName(drawing).namespace == "http://www.w3.org/2000/svg"
    assert dict(drawing.attrib) == {"viewBox": "0 0 1 1"}
    assert [etree.QName(e).localname for e in drawing] == ["linearGradient", "image"]
    assert not drawing[1].attrib


def test_formula_has_a_text_alternative() -> None:
    body = conform(parse_body("<math><mi>x</mi><mo>&le;</mo><mn>2</mn></math>"), lambda *_: None)
    assert body[0].get("alttext") == "x≤2"


PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<li>", "<table>", "<tr>", "<td>",
    "</table>", "<b>", "</i>", "<i>", "text", "<dl>", "<dt>", "<dd>", "<a href='#x'>", "</a>",
    "<h3>", "</h3>", "<pre>", "</pre>", "<br>", "<hr/>", "&amp;", "<", ">", "]]>", "<svg>",
    "</svg>", "<math>", "<mi>", "</math>", "<figure>", "<figcaption>", "<ruby>", "<rt>",
    "<input type=checkbox>", "<select>", "<option>", "<!--", "-->", "<script>", "</script>",
    "<x:y z:w='1'>", "<details>", "<summary>", "<colgroup>", "<col>", "<caption>",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_random_markup_becomes_stable_xml(seed: int) -> None:
    """Conversion never fails, and is idempotent."""
    chooser = random.Random(seed)  # noqa: S311 -- a test's choice, no secret
    soup = "".join(chooser.choice(PIECES) for _ in range(40))
    once = conform(parse_body(well_formed(soup)), lambda *_: None)
    text = etree.tostring(once, encoding="unicode")
    twice = conform(etree.fromstring(text), lambda *_: None)
    assert etree.tostring(twice, encoding="unicode") == text


def test_the_time_of_a_code_block_grows_with_its_length() -> None:
    def seconds(tokens: int) -> float:
        body = parse_body(f"<pre>{'<span>x</span> = 1 ' * tokens}</pre>")
        start = time.process_time()
        conform(body, lambda *_: None)
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) < 8 * seconds(10_000)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ruby>a<rt>b</rt></ruby>c", "<ruby>a<rt>b</rt></ruby>c"),
        ("<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>", "<ruby>a<rt>b</rt></ruby>"),
        ("<ruby>a<rt>b</rt>c</ruby>d", "<ruby>a<rt>b</rt>c<rt/></ruby>d"),
        ("<ruby>a<rt>b</rt><b>c</b></ruby>", "<ruby>a<rt>b</rt><b>c</b><rt/></ruby>"),
        ("<ruby><rt>b</rt></ruby>", "<span><span>b</span></span>"),
        ("<ruby>a</ruby>", "<span>a</span>"),
    ],
)
def test_ruby_has_a_reading_for_each_text(source: str, expected: str) -> None:
    assert expected in mended(f"<p>{source}</p>")
