"""The parser of MyST-NB, which shows the text of notebooks that MyST-NB cannot read."""

from __future__ import annotations

import json
import re
from typing import Any

from docutils import nodes
from myst_nb.core.read import UnexpectedCellDirective
from myst_nb.sphinx_ import Parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util import logging

_logger = logging.getLogger(__name__)
_LINE = re.compile(r"at line (\d+)")
_CELL = re.compile(r"^(?P<fence>`{3,}|~{3,}|:{3,})\{(?:code|raw)-cell\}[^\n]*$", re.MULTILINE)
_MAX_SHOWN = 200


class NotebookParser(Parser):  # type: ignore[misc]
    """Parser that shows the cells as Markdown and code if MyST-NB raises an exception."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a source text."""
        try:
            super().parse(inputstring, document)
        except Exception as error:  # noqa: BLE001 (any, since one notebook must not end a build)
            message = " ".join(str(error).split())[:_MAX_SHOWN] or "no reason given"
            found = _LINE.search(message)
            _logger.warning(
                "notebook: MyST-NB cannot read it (%s: %s), so that its cells are shown as text; "
                "correct the notebook",
                type(error).__name__,
                message,
                location=(document.settings.env.docname, int(found[1]) if found else 1),
                type="bindery",
                subtype="notebook",
            )
            document.attributes.pop("nb_renderer", None)
            document.children = []
            MystParser.parse(self, _as_markdown(inputstring), document)


class CellDirective(UnexpectedCellDirective):  # type: ignore[misc]
    """A cell in a list, or in a document that is no notebook: MyST-NB warns, and drops its code."""

    def run(self) -> list[nodes.Node]:
        """Return the code after what MyST-NB returns."""
        text = "\n".join(self.content)
        language = self.arguments[0] if self.arguments else "none"
        return [*super().run(), nodes.literal_block(text, text, language=language)]


def _as_markdown(source: str) -> str:
    """Return a notebook as Markdown, its code in code blocks."""
    try:
        cells: list[dict[str, Any]] = json.loads(source)["cells"]
    except (ValueError, LookupError, TypeError):
        return _CELL.sub(r"\g<fence>", source)
    return "\n\n".join(map(_cell, cells))


def _cell(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = source if isinstance(source, str) else "".join(map(str, source))
    if cell.get("cell_type") == "markdown":
        return text
    return f"``````\n{text}\n``````" if cell.get("cell_type") == "code" else ""
