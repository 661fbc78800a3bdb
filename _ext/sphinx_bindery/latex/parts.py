"""The order of the book: front matter, parts with their chapters, back matter."""

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
    """Puts the documents that Sphinx has joined into the order of the book.

    Sphinx leaves out the captions of toctrees, which are the titles of parts. The root document's
    own text is not printed: the title page stands in its place.
    """

    builders = ("latex",)
    default_priority = 2  # before conditions are looked at (50): the book has done so

    def run(self, **_kwargs: object) -> None:
        """Lay out the root document; any other that conf.py names stays as it is."""
        builder = self.env._app.builder
        root = next(iter(self.document.findall(nodes.section)), None)
        if root is None or self.document.get("docname") != self.config.root_doc:
            return
        book = book_structure(
            self.env,
            builder.tags,
            front=self.config.bindery_frontmatter,
            back=self.config.bindery_backmatter,
        )
        if not book.parts:
            return
        files = {file["docname"]: file for file in self.document.findall(addnodes.start_of_file)}
        title, *rest = root.children
        ids = [name for node in rest for name in _ids(node)]
        root.children = []
        root += [title, nodes.target("", "", ids=[*root["ids"], *ids])]
        root += self._laid_out(book, files)
        if isinstance(builder, LaTeXBuilder):
            # else links lead to what the book leaves out
            builder.docnames = {book.root, *book.docnames()}

    def _laid_out(
        self, book: Book, files: dict[str, addnodes.start_of_file]
    ) -> Iterator[nodes.Node]:
        matter = None
        for part in book.parts:
            if part.matter is not matter:
                matter = part.matter
                yield _latex(rf"\bindery{matter.value}matter")
            if matter is Matter.BODY:
                yield _latex(rf"\binderynumbering{{{self._depth(part)}}}")
            if part.title and part.chapters:
                yield _latex(rf"\binderypart{{{escape(part.title, self.config.latex_engine)}}}")
            for chapter in part.chapters:
                if file := files.get(chapter.docname):
                    yield file

    def _depth(self, part: Part) -> int:
        """Return how many levels of a part's headings have numbers."""
        numbers = self.env.toc_secnumbers
        documents = (name for chapter in part.chapters for name in chapter.docnames())
        return max(
            (len(number) for name in documents for number in numbers.get(name, {}).values()),
            default=0,
        )


def _ids(node: nodes.Node) -> Iterable[str]:
    """Yield the targets in the root document's own text."""
    if isinstance(node, addnodes.start_of_file) or not isinstance(node, nodes.Element):
        return
    yield from node["ids"]
    for child in node.children:
        yield from _ids(child)


def _latex(text: str) -> nodes.raw:
    return nodes.raw("", f"{text}\n", format="latex")
