"""The directive ``{anthology}``: all posts as the toctrees of the page that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.other import int_or_nothing
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.groups import Group, GroupBy
from sphinx_anthology.core.posts.toctree_groups import all_posts
from sphinx_anthology.directives.filter_options import choice
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable

_ = get_translation("anthology")


class AnthologyDirective(SphinxDirective):
    """Places every post: one toctree for each group, with the group's name as its caption.

    Being real toctrees, they are the parts of the PDF and of the ePub's navigation too.
    """

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "by": directives.unchanged,
        "order": directives.unchanged,
        "numbered": int_or_nothing,
        "titlesonly": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the toctrees, and remember what they hold."""
        domain = anthology_domain(self.env)
        docname = self.env.current_document.docname
        if docname in domain.visible:
            message = "{anthology} does not stand in a post: put it into a page that is none"
            warn(Kind.REF, message, (docname, self.lineno))
            return []
        listing = all_posts(
            domain.catalogue,
            choice(self, "by", list(GroupBy)),
            newest_first=choice(self, "order", ["oldest", "newest"]) == "newest",
        )
        domain.note_listing(docname, listing)
        wrapper = nodes.compound(classes=["toctree-wrapper"])
        wrapper += [self._toctree(group, listing.by, docname) for group in listing.groups]
        return [wrapper] if listing.groups else []

    def _toctree(self, group: Group, by: GroupBy, docname: str) -> addnodes.toctree:
        docnames = list(group.docnames)
        caption = _caption(group, by)
        toctree = addnodes.toctree(
            parent=docname,
            entries=[(None, name) for name in docnames],
            includefiles=docnames,
            maxdepth=-1,
            caption=caption,
            rawcaption=caption,
            glob=False,
            hidden=False,
            includehidden=False,
            numbered=self.options.get("numbered", 0),
            titlesonly="titlesonly" in self.options,
        )
        self.set_source_info(toctree)
        return toctree


def _caption(group: Group, by: GroupBy) -> str | None:
    if group.name is not None:
        return group.name
    match by:
        case GroupBy.YEAR:
            return _("Undated")
        case GroupBy.NONE:
            return None
        case _:
            return _("Other posts")
