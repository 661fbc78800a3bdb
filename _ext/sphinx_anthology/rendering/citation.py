"""How to cite a post, at the end of its page: in words, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.formats.bibtex import bibtex
from sphinx_anthology.core.formats.cff import cff
from sphinx_anthology.core.formats.citation import Citation, uri
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.details import disclosure
from sphinx_anthology.nodes.inline import given_name
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.plain_title import shown_title
from sphinx_anthology.reading.language import words_of_the_book
from sphinx_anthology.rendering import byline_fields as facts
from sphinx_anthology.urls import absolute
from sphinx_bindery.common.builders import builder_of, is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.nodes.placeholders import postscript_placeholder

_ = get_translation("anthology")


def write_citations(env: BuildEnvironment, placeholders: Iterable[postscript_placeholder]) -> None:
    """End each post with how to cite it, below what its placeholder will become.

    That is where every post has a page of its own.
    """
    if not env.config.anthology_citations or not is_hosted(builder_of(env)):
        return
    posts = anthology_domain(env).catalogue.by_docname
    for placeholder in placeholders:
        if post := posts.get(placeholder.docname):
            place = placeholder.parent
            place.insert(place.index(placeholder) + 1, _cite_this(env, post))


def _cite_this(env: BuildEnvironment, post: Post) -> disclosure:
    """Return a citation in words and in two formats.

    The search index leaves it out, else every post would have the words of these formats.
    """
    citation = _citation(env, post)
    return disclosure(
        "",
        nodes.paragraph("", "", *facts.joined(_in_words(env, citation), ", ")),
        *_block("BibTeX", "bibtex", bibtex(citation)),
        *_block(_("Citation File Format (CITATION.cff)"), "yaml", cff(citation)),
        classes=["post-citation", "no-search", *words_of_the_book(env.config, post)],
        summary=_("Cite this post"),
    )


def _citation(env: BuildEnvironment, post: Post) -> Citation:
    """Return the facts. The address is that of this text, and never where it was retold from."""
    here = absolute(builder_of(env), post.docname) if base_url(env.config) else ""
    return Citation(
        post=post,
        title=" ".join(shown_title(env, post.docname).split()),
        name=anthology_domain(env).catalogue.name_of(post),
        book=" ".join(env.config.project.split()),
        maker=site_author(env.config),
        address=uri(post.canonical_url) or here,
    )


def _in_words(env: BuildEnvironment, citation: Citation) -> Iterator[nodes.Node]:
    post = citation.post
    for author in citation.authors:
        yield given_name("", author.name)
    quoted = nodes.inline()
    before, _slot, after = _("“{}”").partition("{}")
    language = [f"language-{post.lang}"] if post.lang else []
    quoted += [nodes.Text(before), given_name("", citation.title, classes=language)]
    quoted += nodes.Text(after)
    yield quoted
    yield nodes.title_reference("", "", given_name("", citation.book))
    if post.date:
        yield facts.date(env, post.date, "date")
    if citation.address:
        yield nodes.reference("", citation.address, refuri=citation.address, internal=False)


def _block(label: str, language: str, text: str) -> Iterator[nodes.Node]:
    yield nodes.paragraph("", label, classes=["label"])
    # other than its source, as Sphinx takes it, so that nothing colors it: that would cost a tenth
    # of a page, and nobody reads these lines closely
    yield nodes.literal_block("", text, classes=[language, "notranslate"])
