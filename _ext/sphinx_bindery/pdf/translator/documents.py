"""The documents of a book, each resolved and translated to Typst on its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from sphinx.util import get_filetype
from sphinx.util.display import status_iterator

from sphinx_bindery.pdf.nesting import limit_nesting
from sphinx_bindery.pdf.typst.pieces import DocumentPieces
from sphinx_bindery.pdf.typst.source_map import warn
from sphinx_bindery.raw_html import replace_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder

    from sphinx_bindery.pdf.extension_nodes import ExtensionNodeRenderer
    from sphinx_bindery.pdf.outline import DocumentContext, OutlineItem
    from sphinx_bindery.pdf.translator import TypstTranslator
    from sphinx_bindery.pdf.translator.base import BookContext


@dataclass(frozen=True, slots=True)
class TranslatedDocuments:
    """The documents of a book as Typst markup.

    Attributes:
        pieces: The markup of each outline item; that of the opening of a part is empty.
        anchors: The labels of all anchors by the label that references use.
        header_column_tables: The number of tables with a header column.
    """

    pieces: Sequence[DocumentPieces]
    anchors: dict[str, str]
    header_column_tables: int


def translate_documents(
    builder: Builder,
    items: Sequence[OutlineItem],
    book: BookContext,
    extensions: ExtensionNodeRenderer,
) -> TranslatedDocuments:
    """Translate the documents of a book.

    Args:
        builder: The PDF builder.
        items: The outline of the book.
        book: The services that the translators share.
        extensions: The renderer of the nodes of other extensions.
    """
    pieces: list[DocumentPieces] = []
    anchors: dict[str, str] = {}
    tables = 0
    for item in status_iterator(
        items,
        "translating... ",
        "darkgreen",
        len(items),
        builder.config.verbosity,
        stringify_func=_name,
    ):
        if item.document is None:
            pieces.append(DocumentPieces(()))
            continue
        translator = _translate(builder, item.document, book, extensions)
        pieces.append(DocumentPieces.of(translator.astext(), translator.recorder.blocks))
        anchors.update(translator.anchors)
        tables += translator.header_column_tables
    return TranslatedDocuments(pieces, anchors, tables)


def _name(item: OutlineItem) -> str:
    """Return the name of an outline item in the progress display."""
    if item.document:
        return item.document.docname
    return item.part.title if item.part else ""


def _translate(
    builder: Builder,
    context: DocumentContext,
    book: BookContext,
    extensions: ExtensionNodeRenderer,
) -> TypstTranslator:
    """Resolve a document and replace what Typst has no markup for; return its translator."""
    docname = context.docname
    doctree = builder.env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
    builder.post_process_images(doctree)
    extensions.replace(doctree, docname)
    book.citations.replace(doctree, docname)
    kind = get_filetype(builder.config.source_suffix, builder.env.doc2path(docname))
    replace_html(
        doctree,
        resolve_image=partial(book.images.resolve_html, docname=docname),
        warn=warn,
        is_markdown=kind != "restructuredtext",
    )
    limit_nesting(doctree)
    translator = cast("TypstTranslator", builder.create_translator(doctree, builder, context, book))
    doctree.walkabout(translator)
    return translator
