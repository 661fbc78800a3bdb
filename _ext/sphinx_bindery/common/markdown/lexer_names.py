"""The names of Pygments' lexers for the language names of other programs.

The word after a code fence is not standardized (https://spec.commonmark.org/0.31.2/#info-string).
Other programs add attributes to it, such as ``{.python .numberLines}`` (Pandoc), ``js{1,3}``
(Gatsby) or ``rust,ignore`` (rustdoc), and have names that Pygments does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from collections.abc import Container

PYGMENTS_NAMES: dict[str, str] = {
    **dict.fromkeys(("astro", "cshtml", "html5", "markup", "razor", "svelte"), "html"),
    **dict.fromkeys(("bash-session", "sh-session", "terminal"), "console"),
    **dict.fromkeys(("cc", "cxx", "hpp"), "cpp"),
    **dict.fromkeys(("cmd", "dos"), "bat"),
    **dict.fromkeys(("conf", "config"), "ini"),
    **dict.fromkeys(("dotenv", "env"), "bash"),
    **dict.fromkeys(("geojson", "webmanifest"), "json"),
    **dict.fromkeys(("hjson", "jsonc"), "json5"),
    **dict.fromkeys(("jinja2", "njk", "nunjucks"), "jinja"),
    **dict.fromkeys(("mongodb", "node"), "javascript"),
    **dict.fromkeys(("rss", "svg"), "xml"),
    **dict.fromkeys(("ansible", "docker-compose"), "yaml"),
    "bas": "qbasic",
    "fs": "fsharp",
    "gql": "graphql",
    "gradle": "groovy",
    "h": "c",
    "hbs": "handlebars",
    "ino": "arduino",
    "kt": "kotlin",
    "mdx": "markdown",
    "ml": "ocaml",
    "patch": "diff",
    "pgsql": "postgresql",
    "plsql": "sql",
    "pm": "perl",
    "pry": "ruby",
    "vb": "vbnet",
    "viml": "vim",
    "x86asm": "nasm",
    **dict.fromkeys(
        (
            *("abc", "ascii", "csv", "git-commit", "git-rebase", "gitcommit", "gitignore", "log"),
            *("mermaid", "no-highlight", "nohighlight", "none", "output", "plain", "plaintext"),
            *("plantuml", "pseudo", "pseudocode", "puml", "regex", "stderr", "stdout", "txt"),
        ),
        "text",
    ),
}
"""Names of languages in other programs, with the name of the lexer in Pygments."""

_NAME = re.compile(r"\{?\s*\.?(?P<name>diff(?=-)|[a-zA-Z][\w+#.-]*)")


def lexer_name(language: str, others: Container[str] = ()) -> str:
    """Return the name of the lexer for a language as authors write it; empty without a lexer.

    Args:
        language: The language, with or without attributes.
        others: Names of lexers that Pygments does not have.

    >>> lexer_name("{.python .numberLines}"), lexer_name("jsonc"), lexer_name("klingon")
    ('python', 'json5', '')
    """
    if _is_known(language, others):
        return language
    found = _NAME.match(language)
    words = (language, found["name"].rstrip(".") if found else "")
    names = (PYGMENTS_NAMES.get(word.lower(), word) for word in words)
    return next((name for name in names if name and _is_known(name, others)), "")


def _is_known(language: str, others: Container[str]) -> bool:
    if language in others:
        return True
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True
