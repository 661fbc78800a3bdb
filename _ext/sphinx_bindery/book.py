"""The structure of a book: parts and chapters, from the toctrees of the root document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.matching import Matcher

from sphinx import addnodes
from sphinx_bindery.common.builders import PRINTED_CAPTION
from sphinx_bindery.common.plain_text import with_formulas_as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags


class Matter(Enum):
    """The three divisions of a book (Chicago Manual of Style 1.4)."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of the book, and the documents in its toctrees."""

    docname: str
    title: str
    children: tuple[Chapter, ...] = ()

    def docnames(self) -> Iterator[str]:
        """Yield the docnames of this document and its descendants, in reading order."""
        yield self.docname
        for child in self.children:
            yield from child.docnames()


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive chapters of one division in a toctree of the root document.

    Attributes:
        title: The caption of the toctree; None without one, and for front and back matter, which
            have no part title.
        matter: The division of the book.
        chapters: The chapters.
    """

    title: str | None
    matter: Matter
    chapters: tuple[Chapter, ...]

    def docnames(self) -> Iterator[str]:
        """Yield the docnames of all chapters, in reading order."""
        for chapter in self.chapters:
            yield from chapter.docnames()


@dataclass(frozen=True, slots=True)
class Book:
    """The root document and the parts, in reading order."""

    root: str
    parts: tuple[Part, ...]

    def docnames(self) -> Iterator[str]:
        """Yield the docnames of all chapters, in reading order, without the root."""
        for part in self.parts:
            yield from part.docnames()

    def matters(self) -> dict[str, Matter]:
        """Return the division of each document by docname, without the root."""
        return {name: part.matter for part in self.parts for name in part.docnames()}


def book_structure(
    env: BuildEnvironment,
    tags: Tags,
    *,
    front: Iterable[str],
    back: Iterable[str],
    is_printed: bool = False,
) -> Book:
    """Return the structure of the book.

    A document in several toctrees belongs to the first. Toctrees in an ``only`` directive count if
    its expression is true.

    Args:
        env: The environment, after reading.
        tags: The tags of the build, for ``only``.
        front: Patterns of the docnames of front matter.
        back: Patterns of the docnames of back matter.
        is_printed: Whether parts have the captions for books with pages (``PRINTED_CAPTION``).
    """
    root = env.config.root_doc
    is_front, is_back = Matcher(list(front)), Matcher(list(back))

    def matter_of(chapter: Chapter) -> Matter:
        if is_front(chapter.docname):
            return Matter.FRONT
        return Matter.BACK if is_back(chapter.docname) else Matter.BODY

    seen = {root}
    parts: list[Part] = []
    for toctree in toctrees(env, root, tags):
        for matter, run in groupby(_chapters(env, toctree, tags, seen), key=matter_of):
            caption = _caption(toctree, is_printed=is_printed) if matter is Matter.BODY else None
            # a caption may be a lazy translation (sphinx.locale)
            parts.append(Part(None if caption is None else str(caption), matter, tuple(run)))
    return Book(root, tuple(parts))


def _caption(toctree: addnodes.toctree, *, is_printed: bool) -> object:
    printed = toctree.get(PRINTED_CAPTION) if is_printed else None
    return printed or toctree.get("caption")


def toctrees(env: BuildEnvironment, docname: str, tags: Tags) -> Iterator[addnodes.toctree]:
    """Yield the toctrees of a document, in order; see :func:`book_structure` on ``only``."""
    if docname not in env.toctree_includes:  # skip the search in most documents
        return iter(())
    return _included_toctrees(env.tocs[docname], tags)


def _included_toctrees(node: nodes.Element, tags: Tags) -> Iterator[addnodes.toctree]:
    for child in node.children:
        if isinstance(child, addnodes.toctree):
            yield child
        elif isinstance(child, addnodes.only) and not tags.eval_condition(child["expr"]):
            continue
        elif isinstance(child, nodes.Element):
            yield from _included_toctrees(child, tags)


def _chapters(
    env: BuildEnvironment, toctree: addnodes.toctree, tags: Tags, seen: set[str]
) -> list[Chapter]:
    chapters = []
    for explicit_title, docname in toctree["entries"]:
        if docname in seen or docname not in env.all_docs:
            continue
        seen.add(docname)
        title = explicit_title or with_formulas_as_text(env.titles[docname]).astext()
        children = (
            child
            for nested in toctrees(env, docname, tags)
            for child in _chapters(env, nested, tags, seen)
        )
        chapters.append(Chapter(docname, title, tuple(children)))
    return chapters
