"""The expansion of ``{anthology}`` into toctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform

from sphinx import addnodes
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.post_list import ListStyle
from sphinx_anthology.core.posts.query import Query
from sphinx_anthology.core.posts.toctree_groups import GroupBy, toctree_groups
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.placeholders import (
    GENERATED,
    contents_placeholder,
    toctree_placeholder,
)
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import PRINTED_CAPTION

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.toctree_groups import Group

_ = get_translation("anthology")


class ToctreeExpansion(SphinxTransform):
    """Transform that replaces each ``{anthology}`` with one toctree per group of posts.

    Sphinx collects these toctrees (on ``doctree-read``) like any others, so they are also the parts
    of the PDF and of the ePub's navigation. The groups are stored, so that the next build can
    detect whether the page is outdated.
    """

    default_priority: ClassVar[int] = 5  # before captions are translated (10)

    def apply(self, **_kwargs: object) -> None:
        """Replace the placeholders."""
        domain = anthology_domain(self.env)
        for placeholder in list(self.document.findall(toctree_placeholder)):
            docname = placeholder.docname
            if docname in domain.published:
                message = "{anthology}: a post cannot contain it; write it in another document"
                warn(Kind.REF, message, (docname, placeholder.line or 1))
                placeholder.replace_self([])
                continue
            groups = toctree_groups(
                domain.catalogue, placeholder["by"], newest_first=placeholder["newest_first"]
            )
            domain.note_toctrees(docname, groups)
            wrapper = _wrapper(placeholder)
            wrapper += [_toctree(placeholder, group) for group in groups.groups]
            placeholder.replace_self(wrapper if groups.groups else [])


def _wrapper(placeholder: toctree_placeholder) -> nodes.Element:
    if not placeholder["show"]:
        return nodes.compound(classes=["toctree-wrapper"])
    style = ListStyle(show=placeholder["show"])
    return contents_placeholder(docname=placeholder.docname, query=Query(), style=style)


def _toctree(placeholder: toctree_placeholder, group: Group) -> addnodes.toctree:
    caption = _caption(group, placeholder["by"])
    toctree = addnodes.toctree(
        parent=placeholder.docname,
        entries=[(None, name) for name in group.docnames],
        includefiles=list(group.docnames),
        maxdepth=-1,
        caption=caption,
        rawcaption=caption,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=placeholder["numbered"],
        titlesonly=placeholder["titlesonly"],
    )
    toctree[GENERATED] = True
    if group.name is not None and placeholder["by"] is GroupBy.YEAR:
        # a heading that is a number alone says little in a screen reader
        toctree[PRINTED_CAPTION] = str(_("Posts of {name}")).format(name=group.name)
    toctree.source, toctree.line = placeholder.source, placeholder.line
    return toctree


def _caption(group: Group, by: GroupBy) -> str | None:
    if group.name is not None:
        return group.name
    match by:
        case GroupBy.YEAR:
            return str(_("Undated"))  # a lazy translation is not a str
        case GroupBy.NONE:
            return None
        case _:
            return str(_("Other posts"))
