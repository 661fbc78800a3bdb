"""The transforms of a post: its title, its language, and the placeholders around its text."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_anthology.core.posts.file_name import title_of_file
from sphinx_anthology.core.posts.post_problems import no_title_problem
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.placeholders import byline_placeholder, footer_placeholder
from sphinx_anthology.reading.translations import translated
from sphinx_anthology.warnings import warn_of


class PostTitle(SphinxTransform):
    """Transform that makes the key ``title`` the heading of a post.

    A document that opens with this heading is left alone. Any other is moved into a new section,
    since many blogs have titles only in the front matter; no heading of the text is lost. A post
    with neither the key nor a heading gets the name of its file.
    """

    default_priority: ClassVar[int] = 400  # after docutils' DocInfo (340)

    def apply(self, **_kwargs: object) -> None:
        """Add the heading, unless the document opens with it; warn if there is none."""
        docname = self.env.current_document.docname
        post = anthology_domain(self.env).catalogue.by_docname.get(docname)
        if post and post.title and not _opens_with_title(self.document, post.title):
            _wrap_in_section(self.document, translated(self.env, docname, post.title))
        elif post and not post.title and not any(self.document.findall(nodes.section)):
            title = title_of_file(docname)
            _wrap_in_section(self.document, title)
            warn_of(no_title_problem(title), docname)


def _opens_with_title(document: nodes.document, title: str) -> bool:
    """Return whether the document is one section with that title, translated or not."""
    invisible = (nodes.Invisible, nodes.docinfo, nodes.field_list, nodes.system_message)
    visible = [child for child in document.children if not isinstance(child, invisible)]
    if len(visible) != 1 or not isinstance(visible[0], nodes.section):
        return False
    heading = next(iter(visible[0].findall(nodes.title)), None)
    if heading is None:
        return False
    return _folded(title) in {_folded(heading.astext()), _folded(heading.rawsource)}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _wrap_in_section(document: nodes.document, title: str) -> None:
    kept = [child for child in document.children if isinstance(child, nodes.docinfo)]
    moved = [child for child in document.children if not isinstance(child, nodes.docinfo)]
    section = nodes.section(
        "", nodes.title(title, title), names=[nodes.fully_normalize_name(title)]
    )
    for node in (section, section[0]):
        node.source, node.line = document.get("source"), 1
    section += moved
    document.children = []
    document += kept
    document += section
    document.note_implicit_target(section, section)


class PostLanguage(SphinxTransform):
    """Transform that marks the language of a post whose front matter has one.

    docutils chooses quotation marks by the class, and makes it the attribute ``lang`` in HTML.
    """

    default_priority: ClassVar[int] = 740  # before quotation marks (750)

    def apply(self, **_kwargs: object) -> None:
        """Add the class to the sections at the top."""
        docname = self.env.current_document.docname
        post = anthology_domain(self.env).catalogue.by_docname.get(docname)
        for section in self.document.children if post and post.lang else ():
            if isinstance(section, nodes.section) and post:
                section["classes"].append(f"language-{post.lang}")


class PostPlaceholders(SphinxTransform):
    """Transform that adds the placeholders of the byline and the footer to each post."""

    default_priority: ClassVar[int] = 500  # after PostTitle

    def apply(self, **_kwargs: object) -> None:
        """Insert the placeholders."""
        docname = self.env.current_document.docname
        if docname not in anthology_domain(self.env).published:
            return
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        place: nodes.Element = sections[0] if sections else self.document
        titles = (nodes.Titular, nodes.docinfo, nodes.Invisible, nodes.field_list)
        index = next(
            (i for i, child in enumerate(place.children) if not isinstance(child, titles)),
            len(place.children),
        )
        place.insert(index, byline_placeholder(docname=docname))
        end: nodes.Element = sections[0] if len(sections) == 1 else self.document
        end += footer_placeholder(docname=docname)
