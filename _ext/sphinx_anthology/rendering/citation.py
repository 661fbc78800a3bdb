"""The citation of a post, at the end of its page: as text, as BibTeX and as CFF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.core.formats.cff import cff
from sphinx_anthology.core.formats.citation import Citation, bibtex, uri
from sphinx_anthology.documents import page_url
from sphinx_anthology.nodes.html_elements import bidi_isolate, details
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.source_credit import credit_text
from sphinx_bindery.common.messages.text_language import get_translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder

    from sphinx_anthology.core.posts.post_view import PostView

_ = get_translation("anthology")


def render_citation(view: PostView, builder: Builder) -> details:
    """Return the citation of a post as text and in two formats.

    The search index excludes it, since every post would match the words of these formats.
    """
    citation = _citation(view, builder)
    message = _("Please cite this text as its preferred citation says.")
    return details(
        "",
        nodes.paragraph("", "", *fields.joined(_in_words(view, citation), fields.list_separator())),
        *([nodes.paragraph("", citation.credit)] if citation.credit else []),
        *_block("BibTeX", "bibtex", bibtex(citation)),
        *_block(_("Citation File Format (CITATION.cff)"), "yaml", cff(citation, message)),
        classes=["post-citation", "no-search", *fields.frame_classes(view)],
        summary=_("Cite this post"),
    )


def _citation(view: PostView, builder: Builder) -> Citation:
    """Return the data of a citation; its URL is the canonical URL, else that of the page."""
    config = builder.config
    work = view.post.based_on
    here = page_url(builder, view.docname) if base_url(config) else ""
    return Citation(
        post=view.post,
        title=" ".join(view.title.split()),
        name=view.name,
        book=" ".join(config.project.split()),
        book_author=site_author(config),
        address=uri(view.post.canonical_url) or here,
        credit=credit_text(work, view.text_language) if work else "",
    )


def _in_words(view: PostView, citation: Citation) -> Iterator[nodes.Node]:
    for author in citation.authors:
        yield bidi_isolate("", author.name)
    quoted = nodes.inline()
    before, _slot, after = _("“{}”").partition("{}")
    language = [f"language-{view.post.lang}"] if view.post.lang else []
    quoted += [nodes.Text(before), bidi_isolate("", citation.title, classes=language)]
    quoted += nodes.Text(after)
    yield quoted
    yield nodes.title_reference("", "", bidi_isolate("", citation.book))
    if view.summary.date:
        yield fields.date_field(view.summary.date, "date")
    if citation.address:
        yield nodes.reference("", citation.address, refuri=citation.address, internal=False)


def _block(label: str, language: str, text: str) -> Iterator[nodes.Node]:
    yield nodes.paragraph("", label, classes=["label"])
    # Sphinx does not highlight a block whose text differs from its raw source; highlighting would
    # take a tenth of the time of a page
    yield nodes.literal_block("", text, classes=[language, "notranslate"])
