"""Blocks and shortcodes of WordPress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.importing.wordpress.body import body_html
from sphinx_anthology.importing.wordpress.shortcodes import Shortcodes
from tests.core.test_import_wordpress import run
from tests.wordpress_export import HEAD, TAIL, item

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
        "[box]in[/box] [toc] [vc_row][/vc_row] [x_y /] [rel to=x] "
        "[literal] [sic] [link](x) [two words] [[boxed]]"
    )
    assert Shortcodes({}, (), notices.append).expand(text) == text.replace("[[boxed]]", "[boxed]")
    names = [notice.split("]")[0][1:] for notice in notices]
    assert names == ["box", "toc", "vc_row", "x_y", "rel"]


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
