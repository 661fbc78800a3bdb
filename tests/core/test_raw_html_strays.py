"""Raw HTML with content where none may be: all of its text is in the PDF."""

from __future__ import annotations

import random
import re

import pytest
from docutils import nodes

from sphinx_bindery.raw_html.blocks import convert_blocks
from sphinx_bindery.raw_html.inline import HtmlConverter

ELEMENTS = [
    "table", "thead", "tbody", "tr", "td", "th", "caption", "div", "form", "p", "b", "a", "code",
    "span", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "select", "option",
    "details", "summary", "blockquote", "h3",
]  # fmt: skip
ROW = ("row", ("entry", ("paragraph", "x")))
TABLE = ("table", ("tgroup", ("colspec",), ("tbody", ROW)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table>D<tr><td>x</td></tr></table>", [("paragraph", "D"), TABLE]),
        ("<table><tr>E<td>x</td></tr></table>", [("paragraph", "E"), TABLE]),
        ("<table><div>H</div></table>", [("paragraph", "H")]),
        ("<table><caption>C</caption></table>", [("paragraph", "C")]),
        ("<table><tr><td>x</td></tr><tr></tr>F <b>G</b></table>", None),
        ("<table><table><tr><td>x</td></tr></table></table>", [TABLE]),
        ("<table>" * 20 + "<tr><td>x</td></tr>" + "</table>" * 20, [TABLE]),
        ("<table><tbody><table><tr><td>x</td></tr></table></tbody></table>", [TABLE]),
        ("<table><form><tr><td>x</td></tr></form></table>", [TABLE]),
        ("<table><tr><form>y<td>x</td></form></tr></table>", [("paragraph", "y"), TABLE]),
        ("<table><td>x</td></table>", [TABLE]),
        ("<table><caption>A</caption><caption>B</caption><tr><td>x</td></tr></table>", None),
        ("<dl>I</dl>", [("paragraph", "I")]),
        (
            "<dl>I<dt>t</dt> <p>J</p></dl>",
            [
                ("paragraph", "I"),
                (
                    "definition_list",
                    ("definition_list_item", ("term", "t"), ("definition", ("paragraph", "J"))),
                ),
            ],
        ),
        (
            "<dl><div><dt>t</dt></div><div><dd>d</dd></div></dl>",
            [
                (
                    "definition_list",
                    ("definition_list_item", ("term", "t"), ("definition", ("paragraph", "d"))),
                )
            ],
        ),
        ("<ul>stray<li>x</ul>", None),
        ("<select>A<option>B<optgroup label='o'>C</select>", None),
        ("<figure>A<figcaption>B</figcaption><figcaption>C</figcaption>D</figure>", None),
    ],
)
def test_stray_content_is_kept(html: str, expected: list[object] | None) -> None:
    converted = convert(html)
    if expected is not None:
        assert [shape(node) for node in converted] == expected
    assert words(converted) == sorted(re.sub("<[^>]*>", " ", html).split())


def test_no_nesting_of_elements_loses_or_repeats_a_word() -> None:
    for seed in range(300):
        source = random.Random(seed)  # noqa: S311 (no secret)
        count = source.randint(1, 12)
        html = nested(source, [f"w{number}" for number in range(count)])
        assert words(convert(html)) == sorted(f"w{number}" for number in range(count)), html


def nested(source: random.Random, texts: list[str]) -> str:
    """Return HTML with these words in elements that are nested at random."""
    if len(texts) == 1 and source.random() < 0.6:
        return f" {texts[0]} "
    cut = source.randrange(len(texts))
    before = nested(source, texts[:cut]) if cut else ""
    name = source.choice(ELEMENTS)
    return f"{before}<{name}>{nested(source, texts[cut:])}</{name}>"


def convert(html: str) -> list[nodes.Node]:
    converter = HtmlConverter(lambda _address: None, lambda _message, _node: None)
    converter.start(nodes.raw("", "", format="html"))
    return convert_blocks(html, converter)


def words(converted: list[nodes.Node]) -> list[str]:
    texts = [str(text) for node in converted for text in node.findall(nodes.Text)]
    return sorted(" ".join(texts).split())


def shape(node: nodes.Node) -> object:
    """Return a tree as its tags and texts."""
    if isinstance(node, nodes.Text):
        return str(node)
    return (node.tagname, *map(shape, node.children))
