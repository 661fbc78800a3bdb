"""The title of a post: what its front matter says, else its first heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from .domain import anthology_domain

if TYPE_CHECKING:
    from pathlib import Path

_ATX, _SETEXT = re.compile(r" {0,3}#(\s|$)"), re.compile(r" {0,3}=+\s*$")


class PostTitle(SphinxTransform):
    """Gives a post the heading that the key ``title`` names.

    A first heading that says something else makes way for it; where the text starts without a
    heading of the first level, as in blogs that keep the title in the front matter alone, the
    whole text moves under it.
    """

    default_priority: ClassVar[int] = 400  # after docutils' DocInfo (340) took the front matter

    def apply(self, **_kwargs: object) -> None:
        """Set the title."""
        docname = self.env.current_document.docname
        post = anthology_domain(self.env).catalogue.by_docname.get(docname)
        if post is None or not post.title:
            return
        heading = _heading(self.document)
        if heading is not None and _is_first_level(heading, self.env.doc2path(docname)):
            if heading.astext() != post.title:
                heading.rawsource = post.title
                heading.children = []
                heading += nodes.Text(post.title)
        else:
            _move_under(self.document, post.title)


def _heading(document: nodes.document) -> nodes.title | None:
    """Return the title of the section that the document opens with."""
    invisible = (nodes.Invisible, nodes.docinfo, nodes.field_list, nodes.system_message)
    for child in document.children:
        if isinstance(child, nodes.section):
            return next(iter(child.findall(nodes.title)), None)
        if not isinstance(child, invisible):
            return None
    return None


def _is_first_level(heading: nodes.title, file: Path) -> bool:
    """Look at the source, since a doctree does not tell ``#`` from ``##``."""
    if file.suffix != ".md" or not heading.line:
        return True
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    here = lines[heading.line - 1 : heading.line + 1]
    return bool(here) and bool(_ATX.match(here[0]) or any(map(_SETEXT.match, here[1:])))


def _move_under(document: nodes.document, title: str) -> None:
    kept = [child for child in document.children if isinstance(child, nodes.docinfo)]
    moved = [child for child in document.children if not isinstance(child, nodes.docinfo)]
    section = nodes.section(
        "", nodes.title(title, title), names=[nodes.fully_normalize_name(title)]
    )
    section.source, section.line = document.get("source"), 1
    section += moved
    document.children = []
    document += kept
    document += section
    document.note_implicit_target(section, section)
