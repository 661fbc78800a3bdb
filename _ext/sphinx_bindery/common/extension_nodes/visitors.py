"""The nodes of other extensions, which must not stop a build: a mixin for builders.

Sphinx uses the visitors of one builder name or of one format: as soon as one extension has
visitors for ``epub``, those that all others have for ``html`` are lost
(``sphinx.registry.SphinxComponentRegistry.create_translator``). Here a node gets the first of its
visitors that works; without any, its content is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from types import MethodType
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.logging import MemoryHandler, pending_logging
from sphinx.writers.html5 import HTML5Translator

from sphinx_bindery.common.extension_nodes.fallback import read_other_visitors
from sphinx_bindery.common.extension_nodes.markup import (
    Translator,
    complete_markup,
    source_of,
    warn_at,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

Visitor = Callable[[Translator, nodes.Element], None]
Handlers = tuple[Visitor, Visitor | None]
"""The functions that visit and depart a node."""


def node_handlers(app: Sphinx, *names: str) -> dict[str, tuple[Handlers, ...]]:
    """Return the visitors that extensions have added, by the names of node classes.

    Args:
        app: The application.
        names: Names of builders and formats, the preferred one first.
    """
    found: dict[str, tuple[Handlers, ...]] = {}
    for name in dict.fromkeys(names):
        added: Mapping[str, Handlers] = app.registry.translation_handlers.get(name, {})
        for class_name, handlers in added.items():
            known = found.get(class_name, ())
            if handlers not in known:
                found[class_name] = (*known, handlers)
    return found


class ExtensionNodes(Builder):
    """Builder that neither loses the visitors of extensions nor fails at a node of theirs."""

    @cached_property
    def _extension_handlers(self) -> dict[str, tuple[Handlers, ...]]:
        return node_handlers(self._app, self.name, self.format)

    def create_translator(self, *arguments: object) -> nodes.NodeVisitor:
        """Return a translator with the visitors of all extensions."""
        translator = super().create_translator(*arguments)
        guard_visitors(translator, self._extension_handlers)
        if isinstance(translator, HTML5Translator):
            _accept_unknown_nodes(translator)
        return translator


def guard_visitors(
    translator: nodes.NodeVisitor, handlers: Mapping[str, tuple[Handlers, ...]]
) -> None:
    """Give a translator visitors that show the content of a node where an extension's fail."""
    for name, candidates in handlers.items():
        guarded = GuardedVisitor(candidates)
        setattr(translator, f"visit_{name}", MethodType(guarded.visit, translator))
        setattr(translator, f"depart_{name}", MethodType(guarded.depart, translator))


@dataclass(slots=True)
class GuardedVisitor:
    """The visitors of one node class; the first one that works is used."""

    candidates: tuple[Handlers, ...]
    _open: list[tuple[Visitor | None, int, int]] = field(default_factory=list)
    """The departures of open nodes, and the range of ``body`` that their visits have written."""

    def visit(self, translator: Translator, node: nodes.Element) -> None:
        """Visit a node; without a visitor that works, write its children, and warn."""
        start = len(translator.body)
        error: Exception | None = None
        for visitor, departure in self.candidates:
            is_last = (visitor, departure) == self.candidates[-1]
            # drop the warnings of a visitor that refuses a node if another one accepts it
            with nullcontext() if is_last else pending_logging() as held:
                try:
                    visitor(translator, node)
                except nodes.SkipNode:
                    if is_last or len(translator.body) > start:
                        complete_markup(translator, node, start, is_leaf=True)
                        raise
                    cast("MemoryHandler", held).clear()
                    continue
                except nodes.SkipChildren:
                    self._open.append((departure, start, len(translator.body)))
                    raise
                except nodes.TreePruningException:
                    raise
                except Exception as failure:  # noqa: BLE001 - the code of others
                    error = failure
                    del translator.body[start:]
                    continue
            complete_markup(translator, node, start)
            self._open.append((departure, start, len(translator.body)))
            return
        _warn_of_failure(node, error)
        _write_content(translator, node)
        raise nodes.SkipNode

    def depart(self, translator: Translator, node: nodes.Element) -> None:
        """Depart from a node; if that fails, remove what the visit has written, and warn."""
        departure, start, end = self._open.pop()
        length = len(translator.body)
        try:
            if departure is None:
                _depart_as_base(translator, node)
            else:
                departure(translator, node)
        except nodes.TreePruningException:
            raise
        except Exception as failure:  # noqa: BLE001 - the code of others
            del translator.body[length:]
            del translator.body[start:end]
            _warn_of_failure(node, failure)


def _depart_as_base(translator: Translator, node: nodes.Element) -> None:
    """Depart from a node as from its base class, as Sphinx does without a departure."""
    names = (f"depart_{base.__name__}" for base in type(node).__mro__[1:])
    found = next((method for name in names if (method := getattr(translator, name, None))), None)
    if found is not None:
        found(node)


def _warn_of_failure(node: nodes.Element, error: Exception | None) -> None:
    warn_at(
        node,
        f"{type(node).__name__}: the visitor of this node fails ({type(error).__name__}: {error}), "
        "so only its content is shown; report it to its extension, or leave it out",
    )


def block_content(node: nodes.Element, builder: Builder) -> list[nodes.Node]:
    """Return the children of a node as blocks: inline nodes in paragraphs.

    The children of a node in a line of text are returned as they are; without children, the source
    of a drawing, or what visitors for other outputs write.
    """
    if not node.children:
        source = source_of(node)
        is_block = not isinstance(node.parent, nodes.TextElement)
        if source and is_block:
            return [nodes.literal_block(source, source, language="none")]
        return read_other_visitors(node, builder)
    if isinstance(node.parent, nodes.TextElement):
        return node.children
    found: list[nodes.Node] = []
    line: nodes.paragraph | None = None
    for child in node.children:
        if not isinstance(child, nodes.Text | nodes.Inline):
            line = None
            found.append(child)
        elif line is None:
            line = nodes.paragraph("", "", child)
            found.append(line)
        else:
            line += child
    return found


def _write_content(translator: Translator, node: nodes.Element) -> None:
    """Write the children of a node, or at least its text."""
    start = len(translator.body)
    content = nodes.container("", *block_content(node, translator.builder))
    content.parent = node.parent
    try:
        for child in content.children:
            child.walkabout(translator)
    except Exception as failure:  # noqa: BLE001 - visitors check what they are given
        _warn_of_failure(node, failure)
        del translator.body[start:]
        translator.visit_Text(nodes.Text(node.astext()))


def _accept_unknown_nodes(translator: HTML5Translator) -> None:
    """Let an HTML translator write the content of nodes without a visitor."""

    def visit(node: nodes.Node) -> None:
        warn_at(
            node,
            f"{type(node).__name__}: HTML has no visitor for this node, so only its content is "
            "shown; add one with app.add_node(..., html=(visit, depart))",
        )
        if isinstance(node, nodes.Element):
            tag = "span" if isinstance(node.parent, nodes.TextElement) else "div"
            translator.body.append(translator.starttag(node, tag, ""))
            _write_content(translator, node)
            translator.body.append(f"</{tag}>")
        raise nodes.SkipNode

    def check_simple_list(node: nodes.Node) -> bool:
        try:
            return bool(type(translator).check_simple_list(translator, node))
        except NotImplementedError:  # docutils does not know a node in the list
            return False

    for function, name in ((visit, "unknown_visit"), (check_simple_list, "check_simple_list")):
        setattr(translator, name, function)
