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
from types import MethodType
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.logging import MemoryHandler, pending_warnings
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

Translator = Any
"""A translator that collects its output in ``body``, as those for HTML, LaTeX and Typst do."""
Visitor = Callable[[Translator, nodes.Element], None]
Handlers = tuple[Visitor, Visitor | None]
"""The functions that visit and depart a node."""

_logger = logging.getLogger(__name__)


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

    def create_translator(self, *arguments: object) -> nodes.NodeVisitor:
        """Return a translator with the visitors of all extensions."""
        translator = super().create_translator(*arguments)
        guard_visitors(translator, node_handlers(self._app, self.name, self.format))
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
    """The visitors of one class of nodes, of which the first that works is used."""

    candidates: tuple[Handlers, ...]
    _open: list[tuple[Visitor | None, int, int]] = field(default_factory=list)
    """The departures of open nodes, and the range of ``body`` that their visits have written."""

    def visit(self, translator: Translator, node: nodes.Element) -> None:
        """Visit a node; without a visitor that works, write its children, and warn."""
        start = len(translator.body)
        error: Exception | None = None
        for visitor, departure in self.candidates:
            is_last = (visitor, departure) == self.candidates[-1]
            # warnings of visitors that refuse a node, of which others do not, say nothing
            with nullcontext() if is_last else pending_warnings() as held:
                try:
                    visitor(translator, node)
                except nodes.SkipNode:
                    if is_last or len(translator.body) > start:
                        show_as_code(translator, node, start)
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
            self._open.append((departure, start, len(translator.body)))
            return
        _warn_of_failure(node, error)
        for child in node.children:
            child.walkabout(translator)
        raise nodes.SkipNode

    def depart(self, translator: Translator, node: nodes.Element) -> None:
        """Depart from a node; if that fails, remove what the visit has written, and warn."""
        departure, start, end = self._open.pop()
        if departure is None:
            return
        length = len(translator.body)
        try:
            departure(translator, node)
        except nodes.TreePruningException:
            raise
        except Exception as failure:  # noqa: BLE001 - the code of others
            del translator.body[length:]
            del translator.body[start:end]
            _warn_of_failure(node, failure)


def _warn_of_failure(node: nodes.Element, error: Exception | None) -> None:
    _warn(
        node,
        f"{type(node).__name__}: the visitor of this node fails ({type(error).__name__}: {error}), "
        "so only its content is shown; report it to its extension, or leave it out",
    )


def _warn(node: nodes.Node, message: str) -> None:
    _logger.warning(message, location=node, type="bindery", subtype="node")


def show_as_code(translator: Translator, node: nodes.Element, start: int) -> None:
    """Replace the source of a drawing, written as text because its program is missing, by code."""
    code = node.get("code")
    encode = getattr(translator, "encode", None)
    if code and encode and "".join(translator.body[start:]) == encode(code):
        translator.body[start:] = [f'<pre class="source">{encode(code)}</pre>\n']


def _accept_unknown_nodes(translator: HTML5Translator) -> None:
    """Let an HTML translator write the content of nodes without a visitor."""

    def visit(node: nodes.Node) -> None:
        _warn(
            node,
            f"{type(node).__name__}: HTML has no visitor for this node, so only its content is "
            "shown; add one with app.add_node(..., html=(visit, depart))",
        )
        tag = "span" if isinstance(node.parent, nodes.TextElement) else "div"
        tags.append(tag)
        element = node if isinstance(node, nodes.Element) else nodes.inline()
        translator.body.append(translator.starttag(element, tag, ""))

    def depart(_node: nodes.Node) -> None:
        translator.body.append(f"</{tags.pop()}>")

    def check_simple_list(node: nodes.Node) -> bool:
        try:
            return bool(type(translator).check_simple_list(translator, node))
        except NotImplementedError:  # docutils does not know a node in the list
            return False

    tags: list[str] = []
    for function, name in (
        (visit, "unknown_visit"),
        (depart, "unknown_departure"),
        (check_simple_list, "check_simple_list"),
    ):
        setattr(translator, name, function)
