"""The grammar that the tests hold feeds against: what is Atom passes, and what is not fails."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from tests.atom_rules import against_grammar

NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="urn:x"'
)
FACTS = "<id>urn:a</id><title>T</title><updated>2014-11-10T09:30:00.5+01:00</updated>"
DIV = '<h:div h:a="1" b="2">T <h:p>u<h:br/></h:p></h:div>'


def feed(more: str = "", *, facts: str = FACTS, attributes: str = "") -> str:
    return f"<feed {NAMESPACES} {attributes}>{facts}{more}</feed>"


def entry(more: str = "", *, facts: str = FACTS, attributes: str = "") -> str:
    return f"<entry {NAMESPACES} {attributes}>{facts}{more}</entry>"


def date(text: str) -> str:
    return entry(f"<published>{text}</published>")


GOOD = {
    "entry alone": entry(),
    "order": feed(
        "<subtitle/><author><uri>a</uri><name>N</name></author><logo>l</logo><entry>"
        f"<source><updated>2014-01-01T00:00:00Z</updated></source>{FACTS}</entry>",
        facts="<updated>2014-01-01T00:00:00Z</updated><rights>R</rights><title/><id>urn:b</id>",
    ),
    "everything of a feed": feed(
        '<author><name>N</name></author><category term="t" scheme="urn:s" label="l"/>'
        '<contributor><name/><email>a@b</email></contributor><generator uri="u" version="1">g'
        '</generator><icon>i</icon><logo/><link href="?a=1&amp;b=2#c" rel="self" type="a/b" '
        'hreflang="de-AT" title="T" length="9"/><link href="" rel="http://e.org/rel"/>'
        "<rights>R</rights><subtitle>S</subtitle>"
    ),
    "several": feed('<link href="a"/><link href="b"/><author><name/></author><category term=""/>'),
    "base and language": feed(attributes='xml:base="http://e.org/" xml:lang="sr-Latn-RS"'),
    "another's attribute": feed(attributes='x:any="1"'),
    "extensions": feed('<x:a/><x:b c="1">t</x:b><x:d e="1"><x:f/>t<h:p/></x:d>'),
    "extension of no namespace": feed("<item xmlns='' a='1'>t</item>"),
    "extension of a person": feed("<author><x:a/><name>N</name></author>"),
    "undefined content": feed('<link href="a">t<x:b/></link><category term="t">u</category>'),
    "text": entry("<summary type='text'>a &lt;b&gt;</summary><content/>"),
    "html": entry("<summary type='html'>&lt;p&gt;</summary><content type='html'>&lt;</content>"),
    "xhtml": entry(f"<rights type='xhtml'>{DIV}</rights><content type='xhtml'>{DIV}</content>"),
    "xml": entry("<content type='image/svg+xml'><x:svg w='1'><x:g/>t</x:svg></content>"),
    "base64": entry("<content type='application/zip'>UEsFBg==</content>"),
    "elsewhere": entry("<content src='a.mp3' type='audio/mpeg'/>"),
    "elsewhere, of any type": entry("<content src='a.mp3'/>"),
    "source": entry(
        "<source><author><name>N</name></author><category term='t'/><link href='a'/><x:a/>"
        "<generator>g</generator><icon>i</icon><logo>l</logo><rights/><subtitle/><title/>"
        "<id>urn:s</id></source>"
    ),
    "dates": date("2014-11-10T09:30:00Z"),
    "leap day": date("2012-02-29T00:00:00-12:30"),
    "letters of all scripts in an IRI": feed(facts=FACTS.replace("urn:a", "http://e.org/ü/א")),
}


@pytest.mark.parametrize("document", GOOD.values(), ids=GOOD)
def test_what_is_atom_passes(document: str) -> None:
    assert against_grammar(etree.fromstring(document)) == []


def without(element: str) -> str:
    return re.sub(f"<{element}>.*</{element}>", "", FACTS)


BAD = {
    **{
        f"{make.__name__} without {name}": make(facts=without(name))
        for make in (feed, entry)
        for name in ("id", "title", "updated")
    },
    "two ids": entry("<id>urn:b</id>"),
    "two updated": feed("<updated>2014-01-01T00:00:00Z</updated>"),
    "two titles": entry("<title/>"),
    "two contents": entry("<content/><content/>"),
    "two generators": feed("<generator/><generator/>"),
    "two sources": entry("<source/><source/>"),
    "another root": f"<source {NAMESPACES}/>",
    "no namespace": f"<feed>{FACTS}</feed>",
    "another namespace": f"<feed xmlns='http://purl.org/atom/ns#'>{FACTS}</feed>",
    "metadata after an entry": feed(f"<entry>{FACTS}</entry><subtitle/>"),
    "extension after an entry": feed(f"<entry>{FACTS}</entry><x:a/>"),
    "unknown element of Atom": feed("<modified>2014-01-01T00:00:00Z</modified>"),
    "element of an entry in a feed": feed("<published>2014-01-01T00:00:00Z</published>"),
    "element of a feed in an entry": entry("<subtitle/>"),
    "entry in an entry": entry(f"<entry>{FACTS}</entry>"),
    "summary in a source": entry("<source><summary/></source>"),
    "text between": feed("t"),
    "attribute of a feed": feed(attributes="version='1'"),
    "attribute of an entry": entry(attributes="id='1'"),
    "attribute of a link": feed("<link href='a' media='b'/>"),
    "attribute of a title": entry(facts=FACTS.replace("<title>", "<title mode='escaped'>")),
    "no language": feed(attributes="xml:lang='en_US'"),
    "no language of a link": feed("<link href='a' hreflang='1'/>"),
    "no name": feed("<author><uri>a</uri></author>"),
    "two names": feed("<author><name/><name/></author>"),
    "author of text": feed("<author>N</author>"),
    "no address of mail": feed("<author><name/><email>nobody</email></author>"),
    "attribute of a name": feed("<author><name xml:lang='en'>N</name></author>"),
    "no href": feed("<link rel='self'/>"),
    "space in an address": feed("<link href='a b'/>"),
    "angle in an address": feed("<link href='a&lt;b'/>"),
    "rel of several": feed("<link href='a' rel='self alternate'/>"),
    "no type of media": feed("<link href='a' type='html'/>"),
    "no term": feed("<category label='l'/>"),
    "id of no scheme": feed(facts=FACTS.replace("urn:a", "a")),
    "empty id": feed(facts=FACTS.replace("urn:a", "")),
    "element in an id": feed(facts=FACTS.replace("urn:a", "urn:a<x:b/>")),
    "element in text": entry("<summary>a<x:b/></summary>"),
    "element in html": entry("<content type='html'><h:p/></content>"),
    "unknown type of text": entry("<summary type='text/plain'>a</summary>"),
    "elements of no type": entry("<content><x:svg/></content>"),
    "xhtml without its div": entry("<content type='xhtml'><h:p/></content>"),
    "xhtml of two": entry(f"<content type='xhtml'>{DIV}{DIV}</content>"),
    "xhtml with others": entry("<content type='xhtml'><h:div><x:a/></h:div></content>"),
    "here and elsewhere": entry("<content src='a'>t</content>"),
    "elsewhere as text": entry("<content src='a' type='html'/>"),
    **{
        f"date {text!r}": date(text)
        for text in (
            *("", "2014", "2014-11", "2014-11-10", "2014-11-10T09:30Z", "2014-11-10T09:30:00"),
            *("2014-11-10 09:30:00Z", "2014-11-10t09:30:00z", "2014-11-10T09:30:00+0100"),
            *("2014-13-10T09:30:00Z", "2014-02-29T09:30:00Z", "2014-11-10T25:30:00Z"),
            *("10 Nov 2014 09:30:00 +0100", "-2014-11-10T09:30:00Z", "12014-11-10T09:30:00Z"),
        )
    },
}


@pytest.mark.parametrize("document", BAD.values(), ids=BAD)
def test_what_is_not_fails(document: str) -> None:
    assert against_grammar(etree.fromstring(document))
