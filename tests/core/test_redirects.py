"""Which post has an old address, and the page that leads to it."""

from __future__ import annotations

import pytest
from lxml import html

from sphinx_anthology.core.pages.redirects import (
    Redirect,
    SiteFile,
    accept_redirects,
    redirect_page,
)

DOCUMENT = SiteFile("posts/a.html", "the document 'posts/a'", "posts/a")
FEED = SiteFile("atom.xml", "the file 'atom.xml'")


def redirects(*told: str) -> list[Redirect]:
    pairs = (line.split(" ") for line in told)
    return [Redirect(docname, path, path) for docname, path in pairs]


def test_redirects_at_free_paths_are_accepted() -> None:
    wanted = redirects("posts/a old.html", "posts/a old/index.html", "posts/b older/index.html")
    assert accept_redirects(wanted, [DOCUMENT, FEED]) == (tuple(wanted), ())


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (
            ("posts/b posts/a.html",),
            "'posts/a.html' is the address of the document 'posts/a'; remove it",
        ),
        (
            ("posts/a posts/a.html",),
            "'posts/a.html' is the address of this post; remove it",
        ),
        (
            ("posts/b Posts/A.html",),
            "'Posts/A.html' differs only in case from the document 'posts/a'; remove it",
        ),
        (
            ("posts/b atom.xml/index.html",),
            (
                "'atom.xml/index.html' conflicts with the file 'atom.xml': "
                "a file and a folder cannot share a name; remove it"
            ),
        ),
        (
            ("posts/a x.html", "posts/b x.html"),
            ("'x.html' is an alias of posts/a, too; remove one, that of posts/a is used"),
        ),
        (
            ("posts/a STRASSE.html", "posts/b straße.html"),
            (
                "'straße.html' differs only in case from 'STRASSE.html', an alias of posts/a; "
                "remove one, that of posts/a is used"
            ),
        ),
        (
            ("posts/a \u00fc.html", "posts/b u\u0308.html"),
            (
                "'u\u0308.html' differs only in case from '\u00fc.html', an alias of posts/a; "
                "remove one, that of posts/a is used"
            ),
        ),
        (
            ("posts/a x.html/index.html", "posts/b x.html"),
            (
                "'x.html' conflicts with 'x.html/index.html', an alias of posts/a: "
                "a file and a folder cannot share a name; "
                "remove one, that of posts/a is used"
            ),
        ),
    ],
)
def test_a_rejected_redirect_has_a_message(told: tuple[str, ...], message: str) -> None:
    wanted = redirects(*told)
    accepted, rejected = accept_redirects(wanted, [DOCUMENT, FEED])
    assert accepted == tuple(wanted[:-1])
    assert rejected == ((wanted[-1], message),)


def test_one_post_may_say_an_address_twice() -> None:
    wanted = [
        Redirect("posts/a", "old/", "old/index.html"),
        Redirect("posts/a", "old", "old/index.html"),
    ]
    assert accept_redirects(wanted, []) == ((wanted[0],), ())


TITLE = 'A <b> & "c" ]]>\n\u202edesrever'


def page(**more: str) -> html.HtmlElement:
    words = "<Moved>: {title}!"
    return html.document_fromstring(redirect_page("../p's&q.html", TITLE, words, "en", **more))


def test_the_page_leads_to_the_post_and_says_so() -> None:
    tree = page()
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title") == '<Moved>: A <b> & "c" ]]> \u202edesrever!'
    (heading,) = tree.xpath("//main/h1")
    assert heading.text_content() == tree.findtext(".//title")
    (link,) = heading.iter("a")
    assert (link.get("href"), link.get("dir"), link.get("lang")) == ("../p's&q.html", "auto", None)
    metas = {
        meta.get("name") or meta.get("http-equiv"): meta.get("content")
        for meta in tree.iter("meta")
    }
    assert metas["refresh"] == "0; url=../p's&q.html"
    assert metas["robots"] == "noindex"
    assert metas["color-scheme"] == "light dark"
    assert not tree.xpath("//link | //script")


def test_the_page_tells_what_else_is_known() -> None:
    tree = page(canonical="https://e.org/?a&b", title_language="ar")
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://e.org/?a&b"]
    assert tree.xpath("//a/@lang") == ["ar"]
