"""The order of the book: front matter, parts with their chapters, and back matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.texescape import escape

from sphinx import addnodes
from sphinx_bindery.book import Matter, book_structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_bindery.book import Book, Part


class BookOrderTransform(SphinxPostTransform):
    """Transform of the joined document to the order of the book, with part pages.

    Sphinx drops the captions of toctrees, which are the titles of parts. The text of the root
    document is not printed; the title page replaces it.
    """

    builders = ("latex",)
    default_priority = 2  # before OnlyNodeTransform (50), as book_structure evaluates ``only``

    def run(self, **_kwargs: object) -> None:
        """Sort the root document; other LaTeX documents of conf.py are left alone."""
        builder = self.env._app.builder
        root = next(iter(self.document.findall(nodes.section)), None)
        if root is None or self.document.get("docname") != self.config.root_doc:
            return
        book = book_structure(
            self.env,
            builder.tags,
            front=self.config.bindery_frontmatter,
            back=self.config.bindery_backmatter,
            is_printed=True,
        )
        if not book.parts:
            return
        files = {file["docname"]: file for file in self.document.findall(addnodes.start_of_file)}
        title, *rest = root.children
        ids = [name for node in rest for name in _ids(node)]
        root.children = []
        root += [title, nodes.target("", "", ids=[*root["ids"], *ids])]
        root += self._in_order(book, files)
        if isinstance(builder, LaTeXBuilder):
            # Otherwise Sphinx links to documents that are not in the book.
            builder.docnames = {book.root, *book.docnames()}

    def _in_order(
        self, book: Book, files: dict[str, addnodes.start_of_file]
    ) -> Iterator[nodes.Node]:
        matter = None
        for part in book.parts:
            if part.matter is not matter:
                matter = part.matter
                yield _latex(rf"\bindery{matter.value}matter")
            if matter is Matter.BODY:
                yield _latex(rf"\binderynumbering{{{self._numbered_levels(part)}}}")
            if part.title and part.chapters:
                yield _latex(rf"\binderypart{{{escape(part.title, self.config.latex_engine)}}}")
            for chapter in part.chapters:
                if file := files.get(chapter.docname):
                    yield file

    def _numbered_levels(self, part: Part) -> int:
        """Return the number of heading levels of a part that are numbered."""
        numbers = self.env.toc_secnumbers
        documents = (name for chapter in part.chapters for name in chapter.docnames())
        return max(
            (len(number) for name in documents for number in numbers.get(name, {}).values()),
            default=0,
        )


def _ids(node: nodes.Node) -> Iterable[str]:
    """Yield the ids in the text of the root document, without those of other documents."""
    if isinstance(node, addnodes.start_of_file) or not isinstance(node, nodes.Element):
        return
    yield from node["ids"]
    for child in node.children:
        yield from _ids(child)


def _latex(text: str) -> nodes.raw:
    return nodes.raw("", f"{text}\n", format="latex")
