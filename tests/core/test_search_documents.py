"""What Pagefind gets of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from sphinx_bindery.html.search.search_documents import remove_others, search_document

if TYPE_CHECKING:
    from pathlib import Path

TAGS = """
<meta name="description" content="a > b" />
<meta name='post:tag' content='1 > 0 "x"' data-pagefind-filter='tag[content]' />
<META name="post:date" content="2014" data-pagefind-meta="date[content]">
<link rel="alternate" href="data-pagefind-x" />
"""
BODY = (
    '<section id="one">\n<h1>One<a class="headerlink" href="#one">#</a></h1>\n'
    '<section class="a" id="two"><span id="old"></span><h2>Two</h2><p>Text &amp; more</p></section>'
    '<section id="three"><p>none</p></section></section>'
)


def document(body: str = BODY, tags: str = "") -> html.HtmlElement:
    text = search_document(title="<One> & more", metatags=tags, body=body, language="pt-BR")
    return html.document_fromstring(text)


def test_it_has_the_text_and_no_other_page_furniture() -> None:
    root = document()
    (body,) = root.xpath("//*[@data-pagefind-body]")
    assert " ".join(body.text_content().split()) == "One# TwoText & morenone"
    assert (root.get("lang"), root.findtext("head/title")) == ("pt-BR", "<One> & more")


def test_it_has_the_attributes_for_pagefind_alone() -> None:
    found = [meta.attrib for meta in document(tags=TAGS).xpath("//head/meta[@name]")]
    assert [meta["name"] for meta in found] == ["post:tag", "post:date"]
    assert found[0]["content"] == '1 > 0 "x"'
    assert found[1]["data-pagefind-meta"] == "date[content]"


def test_headings_of_sections_have_their_ids() -> None:
    root = document()
    assert root.xpath("//h2/@id") == ["two"]
    assert root.xpath("//section/@id") == ["one", "three"]


def test_numbers_of_notes_and_citations_are_left_out() -> None:
    note = '<a class="footnote-reference brackets" href="#a" id="id1" role="doc-noteref">1</a>'
    cited = (
        '<sup><a class="reference internal" href="b.html#c">7</a>,<a href="b.html#d">9</a></sup>'
    )
    link = '<a class="reference internal" href="b.html">there</a>'
    root = document(f"<p>Said.{note} Done.{cited} It is {link}, 10<sup>th</sup> of all.</p>")
    for ignored in root.xpath("//*[@data-pagefind-ignore]"):
        ignored.drop_tree()
    assert root.findtext(".//p") == "Said. Done. It is "
    assert root.find(".//p").text_content() == "Said. Done. It is there, 10th of all."


@pytest.mark.parametrize(
    ("body", "words"),
    [("<p>Straße</p>", {"strasse"}), ("<p>C/C++</p>", {"c++"}), ("<p>a</p>", set())],
)
def test_other_spellings_are_metadata(body: str, words: set[str]) -> None:
    spellings = " ".join(
        document(body).xpath("//meta[contains(@data-pagefind-meta, 'spell')]/@content")
    )
    assert set(spellings.split()) == words


def test_documents_of_other_pages_are_removed_with_their_folders(tmp_path: Path) -> None:
    for name in ("a.html", "posts/b.html", "posts/old/c.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    remove_others(tmp_path, {"a.html", "posts/b.html"})
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"a.html", "posts", "posts/b.html"}
