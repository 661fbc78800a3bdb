"""Raw HTML of Markdown documents converted to docutils nodes."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_bindery.raw_html.blocks import convert_blocks
from sphinx_bindery.raw_html.inline import HtmlConverter
from sphinx_bindery.raw_html.inline_tags import pair_tags


class Messages(list[str]):
    """Collects what is not understood."""

    def __call__(self, message: str, _node: nodes.Node) -> None:
        self.append(message)


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def converter(messages: Messages) -> HtmlConverter:
    """Return a converter for which ``here.png`` is the only picture."""
    made = HtmlConverter(lambda address: address if address == "here.png" else None, messages)
    made.start(nodes.raw("", "", format="html"))
    return made


def shape(node: nodes.Node) -> object:
    """Return a tree as its tags and texts."""
    if isinstance(node, nodes.Text):
        return str(node)
    return (node.tagname, *map(shape, node.children))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<div class="warning admonition"><p class="admonition-title">Look</p>a</div>',
            [("warning", ("title", "Look"), ("paragraph", "a"))],
        ),
        ('<div class="admonition x"><p>a</div>', [("admonition", ("paragraph", "a"))]),
        ('<object data="here.png" type="image/png">a</object>', [("paragraph", ("image",))]),
        ('<x-block-child value="0"></x-block-child>', []),
        ('a<x-inline-child value="x"></x-inline-child>', [("paragraph", "a")]),
    ],
)
def test_admonitions_and_objects(
    html: str, expected: list[object], converter: HtmlConverter, messages: Messages
) -> None:
    assert read(html, converter) == expected
    assert messages == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<picture><source srcset="a.webp"><img src="here.png"></picture>', [("image",)]),
        (
            '<p><picture><source srcset="a"><source srcset="b"><img src="here.png"></picture>x</p>',
            [("paragraph", ("image",), "x")],
        ),
        ("<p>long<wbr>word, <b>long<wbr>er</b> one</p>", [
            ("paragraph", "long", "word, ", ("strong", "long", "er"), " one"),
        ]),
    ],
)  # fmt: skip
def test_void_elements_contain_nothing(
    html: str, expected: list[object], converter: HtmlConverter
) -> None:
    assert read(html, converter) == expected


def test_any_number_of_void_elements_is_read(converter: HtmlConverter, messages: Messages) -> None:
    found = read(f"<p>{'a<wbr>' * 1000}</p>", converter)
    assert found == [("paragraph", *["a"] * 1000)]
    assert messages == []


def test_nodes_that_tags_stand_for(converter: HtmlConverter) -> None:
    converter.children = [nodes.emphasis("", "x"), nodes.transition()]
    html = (
        '<div><pre>a</pre>b<x-inline-child value="0"></x-inline-child>'
        '<x-block-child value="1"></x-block-child></div>'
    )
    assert read(html, converter) == [
        ("literal_block", "a"),
        ("paragraph", "b", ("emphasis", "x")),
        ("transition",),
    ]


def read(text: str, converter: HtmlConverter) -> list[object]:
    return [shape(node) for node in convert_blocks(text, converter)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <b>b</b><i>c</i></p>", [("paragraph", "a ", ("strong", "b"), ("emphasis", "c"))]),
        ("<div>a<div>b</div>c</div>", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<blockquote>a<p>b", [("block_quote", ("paragraph", "a"), ("paragraph", "b"))]),
        ("<ol start=3><li>a</ol>", [("enumerated_list", ("list_item", ("paragraph", "a")))]),
        ("<ul>stray<li>a</ul>", [
            ("bullet_list",
             ("list_item", ("paragraph", "stray")), ("list_item", ("paragraph", "a"))),
        ]),
        ("<dl><dt>a<dd>b</dl>", [
            ("definition_list",
             ("definition_list_item", ("term", "a"), ("definition", ("paragraph", "b")))),
        ]),
        ("<pre>a\n  b</pre>", [("literal_block", "a\n  b")]),
        ("<h2>a</h2><hr>", [("rubric", "a"), ("transition",)]),
        ("<details><summary>a</summary>b</details>", [("rubric", "a"), ("paragraph", "b")]),
        ("<q>a</q><code>b</code>", [("paragraph", "\u201c", "a", "\u201d", ("literal", "b"))]),
        ("<a href='x'>a</a>", [("paragraph", ("reference", "a"))]),
        ("<a name='x'></a>", [("target",)]),
        ("<figure><img src='here.png'><figcaption>a</figcaption></figure>", [
            ("figure", ("image",), ("caption", "a")),
        ]),
        ("<figure><p>b</p><figcaption>a</figcaption></figure>", [
            ("paragraph", "b"), ("paragraph", "a"),
        ]),
        ("<p><a href='x'><img src='here.png'></a></p>", [("reference", ("image",))]),
        ("<script>a</script><style>b</style><!-- c -->", []),
        ("</div>", []),
        ("  \n", []),
        ("<br><br/>", []),
        ("&lt;b&gt; &amp; \x00", [("paragraph", "<b> & ")]),
    ],
)  # fmt: skip
def test_blocks(
    html: str, expected: list[object], converter: HtmlConverter, messages: Messages
) -> None:
    assert read(html, converter) == expected
    assert messages == []


@pytest.mark.parametrize(
    ("html", "text", "message"),
    [
        ("<my-box>kept</my-box>", "kept", "<my-box>: this HTML element is not supported"),
        ("<p><my-word>kept</my-word></p>", "kept", "<my-word>: this HTML element is not supported"),
        ("<svg><text>drawn</text></svg>", "", "<svg>: this drawing is left out"),
        ("<iframe>kept</iframe>", "kept", "<iframe>: this HTML element is not supported"),
        ("<img src='gone.png' alt='kept'>", "kept", "'gone.png': there is no such image"),
        ("<img src='data:x' alt='kept'>", "kept", "'data:x': there is no such image"),
        ("<div>" * 400 + "kept", "kept", ", so it is printed as plain text"),
    ],
)
def test_unsupported_html_is_reported_and_keeps_its_text(
    html: str, text: str, message: str, converter: HtmlConverter, messages: Messages
) -> None:
    shown = " ".join(node.astext() for node in convert_blocks(html, converter))
    assert shown.strip() == text
    (one,) = messages
    assert message in one


def test_a_decorative_drawing_is_left_out_without_a_warning(
    converter: HtmlConverter, messages: Messages
) -> None:
    assert read('<p>a <svg aria-hidden="true"><path/></svg></p>', converter) == [
        ("paragraph", "a ")
    ]
    assert messages == []


@pytest.mark.parametrize(
    ("html", "text", "address"),
    [
        ("<iframe src='//example.org/v' title='A film'></iframe>", "A film", "https://example.org/v"),
        ("<video><source src='a.mp4'>old browser</video>", "a.mp4", "a.mp4"),
        ("<object data='a.pdf'>A paper</object>", "A paper", "a.pdf"),
    ],
)  # fmt: skip
def test_embedded_content_becomes_a_link(
    html: str, text: str, address: str, converter: HtmlConverter, messages: Messages
) -> None:
    (paragraph,) = convert_blocks(html, converter)
    (link,) = paragraph.findall(nodes.reference)
    assert (link.astext(), link["refuri"]) == (text, address)
    assert messages == []


def test_styles_are_ignored_beyond_the_maximum_depth(converter: HtmlConverter) -> None:
    (paragraph,) = convert_blocks("<em>" * 100 + "a", converter)
    assert len(list(paragraph.findall(nodes.emphasis))) < 50
    assert paragraph.astext() == "a"


def test_image_sizes_that_are_lengths_are_kept(converter: HtmlConverter) -> None:
    (image, other) = convert_blocks(
        "<img src=here.png width=50% height=1.5.1><img src=here.png width='1..2' height=20>",
        converter,
    )
    assert (image.get("width"), image.get("height")) == ("50%", None)
    assert (other.get("width"), other.get("height")) == (None, "20")


def cells(html: str, converter: HtmlConverter) -> list[list[tuple[str, int, int]]]:
    """Return the rows of the only table: text, width and height of each cell."""
    (table,) = convert_blocks(html, converter)
    return [
        [
            (entry.astext(), 1 + entry.get("morecols", 0), 1 + entry.get("morerows", 0))
            for entry in row.children
        ]
        for row in table.findall(nodes.row)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", [
            [("a", 1, 1), ("b", 1, 1)], [("c", 1, 1), ("", 1, 1)],
        ]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [
            [("a", 1, 2), ("b", 1, 1)], [("c", 1, 1)],
        ]),
        ("<table><tr><td rowspan=9 colspan=2>a<tr></table>", [[("a", 2, 2)], []]),
        ("<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c</table>", [
            [("a", 1, 1), ("b", 1, 2)], [("c", 1, 1)],
        ]),
        ("<table><tr><td colspan=x>a<td colspan=0>b</table>", [[("a", 1, 1), ("b", 1, 1)]]),
        # A header ends where the body begins, whatever a cell says.
        ("<table><thead><tr><th rowspan=2>a</thead><tr><td>b</table>", [
            [("a", 1, 1)], [("b", 1, 1)],
        ]),
    ],
)  # fmt: skip
def test_every_row_of_a_table_covers_all_columns(
    html: str, expected: list[list[tuple[str, int, int]]], converter: HtmlConverter
) -> None:
    assert cells(html, converter) == expected


def test_first_rows_with_header_cells_only_are_header_rows(converter: HtmlConverter) -> None:
    (table,) = convert_blocks(
        "<table><caption> Words </caption><tr><th>a<th>b<tr><th>c<td>d</table>", converter
    )
    assert [head.astext() for head in table.findall(nodes.thead)] == ["a\n\nb"]
    assert [spec["stub"] for spec in table.findall(nodes.colspec)] == [1, 0]
    assert table.children[0].astext().strip() == "Words"


def paired(pieces: list[str | nodes.Node], converter: HtmlConverter) -> list[object]:
    """Return a line of text in which every piece that begins with ``<`` is a raw node."""
    paragraph = nodes.paragraph()
    for piece in pieces:
        if isinstance(piece, str):
            raw = piece.startswith("<")
            paragraph += nodes.raw("", piece, format="html") if raw else nodes.Text(piece)
        else:
            paragraph += piece
    pair_tags(paragraph, converter)
    assert all(child.parent is paragraph for child in paragraph.children)
    return [shape(child) for child in paragraph.children]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["<b>", "a", "</b>", "b"], [("strong", "a"), "b"]),
        (["<a href='x'>", nodes.emphasis("", "a"), "</a>"], [("reference", ("emphasis", "a"))]),
        (["<b>", "<i>", "a", "</b>", "</i>", "b"], [("strong", "a"), "b"]),
        (["<b>", "never closed"], ["never closed"]),
        (["never opened", "</b>"], ["never opened"]),
        (["a", "<br>", "b"], ["a", ("raw", "<br>"), "b"]),
        (["<span class='x'>", "a", "</span>", "<!-- c -->"], ["a"]),
        (["<code>", "a", "</code>"], [("literal", "a")]),
        (["<img src='here.png'>", "a"], [("image",), "a"]),
        (["<script>", "a", "</script>", "b"], ["b"]),
        (["a ", "<video src='a.mp4'>", "old", "</video>"], ["a ", ("reference", "a.mp4")]),
        (["<audio>", "<source src='b.mp3'>", "</audio>"], [("reference", "b.mp3")]),
        (["<iframe src='//a.example/' title='T'>", "</iframe>"], [("reference", "T")]),
        (["<iframe src='c'>", "never closed"], [("reference", "c"), "never closed"]),
        (["<video>", "no address", "</video>"], ["no address"]),
    ],
)
def test_inline_tags(
    pieces: list[str | nodes.Node],
    expected: list[object],
    converter: HtmlConverter,
    messages: Messages,
) -> None:
    assert paired(pieces, converter) == expected
    assert messages == []


@pytest.mark.parametrize("name", ["h1", "my-word"])
def test_a_block_element_inside_a_line_is_reported_and_keeps_its_text(
    name: str, converter: HtmlConverter, messages: Messages
) -> None:
    assert paired([f"<{name}>", "a", f"</{name}>"], converter) == ["a"]
    (message,) = messages
    assert f"<{name}>: this HTML element is inside a line of text" in message


def test_nested_definition_lists_are_converted_once(converter: HtmlConverter) -> None:
    depth = 30
    markup = "<dl><dt>t</dt><dd>d" * depth + "</dd></dl>" * depth
    (outer,) = convert_blocks(markup, converter)
    assert len(list(outer.findall(nodes.definition_list))) == depth
    assert len(list(outer.findall(nodes.term))) == depth
