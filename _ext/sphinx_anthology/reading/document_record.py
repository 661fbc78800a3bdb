"""The collection of document records and excerpts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import docname_join

from sphinx import addnodes
from sphinx_anthology.core.posts.document_record import EMPTY_RECORD, DocumentRecord
from sphinx_anthology.core.posts.excerpt import cut_excerpt, mark_target
from sphinx_anthology.core.posts.template_tags import without_template_tags
from sphinx_anthology.core.relations.related_posts import keywords
from sphinx_anthology.core.values.text_length import count_words, one_line
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.addresses import addresses_in
from sphinx_anthology.nodes.cross_references import xref_target
from sphinx_anthology.nodes.placeholders import (
    index_placeholder,
    list_placeholder,
    only_expressions,
    query_placeholder,
)
from sphinx_anthology.reading.images import register_image
from sphinx_anthology.reading.post_warnings import warn_about_page, warn_about_post
from sphinx_anthology.reading.translations import translated
from sphinx_bindery.common.plain_text import formula_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_WITHOUT_TEXT = (nodes.footnote_reference, nodes.citation_reference, nodes.raw, nodes.image)


def collect_record(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: store the record of the document."""
    domain = anthology_domain(app.env)
    docname = app.env.current_document.docname
    post = domain.catalogue.by_docname.get(docname)
    texts = texts_in(doctree) if post else []
    needs_excerpt = docname == app.config.root_doc or (post and not post.description)
    image, image_digest = register_image(app.env, post) if post else ("", "")
    record = DocumentRecord(
        title_id=_title_id(doctree) if post else "",
        description=_translation(app.env, docname, post.description) if post else "",
        image_alt=_translation(app.env, docname, post.image_alt) if post else "",
        location=_translation(app.env, docname, post.location) if post else "",
        words=sum(map(count_words, texts)),
        excerpt=collect_excerpt(doctree, docname) if needs_excerpt else "",
        keywords=tuple(sorted(keywords(" ".join(texts)))),
        image=image,
        image_digest=image_digest,
        links=frozenset(_links(doctree, docname)),
        xref_targets=frozenset(_xref_targets(doctree, docname)),
        indexes=tuple(
            (node.taxonomy, only_expressions(node)) for node in doctree.findall(index_placeholder)
        ),
        lists=tuple(
            (node.query, node.style.group_by if isinstance(node, list_placeholder) else None)
            for node in doctree.findall(query_placeholder)
        ),
    )
    if record != EMPTY_RECORD:
        domain.records[docname] = record
    if post:
        warn_about_post(app, domain.scans[docname])
        if post.lang:
            # the builders of books read it, whichever key the front matter has
            app.env.metadata[docname]["lang"] = post.lang
    elif docname in domain.scans and docname != app.config.root_doc:
        warn_about_page(domain.scans[docname])


def _translation(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return the translation of a text; empty if there is none."""
    found = translated(env, docname, text)
    return "" if found == text else found


def _title_id(doctree: nodes.document) -> str:
    section = doctree.next_node(nodes.section)
    return section["ids"][0] if section and section["ids"] else ""


def _links(doctree: nodes.document, docname: str) -> Iterator[str]:
    """Yield the possible targets of cross-references, as labels and as docnames."""
    for reference in doctree.findall(addnodes.pending_xref):
        target = reference["reftarget"]
        yield target.lower()
        yield docname_join(docname, target)


def _xref_targets(doctree: nodes.document, docname: str) -> Iterator[str]:
    """Yield the unambiguous targets of cross-references, and the addresses of other links."""
    for reference in doctree.findall(addnodes.pending_xref):
        if target := xref_target(reference, docname):
            yield target
    for node in doctree.findall():
        for address in addresses_in(node):
            yield f"address:{address}"


def texts_in(root: nodes.Element) -> list[str]:
    """Return the texts that count for the reading time, without comments and code."""
    return [
        element.astext()
        for element in root.findall(nodes.TextElement)
        if not isinstance(element.parent, nodes.TextElement)
        and not isinstance(element, nodes.FixedTextElement | nodes.Invisible)
    ]


def collect_excerpt(root: nodes.Element, docname: str, count: int = 1) -> str:
    """Return the first paragraphs directly in a section, with marks for their cross-references.

    Paragraphs in lists, admonitions and containers do not introduce a post.

    Args:
        root: The document or a part of it, whose own paragraphs count too.
        docname: The document.
        count: The number of paragraphs.
    """
    found: list[str] = []
    for paragraph in root.findall(nodes.paragraph):
        is_direct = isinstance(paragraph.parent, nodes.section | nodes.document)
        if len(found) < count and (is_direct or paragraph.parent is root):
            text = one_line("".join(_parts(paragraph, docname)))
            found += [text] if text else []
    return cut_excerpt(" ".join(found)) if found else ""


def _parts(node: nodes.Element, docname: str) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            text = child.astext()
            yield text if isinstance(node, nodes.literal) else without_template_tags(text)
        elif isinstance(child, nodes.math):
            yield formula_text(child.astext())
        elif isinstance(child, addnodes.pending_xref):
            target = "" if child.get("refexplicit") else xref_target(child, docname)
            if target:
                yield mark_target(target)
            elif child.get("refdomain") != "cite":
                yield child.astext()
        elif isinstance(child, nodes.Element) and not isinstance(child, _WITHOUT_TEXT):
            yield from _parts(child, docname)
