"""The end of a post in HTML: related posts, and posts that link here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders._epub_base import EpubBuilder
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform

from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import link_to_post
from sphinx_anthology.nodes.placeholders import postscript_placeholder
from sphinx_anthology.reading.language import words_of_the_book
from sphinx_bindery.common.builders import builder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.domain import AnthologyDomain

_ = get_translation("anthology")


class PlacePostscript(SphinxTransform):
    """Puts the placeholder at the end of each post."""

    default_priority: ClassVar[int] = 500  # after PostTitle

    def apply(self, **_kwargs: object) -> None:
        """Append the placeholder to the section that holds the text."""
        docname = self.env.current_document.docname
        if docname not in anthology_domain(self.env).catalogue.by_docname:
            return
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        place: nodes.Element = sections[0] if len(sections) == 1 else self.document
        place += postscript_placeholder(docname=docname)


def write_postscripts(
    env: BuildEnvironment, placeholders: Iterable[postscript_placeholder]
) -> None:
    """Replace the placeholders; in a book one turns the page instead.

    A post that leads nowhere has no postscript.
    """
    domain = anthology_domain(env)
    builder = builder_of(env)
    in_html = builder.format == "html" and not isinstance(builder, EpubBuilder)
    for placeholder in placeholders:
        found = _postscript(domain, placeholder.docname) if in_html else None
        placeholder.replace_self([found] if found else [])


def shown_after(domain: AnthologyDomain, docname: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the docnames of the related posts, and of those that link to the post.

    The byline leads to the parts before and after; these are not named again.
    """
    if docname not in domain.catalogue.by_docname:
        return (), ()
    parts = domain.catalogue.parts(docname)
    neighbours = {name for part in parts for name in (part.previous, part.next)}
    related = [name for name in domain.relations.related.get(docname, ()) if name not in neighbours]
    return related, domain.relations.backlinks.get(docname, ())


def _postscript(domain: AnthologyDomain, docname: str) -> nodes.Element | None:
    related, backlinks = shown_after(domain, docname)
    if not related and not backlinks:
        return None
    post = domain.catalogue.by_docname[docname]
    postscript = nodes.container(
        classes=["postscript", *words_of_the_book(domain.env.config, post)]
    )
    for heading, kind, docnames in (
        (_("Related posts"), "related-posts", related),
        (_("Posts that link here"), "backlinks", backlinks),
    ):
        if docnames:
            items = [
                nodes.list_item("", nodes.paragraph("", "", link_to_post(target, docname)))
                for target in docnames
            ]
            title = nodes.rubric(heading, heading)
            title["heading-level"] = 2
            posts = nodes.bullet_list("", *items, bullet="*")
            postscript += nodes.container("", title, posts, classes=[kind])
    return postscript
