"""Removals of features: from the docutils tree that a builder writes, and from a written site."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

from docutils import nodes
from lxml import etree, html

from .feature_outputs import only

TreeRemoval = Callable[[nodes.document, str], None]
"""Changes the tree of the document of a name."""
SiteRemoval = Callable[[Path], None]
"""Changes the files of a site."""


def with_class(tree: nodes.Element, kind: str) -> list[nodes.Element]:
    return [node for node in tree.findall(nodes.Element) if kind in node.get("classes", ())]


def drop(node: nodes.Element) -> None:
    """Remove an element, and the link around it."""
    while isinstance(node.parent, nodes.reference):
        node = node.parent
    node.parent.remove(node)


def in_byline(docname: str, kind: str, containing: str = "") -> TreeRemoval:
    """Remove the elements of a class with some text from the byline of a post."""

    def remove(tree: nodes.document, name: str) -> None:
        if name == docname:
            for byline in with_class(tree, "byline"):
                for node in with_class(byline, kind):
                    if containing in node.astext():
                        drop(node)

    return remove


def without_links(docname: str, kind: str) -> TreeRemoval:
    """Replace the links in the elements of a class by their text."""

    def remove(tree: nodes.document, name: str) -> None:
        if name == docname:
            for element in with_class(tree, kind):
                for link in list(element.findall(nodes.reference)):
                    link.parent.replace(link, link.children)

    return remove


def in_section(section: str, *kinds: str) -> TreeRemoval:
    """Remove from a section of the lists the elements of each class, all its content if none."""

    def remove(tree: nodes.document, name: str) -> None:
        if name == "lists":
            found = only(s for s in tree.findall(nodes.section) if section in s["ids"])
            for kind in kinds:
                for node in with_class(found, kind):
                    drop(node)
            if not kinds:
                found[:] = found[:1]

    return remove


def index_entries(kind: str) -> TreeRemoval:
    """Remove what an index has of each term beside its name: the posts, or the link to them."""

    def remove(tree: nodes.document, name: str) -> None:
        if name == "lists":
            for index in with_class(tree, "post-index"):
                if kind in index["classes"]:
                    for definition in list(index.findall(nodes.definition)):
                        definition.parent.remove(definition)
                    for link in list(index.findall(nodes.reference)):
                        link.parent.replace(link, link.children)

    return remove


def other_words(docname: str, kind: str, before: str, after: str) -> TreeRemoval:
    """Show other words in the elements of a class of a byline."""

    def remove(tree: nodes.document, name: str) -> None:
        if name == docname:
            for byline in with_class(tree, "byline"):
                for node in with_class(byline, kind):
                    for words in list(node.findall(nodes.Text)):
                        words.parent.replace(words, nodes.Text(words.replace(before, after)))

    return remove


def language_marks(tree: nodes.document, name: str) -> None:
    """Remove the language of a post from its section, and from the metadata of its document."""
    if name == "posts/one":
        tree.settings.env.metadata[name].pop("lang", None)
        for node in with_class(tree, "language-ca"):
            node["classes"].remove("language-ca")


def language_of_the_byline(tree: nodes.document, name: str) -> None:
    if name == "posts/one":
        for node in with_class(tree, "byline"):
            node["classes"].remove("language-en")


def role_links(tree: nodes.document, name: str) -> None:
    if name == "posts/one":
        for node in with_class(tree, "xref"):
            node.parent.parent.replace(node.parent, node)


def role_words(tree: nodes.document, name: str) -> None:
    if name == "posts/one":
        for node in with_class(tree, "xref"):
            drop(node)


def pictures(tree: nodes.document, name: str) -> None:
    if name == "lists":
        for card in with_class(tree, "post-card"):
            for image in list(card.findall(nodes.image)):
                image.parent.remove(image)


def table_head(tree: nodes.document, name: str) -> None:
    if name == "lists":
        for head in list(tree.findall(nodes.thead)):
            head.parent.remove(head)


def page_without(name: str, xpath: str) -> SiteRemoval:
    """Remove elements from a page of the site."""

    def remove(site: Path) -> None:
        path = site / name
        page = html.document_fromstring(path.read_text("utf-8"))
        for element in page.xpath(xpath):
            element.drop_tree()
        path.write_bytes(etree.tostring(page, method="html", doctype="<!DOCTYPE html>"))

    return remove


def without_entries(name: str, tag: str) -> SiteRemoval:
    """Remove the elements of a name from an XML file."""

    def remove(site: Path) -> None:
        path = site / name
        tree = etree.fromstring(path.read_bytes())
        for element in list(tree.iter(f"{{*}}{tag}")):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
        path.write_bytes(etree.tostring(tree))

    return remove


def without_line(name: str, pattern: str) -> SiteRemoval:
    """Remove lines from a text file."""

    def remove(site: Path) -> None:
        path = site / name
        path.write_text(re.sub(pattern, "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")

    return remove


def without_file(name: str) -> SiteRemoval:
    def remove(site: Path) -> None:
        (site / name).unlink()

    return remove


def without_items(site: Path) -> None:
    path = site / "feed.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"items": []}), "utf-8")


def without_objects(site: Path) -> None:
    """Remove our objects from the inventory, whose lines are compressed after four of its head."""
    path = site / "objects.inv"
    *head, lines = path.read_bytes().split(b"\n", 4)
    kept = [
        ln for ln in zlib.decompress(lines).splitlines(keepends=True) if b" anthology:" not in ln
    ]
    path.write_bytes(b"\n".join([*head, zlib.compress(b"".join(kept))]))
