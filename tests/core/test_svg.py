"""SVG without what runs or loads, and CSS in it."""

from __future__ import annotations

import gzip
from itertools import pairwise

import pytest
from lxml import etree

from sphinx_bindery.common.pictures.css import safe_css
from sphinx_bindery.common.pictures.svg import SVG, SvgError, clean_svg, clean_svg_file, parse_svg

HEAD = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">'


def svg(content: str) -> bytes:
    return f"{HEAD}{content}</svg>".encode()


HARMLESS = [
    '<rect fill="url(#g)"/>',
    "<rect fill=\"url('#g')\"/>",
    "<rect fill='url(\"#g\")'/>",
    '<rect fill="url( #g )"/>',
    '<rect style="fill: url(&quot;#g&quot;); stroke: red"/>',
    '<rect fill="URL(#g) red" clip-path="url(#c)" filter="url(#f)"/>',
    '<use href="#a"/><use xlink:href="#b"/>',
    '<linearGradient id="b" xlink:href="#a"/>',
    '<image href="data:image/png;base64,AAAA"/>',
    '<image xlink:href="data:image/svg+xml,%3Csvg/%3E"/>',
    '<a href="https://a.example/?a=1&amp;b=2"><text>a</text></a>',
    '<a xlink:href="page.html#x"><text>a</text></a>',
    "<style>@namespace url(http://www.w3.org/2000/svg); .a{fill:url(#g)} /* url(x) */</style>",
    "<style>@font-face{font-family:A;src:url(data:font/woff2;base64,AAAA)}</style>",
    "<style><![CDATA[ a > b { fill: red } ]]></style>",
    '<animate attributeName="opacity" values="0;1" dur="1s"/>',
    '<set attributeName="fill" to="url(#g)"/>',
    "<title>a &lt;script&gt; b</title><desc>onload=url(x)</desc>",
    '<g aria-label="an image (1)" id="url"/>',
]


@pytest.mark.parametrize("content", HARMLESS)
def test_harmless_content_is_kept(content: str) -> None:
    expected = etree.fromstring(svg(content))
    data, removed = clean_svg_file(svg(content))
    assert removed == []
    assert etree.tostring(etree.fromstring(data), method="c14n") == etree.tostring(
        expected, method="c14n"
    )


HOSTILE = [
    "<script>ran(1)</script>",
    '<script xlink:href="https://evil.example/x.js"/>',
    '<g onload="ran(1)"/>',
    '<g ONCLICK="ran(1)"/>',
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">ran(1)</h:script>',
    '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="ran(1)"/>',
    '<metadata><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:ran(1)"/></metadata>',
    '<image href="https://evil.example/x.png"/>',
    '<image xlink:href="x.png"/>',
    '<image href="data:text/html,x"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use xlink:href="data:image/svg+xml,x#a"/>',
    '<feImage href="//evil.example/x.png"/>',
    '<a href="javascript:ran(1)"><text>a</text></a>',
    '<a xlink:href="java&#10;script:ran(1)"><text>a</text></a>',
    '<a href="data:text/html,x"><text>a</text></a>',
    '<a href="https://a.example" ping="https://evil.example"/>',
    '<animate attributeName="href" values="javascript:ran(1)"/>',
    '<set attributeName="xlink:href" to="javascript:ran(1)"/>',
    '<set attributeName="onclick" to="ran(1)"/>',
    '<set attributeName="fill" to="url(https://evil.example/x)"/>',
    '<rect fill="url(https://evil.example/x#g)"/>',
    "<rect fill=\"url('https://evil.example/x#g')\"/>",
    '<rect fill="\\75 rl(https://evil.example/x)"/>',
    '<rect style="fill: u\\rl(https://evil.example/x)"/>',
    '<rect style="fill: ur/**/l(x); background: url(https://evil.example/x"/>',
    '<rect style="background: image-set(&quot;https://evil.example/x&quot; 1x)"/>',
    '<rect xml:base="https://evil.example/" fill="url(#g)"/>',
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>@im\\70ort url(https://evil.example/x.css)</style>",
    "<style>a{fill:url(https://evil.example/x)}</style>",
    '<style>a{fill:url("https://evil.example/x)}</style>',
    "<style>@font-face{src:url(https://evil.example/x.woff)}</style>",
    '<style href="https://evil.example/x.css"/>',
]


@pytest.mark.parametrize("content", HOSTILE)
def test_hostile_content_is_removed_and_reported(content: str) -> None:
    data, removed = clean_svg_file(svg(content))
    assert removed
    text = data.decode().lower().replace("https://a.example", "")
    for word in ("evil", "ran(", "script", "foreignobject", "data:", "@import", "x.png"):
        assert word not in text
    assert clean_svg_file(data) == (data, [])


def test_only_the_unsafe_rule_of_a_style_sheet_is_removed() -> None:
    content = "<style>.a{fill:red}@import url(x.css);.b{fill:url(//x/y) ;stroke:url(#g)}</style>"
    root = parse_svg(svg(content))
    clean_svg(root)
    assert "".join(root.itertext()) == ".a{fill:red}.b{fill:none ;stroke:url(#g)}"


def test_what_stands_before_the_picture_is_removed() -> None:
    data = (
        '<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="https://evil.example/x.css"?>'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://evil.example/svg11.dtd"'
        f' [<!ENTITY ns "{SVG}"><!ENTITY a "text &amp; more">]>'
        '<svg xmlns="&ns;"><?xml-stylesheet href="https://evil.example/x.css"?>'
        "<text>&a;</text></svg>"
    ).encode()
    cleaned, _ = clean_svg_file(data)
    assert b"evil" not in cleaned
    assert b"DOCTYPE" not in cleaned
    assert "".join(map(str, etree.fromstring(cleaned).itertext())) == "text & more"


def test_an_external_entity_is_not_loaded() -> None:
    head = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "b">]>'
    cleaned, _ = clean_svg_file(head + svg("<text>a&a;</text>"))
    assert cleaned.endswith(b"<text>a</text></svg>\n")


