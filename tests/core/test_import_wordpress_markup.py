"""Blocks and shortcodes of WordPress."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.importing.wordpress.body import body_html
from sphinx_anthology.importing.wordpress.shortcodes import Shortcodes
from tests.core.test_import_wordpress import PNG, front_matter, run
from tests.wordpress_export import HEAD, TAIL, item, meta

if TYPE_CHECKING:
    from pathlib import Path


def test_a_block_without_content_takes_no_other_block_with_it() -> None:
    text = (
        '<!-- wp:heading {"level":3} --><h3>Head</h3><!-- /wp:heading -->\n'
        '<!-- wp:core/block2 {"ref":5,"a":{"b":"} --"}} /--><!-- wp:x {} /-->\n'
        '<!-- wp:image {"id":1} --><p>Last</p><!-- /wp:image -->'
    )
    notices: list[str] = []
    html, _notes = body_html(text, {}, (), "", notices.append)
    assert html.split() == ["<h3>Head</h3>", "<p>Last</p>"]
    assert [notice.split(": ")[0] for notice in notices] == ["wp:core/block2", "wp:x"]


def test_formulas_of_plugins_are_formulas(tmp_path: Path) -> None:
    body = (
        r"A $latex e^{i\pi} < -1&amp;bg=ffffff&s=2$ costs $5 or $latexy$, "
        "[latex]a_b &lt; *c*[/latex]"
        "\n\n<pre>$latex x$</pre>"
    )
    file = tmp_path / "export.xml"
    file.write_text(HEAD + item(1, body) + TAIL, encoding="utf-8")
    _code, target, report = run(file)
    text = (target / "2018" / "post-1.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert text == (
        "\nA {math}`e^{i\\pi} < -1` costs \\$5 or \\$latexy\\$, {math}`a_b < *c*`\n\n"
        "```text\n$latex x$\n```\n"
    )
    assert report["notices"] == []


def test_shortcodes_without_counterpart_are_named() -> None:
    notices: list[str] = []
    text = (
        "[box]in[/box] [toc] [my_row][/my_row] [x_y /] [rel to=x] "
        "[literal] [sic] [link](x) [two words] [[boxed]]"
    )
    assert Shortcodes({}, (), notices.append).expand(text) == text.replace("[[boxed]]", "[boxed]")
    names = [notice.split("]")[0][1:] for notice in notices]
    assert names == ["box", "toc", "my_row", "x_y", "rel"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[vimeo 123456]", "https://vimeo.com/123456"),
        ("[vimeo id=123456 w=640]", "https://vimeo.com/123456"),
        ("[vimeo https://vimeo.com/1 w=640]", "https://vimeo.com/1"),
        ("[wpvideo abcd1234 w=640]", "https://videopress.com/v/abcd1234"),
        ("[youtube ab-cd_efgh1]", "https://www.youtube.com/watch?v=ab-cd_efgh1"),
        ("[audio https://a.example.org/x.mp3|titles=One]", "https://a.example.org/x.mp3"),
        ("[tweet https://x.example.org/a/1 align=left]", "https://x.example.org/a/1"),
        ('[soundcloud url="https://s.example.org/1" width="9" /]', "https://s.example.org/1"),
        ("[gist]https://gist.example.org/a/1[/gist]", "https://gist.example.org/a/1"),
        ("[iframe src='https://a.example.org/?a=1&amp;b=2']", "https://a.example.org/?a=1&b=2"),
    ],
)
def test_embeds_are_links(text: str, address: str) -> None:
    notices: list[str] = []
    html = Shortcodes({}, (), notices.append).expand(text)
    assert html.strip() == f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
    assert notices == []


@pytest.mark.parametrize("text", ["[vimeo x]", "[wpvideo]", "[gist id=1]", "[tweets]"])
def test_embeds_without_an_address_are_named(text: str) -> None:
    notices: list[str] = []
    assert Shortcodes({}, (), notices.append).expand(text) == text
    assert len(notices) == (text != "[tweets]")


def test_shortcodes_for_the_layout_are_left_out() -> None:
    text = (
        '[vc_row a="b"][vc_column_text]one[/vc_column_text][/vc_row]'
        '[et_pb_text _x="1"]two[/et_pb_text]'
        "[fusion_builder_row]three[/fusion_builder_row][av_one_half first]four[/av_one_half]"
    )
    notices: list[str] = []
    assert Shortcodes({}, (), notices.append).expand(text) == "onetwothreefour"
    assert notices == []


def test_a_footnote_in_a_caption_is_one() -> None:
    shortcodes = Shortcodes({}, (), str)
    html = shortcodes.expand('[caption width="9"]<img src="a.png"> One[ref]two[/ref][/caption]')
    assert '<figcaption>One<x-note name="1"></x-note></figcaption>' in html
    assert shortcodes.footnotes == {"1": "two"}


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("_yoast_wpseo_metadesc", "For &amp; by", "For & by"),
        ("rank_math_description", "%excerpt%", "One two three"),
        ("_yoast_wpseo_metadesc", "%%title%% x", "One two three"),
        ("_aioseo_description", "100% sure", "100% sure"),
        ("other", "x", "One two three"),
    ],
)
def test_descriptions_come_from_plugins_or_the_text_before_the_jump(
    tmp_path: Path, key: str, value: str, expected: str
) -> None:
    file = tmp_path / "export.xml"
    text = "<ul><li>One</li><li>two</li></ul><p>three</p><!--more-->four"
    file.write_text(HEAD + item(1, text, more=meta(key, value)) + TAIL, encoding="utf-8")
    _code, target, _report = run(file)
    assert front_matter(target / "2018" / "post-1.md")["description"] == expected


def test_synced_patterns_are_in_the_posts_that_refer_to_them(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    refs = '<!-- wp:block {"ref":2} /--><!-- wp:block {"ref":9} /-->'
    inner = '<p>Pattern</p><!-- wp:block {"ref":3} /-->'
    blocks = item(2, inner, kind="wp_block") + item(3, f"<p>Inner</p>{inner}", kind="wp_block")
    file.write_text(HEAD + item(1, f"<p>a</p>{refs}") + blocks + TAIL, encoding="utf-8")
    _code, target, report = run(file)
    text = (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    assert text.split("---\n\n")[1].split()[:3] == ["a", "Pattern", "Inner"]
    assert [n["message"].split(":")[1] for n in report["notices"]] == ["block"]


def test_an_author_with_a_stray_bracket_is_the_known_one(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    odd = item(1, "x").replace("<dc:creator>ann", "<dc:creator>&gt;ann")
    other = item(2, "x").replace("<dc:creator>ann", "<dc:creator>&gt;ben")
    file.write_text(HEAD + odd + other + TAIL, encoding="utf-8")
    _code, target, _report = run(file)
    texts = [(target / "2018" / f"post-{n}.md").read_text(encoding="utf-8") for n in (1, 2)]
    assert "authors:\n- ann\n" in texts[0]
    assert 'authors:\n- ">ben"\n' in texts[1]


FILE = "https://blog.example.org/wp-content/uploads/2018/10/pot.png"
ATTACHMENT = (
    item(9, "", kind="attachment", status="inherit")
    .replace("<wp:post_id>", f"<wp:attachment_url>{FILE}</wp:attachment_url><wp:post_id>")
    .replace("2018/10/post-9/", "2018/10/post-1/pot/")
)


@pytest.mark.parametrize(
    "address",
    [
        "https://blog.example.org/?attachment_id=9",
        "https://blog.example.org/2018/10/post-1/pot/",
        "https://blog.example.org/2018/10/post-1/pot",
        FILE,
    ],
)
def test_a_picture_that_links_to_its_file_or_page_is_the_picture(
    tmp_path: Path, address: str
) -> None:
    picture = tmp_path / "uploads" / "2018" / "10" / "pot.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    small = FILE.replace(".png", "-300x200.png")
    text = f'<a href="{address}"><img src="{small}" alt="Pot"></a> <a href="{address}">words</a>'
    file = tmp_path / "export.xml"
    file.write_text(HEAD + item(1, text) + ATTACHMENT + TAIL, encoding="utf-8")
    _code, target, report = run(file)
    written = (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    assert written.endswith(f"![Pot](../images/10-pot.png) [words]({FILE})\n")
    assert report["notices"] == []


def test_a_picture_that_links_elsewhere_keeps_its_link(tmp_path: Path) -> None:
    picture = tmp_path / "uploads" / "2018" / "10" / "pot.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    file = tmp_path / "export.xml"
    text = f'<a href="https://shop.example.org/"><img src="{FILE}" alt="Pot"></a>'
    file.write_text(HEAD + item(1, text) + ATTACHMENT + TAIL, encoding="utf-8")
    _code, target, _report = run(file)
    written = (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    assert written.endswith("[![Pot](../images/10-pot.png)](https://shop.example.org/)\n")


def test_posts_have_all_their_coauthors(tmp_path: Path) -> None:
    """The plugin Co-Authors Plus has the authors as terms, and guests as items."""
    terms = "".join(
        f'<category domain="author" nicename="cap-{name}"><![CDATA[{name}]]></category>'
        for name in ("bob", "ann", "unknown")
    )
    guest = item(
        5, "", kind="guest-author",
        more=meta("cap-user_login", "bob") + meta("cap-display_name", "Bob Example"),
    )  # fmt: skip
    file = tmp_path / "export.xml"
    file.write_text(HEAD + item(1, "x", more=terms) + item(2, "y") + guest + TAIL, encoding="utf-8")
    _code, target, report = run(file)
    assert front_matter(target / "2018" / "post-1.md")["authors"] == ["bob", "ann"]
    assert front_matter(target / "2018" / "post-2.md")["authors"] == ["ann"]
    assert report["anthology_authors"]["bob"] == {"name": "Bob Example"}
    assert report["notices"] == []
