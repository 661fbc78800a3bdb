"""The content of nodes that have no visitor for an output, from their visitors for others.

A visitor for plain text writes a description of a node; one for LaTeX writes a formula or text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

_FORMULA = re.compile(
    r"\$\$(?P<a>.+)\$\$|\$(?P<b>.+)\$|\\\[(?P<c>.+)\\\]|\\\((?P<d>.+)\\\)"
    r"|\\begin\{(?P<environment>equation|displaymath|math)\*?\}(?P<e>.+)\\end\{(?P=environment)\*?\}",
    re.DOTALL,
)
_UNSHOWN = re.compile(r"(?<!\\)%.*|\\(?:label|index|ref|vspace|hspace)\*?\{[^}]*\}")
_COMMAND = re.compile(r"\\(?:begin|end)\{[^}]*\}|\\[A-Za-z]+\*?(?:\[[^]]*\])*|(?<!\\)[{}]")
_ESCAPED = re.compile(r"\\([%&#_{}$])")


class _Recorder:
    """A translator for visitors of plain text and LaTeX, which collects what they write."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.config = builder.config
        self.body: list[str] = []

    def add_text(self, text: str) -> None:
        """Collect plain text."""
        self.body.append(text)

    def encode(self, text: str) -> str:
        """Return text as it is, where a translator would escape it."""
        return text

    def new_state(self, *_arguments: object) -> None:
        """Begin an indented block, which has no effect here."""

    def end_state(self, *_arguments: object, **_options: object) -> None:
        """End an indented block, which has no effect here."""


def read_other_visitors(node: nodes.Element, builder: Builder) -> list[nodes.Node]:
    """Return what the visitors of a node for plain text or LaTeX write, empty without any."""
    registered = builder._app.registry.translation_handlers
    name = type(node).__name__
    for output in ("text", "latex"):
        handlers = registered.get(output, {}).get(name)
        written = _written(handlers, node, builder).strip() if handlers else ""
        content = _read_latex(written, node) if output == "latex" else _text(written, node)
        if content:
            return content
    return []


def _written(handlers: Iterable[Any], node: nodes.Element, builder: Builder) -> str:
    recorder = _Recorder(builder)
    try:
        for visitor in filter(None, handlers):
            visitor(recorder, node)
    except nodes.TreePruningException:
        pass
    except Exception:  # noqa: BLE001 - the code of others, which expects a real translator
        return ""
    return "".join(recorder.body)


def _read_latex(written: str, node: nodes.Element) -> list[nodes.Node]:
    formula = _FORMULA.fullmatch(written)
    if formula is None:
        plain = _ESCAPED.sub(r"\1", _COMMAND.sub("", _UNSHOWN.sub("", written)))
        return _text(" ".join(plain.replace("~", " ").split()), node)
    latex = next(formula[name] for name in "abcde" if formula[name]).strip()
    if isinstance(node.parent, nodes.TextElement):
        return [nodes.math(latex, latex)]
    return [nodes.math_block(latex, latex, nowrap=False, number=None, label=None)]


def _text(text: str, node: nodes.Element) -> list[nodes.Node]:
    if not text:
        return []
    if isinstance(node.parent, nodes.TextElement):
        return [nodes.Text(text)]
    return [nodes.paragraph(text, "", nodes.Text(text))]
