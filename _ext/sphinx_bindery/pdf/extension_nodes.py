"""Nodes of other extensions that have no Typst visitor, rendered by their HTML visitors.

The HTML around the children of such a node becomes docutils nodes, as raw HTML in Markdown does;
the children stay as they are, and are translated like all others. So a theorem keeps its number, a
video becomes a link, and a drawing that a program has made becomes an image.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import MemoryHandler, pending_logging

from sphinx_bindery.common.extension_nodes.markup import Translator, complete_markup
from sphinx_bindery.common.extension_nodes.visitors import (
    ExtensionNodes,
    block_content,
    node_handlers,
)
from sphinx_bindery.pdf.translator import TypstTranslator
from sphinx_bindery.pdf.typst.source_map import warn
from sphinx_bindery.raw_html.blocks import convert_blocks
from sphinx_bindery.raw_html.inline import HtmlConverter
from sphinx_bindery.raw_html.vocabulary import BLOCK_CHILD, INLINE_CHILD

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_bindery.pdf.images import BookImages

_TITLES = (nodes.title, nodes.subtitle, nodes.caption)


class NodeHtmlBuilder(ExtensionNodes, StandaloneHTMLBuilder):
    """HTML builder that writes no pages, for translators of single nodes.

    Its name is ``epub``, because extensions write HTML without scripts for a builder of this name.
    """

    name = "epub"
    theme = None  # type: ignore[assignment]

    def __init__(self, app: Sphinx, folder: Path) -> None:
        tags = {*app.tags}
        super().__init__(app, app.env)
        for name, value in vars(app.builder).items():  # extensions store values on the builder
            if not hasattr(self, name):
                setattr(self, name, value)
        for tag in {*app.tags} - tags:  # the conditions of ``only`` are those of the PDF
            app.tags.remove(tag)
        self.outdir = folder
        self.images = app.builder.images
        Path(folder, "_images").mkdir(parents=True)
        self.imagedir = self.imgpath = "_images"
        self.dlpath = "_downloads"
        self.init_highlighter()

    def open_document(self, document: nodes.document, docname: str) -> Translator:
        """Return a translator for nodes of a document."""
        self.current_docname = docname
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        settings, document.settings = document.settings, self._settings
        try:
            return self.create_translator(document, self)
        finally:
            document.settings = settings


class ExtensionNodeRenderer:
    """The renderer of the nodes of other extensions in all documents of a book."""

    def __init__(self, app: Sphinx, folder: Path, images: BookImages) -> None:
        """Look up the visitors of all extensions, and leave out those for Typst.

        Args:
            app: The application.
            folder: A folder that does not exist, for the images that visitors write.
            images: The images of the book.
        """
        self._app = app
        self._folder = folder
        self._images = images
        for_typst = node_handlers(app, "pdf", "typst")
        found = node_handlers(app, NodeHtmlBuilder.name, NodeHtmlBuilder.format)
        self._handlers = {name: found[name] for name in found if name not in for_typst}

    @cached_property
    def _builder(self) -> NodeHtmlBuilder:
        return NodeHtmlBuilder(self._app, self._folder)

    def replace(self, document: nodes.document, docname: str) -> None:
        """Replace the nodes of a document that only have visitors for HTML."""
        found = [node for node in document.findall(nodes.Element) if self._is_foreign(node)]
        if not found:
            return
        translator = self._builder.open_document(document, docname)
        for node in found:
            parent = node.parent
            if parent is None or node not in parent.children:
                continue
            rendered = self._render(node, translator)
            if rendered is None:
                target = nodes.target("", "", ids=node.get("ids", []))
                parent.replace(node, [target, *block_content(node, self._app.builder)])
            else:
                parent.replace(node, self._convert(*rendered, node, docname))

    def _is_foreign(self, node: nodes.Element) -> bool:
        """Return whether a node has an HTML visitor, but its class and bases have no Typst one."""
        known = (
            hasattr(TypstTranslator, f"visit_{kind.__name__}")
            for kind in type(node).__mro__
            if kind is not nodes.Admonition  # the category, which says nothing about the content
        )
        return type(node).__name__ in self._handlers and not any(known)

    def _render(
        self,
        node: nodes.Element,
        translator: Translator,
    ) -> tuple[str, list[nodes.Node]] | None:
        """Return the HTML of a node, with tags in place of its children, and the children.

        Returns:
            None if no visitor works.
        """
        handlers = self._handlers[type(node).__name__]
        for visit, depart in handlers:
            is_last = (visit, depart) == handlers[-1]
            translator.body = []
            children: list[nodes.Node] = []
            with nullcontext() if is_last else pending_logging() as held:
                try:
                    visit(translator, node)
                    complete_markup(translator, node, 0)
                    _write_children(node, translator, children)
                    if depart is not None:
                        depart(translator, node)
                except nodes.TreePruningException:
                    complete_markup(translator, node, 0, is_leaf=is_last or bool(translator.body))
                except Exception as error:  # noqa: BLE001 - the code of others
                    if is_last:
                        warn(
                            f"{type(node).__name__}: the HTML visitor of this node fails "
                            f"({type(error).__name__}: {error}), so only its content is printed; "
                            "report it to its extension, or leave it out",
                            node,
                        )
                    continue
                if translator.body or is_last:  # else refused, with a warning
                    return "".join(translator.body), children
                cast("MemoryHandler", held).clear()
        return None

    def _convert(
        self, html: str, children: list[nodes.Node], node: nodes.Element, docname: str
    ) -> list[nodes.Node]:
        converter = HtmlConverter(
            lambda src: self._image(src, docname), warn, children=children, is_generated=True
        )
        converter.start(node)
        if isinstance(node.parent, nodes.TextElement):
            return converter.inline_html(html)
        return convert_blocks(html, converter)

    def _image(self, src: str, docname: str) -> str | None:
        """Return the path of an image that a visitor has written, or of one of the project."""
        made = (self._builder.outdir / src).resolve()
        if made.is_relative_to(self._builder.outdir) and made.is_file():
            return self._images.add(made)
        return self._images.resolve_html(src, docname)


def _write_children(
    node: nodes.Element,
    translator: Translator,
    children: list[nodes.Node],
) -> None:
    """Write a tag for each child of a node; titles are written, since visitors complete them."""
    for child in node.children:
        if isinstance(child, _TITLES):
            translator.dispatch_visit(child)
            _write_children(child, translator, children)
            translator.dispatch_departure(child)
        elif isinstance(child, nodes.Text) and isinstance(node, nodes.TextElement):
            translator.body.append(translator.encode(child.astext()))
        else:
            is_inline = isinstance(child, nodes.Text | nodes.Inline)
            tag = INLINE_CHILD if is_inline else BLOCK_CHILD
            translator.body.append(f'<{tag} value="{len(children)}"></{tag}>')
            children.append(child)
