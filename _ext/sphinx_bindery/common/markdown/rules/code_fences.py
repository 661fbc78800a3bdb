"""Code fences as other programs write them, which MyST reads as directives or as code.

Pandoc has the language as a class (```` ```{.python} ````), R Markdown and Quarto have it in braces
(```` ```{r} ````), and GitHub has formulas (```` ```math ````). MyST drops the text of an unknown
directive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.rules_core import StateCore

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_CLASS = re.compile(r"(?:^|\s)\.(?P<name>[A-Za-z][\w+#.-]*)")
_ENGINE = re.compile(r"\{(?P<name>[A-Za-z][\w+]*)\}")
_ENGINES = frozenset({
    "bash", "c", "cpp", "css", "fortran", "go", "haskell", "html", "javascript", "js", "julia",
    "node", "octave", "ojs", "perl", "powershell", "python", "python3", "r", "ruby", "rust", "sas",
    "scala", "sh", "sql", "stan", "stata", "zsh",
})  # fmt: skip
"""The languages of code cells in R Markdown and Quarto."""


def rewrite_code_fences(state: StateCore) -> None:
    """Rewrite the first lines of code fences for MyST, as a core rule of markdown-it."""
    document = state.md.options.get("document")
    for token in state.tokens:
        info = token.info.strip()
        if token.type != "fence":
            continue
        if info == "math":
            token.info = "{math}"
        elif (attributes := _IN_BRACES.fullmatch(info)) and (found := _CLASS.search(attributes[1])):
            token.info = found["name"]
        elif (found := _ENGINE.fullmatch(info)) and _is_language(found["name"], document):
            token.info = found["name"].lower()


def _is_language(name: str, document: nodes.document | None) -> bool:
    """Return whether a name in braces is the language of a code cell, and no directive has it."""
    if name.lower() not in _ENGINES:
        return False
    if document is None:
        return True
    language = get_language("en", document.reporter)
    found, _ = directives.directive(name, language, document)  # type: ignore[arg-type]
    return found is None
