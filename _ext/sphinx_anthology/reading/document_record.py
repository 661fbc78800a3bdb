"""While a document is read: what its text tells is kept, and the mistakes of a post are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import docname_join

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.document_record import NOTHING, Reading
from sphinx_anthology.core.posts.known_terms import known_tags
from sphinx_anthology.core.posts.spelling import fold
from sphinx_anthology.core.relations.keywords import keywords
from sphinx_anthology.core.values.reading_time import count_words
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import mention
from sphinx_anthology.nodes.only_expressions import conditions
from sphinx_anthology.nodes.placeholders import index_placeholder, query_placeholder
from sphinx_anthology.reading.excerpts import collect_excerpt
from sphinx_anthology.reading.images import note_picture
from sphinx_anthology.warnings import warn, warn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post import Post


def note_document(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``.

    The mistakes are told each time the file is read, as Sphinx does of its own finds.
    """
    domain = anthology_domain(app.env)
    docname = app.env.current_document.docname
    post = domain.catalogue.by_docname.get(docname)
    texts = list(_texts(doctree)) if post else []
    is_asked_for = docname == app.config.root_doc or (post and not post.description)
    picture, picture_digest = note_picture(app.env, post) if post else ("", "")
    reading = Reading(
        words=sum(map(count_words, texts)),
        excerpt=collect_excerpt(doctree, docname) if is_asked_for else "",
        keywords=tuple(sorted(keywords(" ".join(texts)))),
        picture=picture,
        picture_digest=picture_digest,
        links=frozenset(_targets(doctree, docname)),
        mentions=frozenset(_mentions(doctree, docname)),
        indexes=tuple(
            (node.taxonomy, conditions(node)) for node in doctree.findall(index_placeholder)
        ),
        lists=tuple(node.query for node in doctree.findall(query_placeholder)),
    )
    if reading != NOTHING:
        domain.readings[docname] = reading
    if post:
        _tell_mistakes(app, post)


def _tell_mistakes(app: Sphinx, post: Post) -> None:
    domain = anthology_domain(app.env)
    for problem in domain.scans[post.docname].problems:
        warn_of(problem, post.docname)
    if app.config.anthology_closed_tags:
        terms = known_tags(app.config.anthology_tags)
        known = [spelling for term in terms for spelling in (*term.spellings, term.name)]
        folded = frozenset(map(fold, known))
        for tag in domain.scans[post.docname].post.tags:
            if fold(tag) not in folded:
                message = f"anthology_tags has no tag {tag!r}{did_you_mean(tag, known)}"
                warn(Kind.TAG, message, (post.docname, post.line_of("tags")))


def _targets(doctree: nodes.document, docname: str) -> Iterator[str]:
    """Yield what the document refers to, as docnames where these may be meant and as labels."""
    for reference in doctree.findall(addnodes.pending_xref):
        target = reference["reftarget"]
        yield target.lower()
        yield docname_join(docname, target)


def _mentions(doctree: nodes.document, docname: str) -> Iterator[str]:
    """Yield what the document refers to for certain, each with its kind."""
    references = doctree.findall(addnodes.pending_xref)
    return filter(None, (mention(reference, docname) for reference in references))


def _texts(doctree: nodes.document) -> Iterator[str]:
    """Yield what a reader reads: no comments, and no code, which nobody reads at that pace."""
    for element in doctree.findall(nodes.TextElement):
        if not isinstance(element.parent, nodes.TextElement) and not isinstance(
            element, nodes.FixedTextElement | nodes.Invisible
        ):
            yield element.astext()
