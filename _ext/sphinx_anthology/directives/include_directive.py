"""The ``include`` directive, whose option ``parser`` cannot run code.

In docutils the option takes the name of any Python module, and imports it. Front matter of a file
that MyST-Parser reads in this way could enable substitutions, which run code too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.directives.other import Include

from sphinx_anthology.core.frontmatter.parser_settings import restricted_source
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils import nodes

_PARSERS = frozenset({
    "commonmark", "docutils", "markdown", "md", "myst", "myst_parser", "null", "recommonmark",
    "restructuredtext", "rest", "rst", "rtf", "xml",
})  # fmt: skip
"""The names of parsers in docutils, and the packages of parsers that Sphinx projects use."""


def parser_name(argument: str) -> object:
    """Return the parser class that the option names.

    Raises:
        ValueError: It names a module that is no parser, which docutils would import.
    """
    name = argument.strip().lower()
    if name and name.partition(".")[0] not in _PARSERS:
        message = f"{argument!r} is not a parser of a text; write 'rst' or 'myst_parser.docutils_'"
        raise ValueError(message)
    try:
        return directives.parser_name(argument)
    except AttributeError:
        message = f"the module {argument!r} has no parser; write 'rst' or 'myst_parser.docutils_'"
        raise ValueError(message) from None


class IncludeDirective(Include):
    """Sphinx's directive, with checks of the parser and of the front matter that it reads."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        **(Include.option_spec or {}),
        "parser": parser_name,
    }

    def run(self) -> Sequence[nodes.Node]:
        """Include the file, unless its front matter could run code."""
        if self.options.get("parser") and self._runs_code():
            message = (
                "include: the front matter of the file enables substitutions, which run code, or "
                "syntax that conf.py disables; remove the key 'myst' from it"
            )
            warn(Kind.UNSAFE, message, (self.env.current_document.docname, self.lineno))
            return []
        return super().run()

    def _runs_code(self) -> bool:
        try:
            file = Path(self.env.relfn2path(self.arguments[0])[1])
            text = file.read_text(encoding="utf-8-sig", errors="replace")
        except (OSError, RuntimeError, ValueError):
            return False  # the directive reports it
        config = self.config
        allowed = getattr(config, "myst_enable_extensions", ())
        disabled = getattr(config, "myst_disable_syntax", ())
        return bool(restricted_source(text, allowed, disabled)[1])