@pytest.mark.parametrize("place", ['<svg xmlns="{}" id="&i;"/>', '<svg xmlns="{}">&i;</svg>'])
def test_entities_that_grow_are_refused(place: str) -> None:
    names = "abcdefghi"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    data = f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{entities}]>' + place.format(SVG)
    with pytest.raises(SvgError, match="amplification"):
        clean_svg_file(data.encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not well-formed"),
        (b"<svg", "not well-formed"),
        (b"<svg/>", "without xmlns"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><script>ran(1)</script></html>', "html, not"),
        (b"\x1f\x8bxx", "not a whole compressed"),
        (gzip.compress(b"<svg", mtime=0), "not well-formed"),
        (svg("<g>" * 100_000 + "</g>" * 100_000), "depth"),
    ],
)
def test_other_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SvgError, match=reason):
        clean_svg_file(data)


def test_a_compressed_picture_stays_compressed_and_a_bomb_is_refused() -> None:
    data, removed = clean_svg_file(gzip.compress(svg("<script/><g/>")))
    assert removed == ["script"]
    assert gzip.decompress(data).endswith(b"<g/></svg>\n")
    with pytest.raises(SvgError, match="larger than"):
        clean_svg_file(gzip.compress(svg(" " * (65 * 1024 * 1024))))


def test_another_encoding_cannot_hide_markup() -> None:
    data = '<?xml version="1.0" encoding="utf-16"?>' + svg("<script>ran(1)</script>").decode()
    assert b"script" not in clean_svg_file(data.encode("utf-16"))[0]


def test_metadata_is_kept_unless_the_picture_must_be_static() -> None:
    content = (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:License '
        'xmlns:cc="http://creativecommons.org/ns#" rdf:about="x"/></rdf:RDF></metadata>'
        '<animate attributeName="x"/><other xmlns="https://a.example/ns"/>'
    )
    root = parse_svg(svg(content))
    assert clean_svg(root) == []
    assert [etree.QName(e).localname for e in root.iter()] == [
        "svg", "metadata", "RDF", "License", "animate",
    ]  # fmt: skip
    clean_svg(root, is_static=True)
    assert [etree.QName(e).localname for e in root.iter()] == ["svg", "metadata"]


def test_css_without_anything_unsafe_is_unchanged() -> None:
    css = "/* url(x) */ .a\\31 { fill: url( '#g' ) } @media print { b { color: red } }"
    assert safe_css(css) == css


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [("page.html#x", False), ("/a", False), ("#x", True), ("https://a.example/", True)],
)
def test_a_static_picture_has_no_link_relative_to_its_file(address: str, *, is_kept: bool) -> None:
    for name in ("href", "xlink:href"):
        root = parse_svg(svg(f'<a {name}="{address}"><text>a</text></a>'))
        assert clean_svg(root, is_static=True) == []
        (link,) = root
        assert list(link.attrib.values()) == ([address] if is_kept else [])
        assert "".join(link.itertext()) == "a"
