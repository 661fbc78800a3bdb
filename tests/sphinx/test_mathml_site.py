"""Formulas on the HTML site: MathML without scripts, and warnings with a location."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


def page(app: SphinxTestApp) -> html.HtmlElement:
    app.build(force_all=True)
    return html.document_fromstring((app.outdir / "index.html").read_text(encoding="utf-8"))


@pytest.mark.sphinx("html", testroot="epub-math")
def test_site_has_mathml_and_no_script_for_it(app: SphinxTestApp) -> None:
    site = page(app)
    scripts = [script.get("src", "") for script in site.iter("script")]
    assert not [source for source in scripts if "mathjax" in source.lower()]
    formulas = {m.get("alttext"): m.get("display") for m in site.iter("math")}
    assert formulas == {
        "a^2 < b": "inline",
        r"e^{i\pi} + 1 = 0": "block",
        r"\begin{align} a &= b \end{align}": "block",
    }


@pytest.mark.sphinx("html", testroot="epub-math")
def test_numbers_and_labels_are_kept(app: SphinxTestApp) -> None:
    site = page(app)
    (block,) = site.xpath("//div[@id='equation-euler']")
    assert block.xpath("string(.//span[@class='eqno'])").startswith("(1)")
    assert site.xpath("//a[@href='#equation-euler' and contains(@class, 'reference')]")


@pytest.mark.sphinx("html", testroot="epub-math")
def test_random_labels_are_not_in_the_page(app: SphinxTestApp) -> None:
    assert [i for i in page(app).xpath("//@id") if i.startswith("equation-")] == ["equation-euler"]


@pytest.mark.sphinx("html", testroot="epub-math")
def test_an_invalid_formula_is_shown_as_latex_with_a_warning(app: SphinxTestApp) -> None:
    site = page(app)
    assert [code.text_content() for code in site.iter("code")] == [r"\nosuch{<x>}"]
    (warning,) = [line for line in app.warning.getvalue().splitlines() if "MathML" in line]
    assert "index.md:11: WARNING" in warning
    assert r"\nosuch" in warning
    assert "[bindery.math]" in warning


@pytest.mark.sphinx("html", testroot="epub-math", confoverrides={"html_math_renderer": "mathjax"})
def test_another_renderer_can_be_set(app: SphinxTestApp) -> None:
    assert not list(page(app).iter("math"))
    assert r"\nosuch" not in app.warning.getvalue()
