"""The directives ``{tag-index}``, ``{series-index}``, ``{author-index}`` and ``{archive}``.

While a page is read, a placeholder stands for the index; when an output is written, it becomes a
definition list of names and cross-references, which every builder writes in its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .core.index_entries import IndexKind, index_entries
from .cross_references import link_to_post
from .domain import anthology_domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .core.index_entries import IndexEntry

_ = get_translation("anthology")


class index_placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils' way)
    """Stands where the index of ``kind`` will, in the document ``docname``."""


class IndexDirective(SphinxDirective):
    """Leaves a placeholder for the index that the directive's name asks for."""

    KINDS: ClassVar[dict[str, IndexKind]] = {
        "tag-index": IndexKind.TAG,
        "series-index": IndexKind.SERIES,
        "author-index": IndexKind.AUTHOR,
        "archive": IndexKind.YEAR,
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, and remember that the page shows this index."""
        kind = self.KINDS[self.name]
        docname = self.env.current_document.docname
        anthology_domain(self.env).note_index(docname, kind)
        placeholder = index_placeholder(kind=kind.value, docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]


class WriteIndexes(SphinxPostTransform):
    """Turns each placeholder into what readers see."""

    default_priority = 4  # before cross-references are resolved (10)

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders; an index of nothing says so in a sentence."""
        catalogue = anthology_domain(self.env).catalogue
        for placeholder in list(self.document.findall(index_placeholder)):
            entries = index_entries(catalogue, IndexKind(placeholder["kind"]))
            placeholder.replace_self(_index(entries, placeholder["kind"], placeholder["docname"]))


def _index(entries: Sequence[IndexEntry], kind: str, docname: str) -> nodes.Element:
    if not entries:
        text = _("There are no entries yet.")
        return nodes.paragraph(text, text, classes=["post-index"])
    items = [_item(entry, docname) for entry in entries]
    return nodes.definition_list("", *items, classes=["post-index", "with-pages", kind])


def _item(entry: IndexEntry, docname: str) -> nodes.definition_list_item:
    count = f"({len(entry.docnames)})"
    term = nodes.term(
        "",
        "",
        nodes.inline(entry.name, entry.name, classes=["index-name"]),
        nodes.Text(" "),
        nodes.inline(count, count, classes=["count"]),
    )
    posts = nodes.bullet_list(bullet="*")
    posts += list(_posts(entry, docname))
    return nodes.definition_list_item("", term, nodes.definition("", posts))


def _posts(entry: IndexEntry, docname: str) -> Iterator[nodes.list_item]:
    for target in entry.docnames:
        yield nodes.list_item("", nodes.paragraph("", "", link_to_post(target, docname)))
