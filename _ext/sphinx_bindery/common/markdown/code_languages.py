"""Languages of code blocks, as other programs name them.

The word after a code fence is the author's own (https://spec.commonmark.org/0.31.2/#info-string).
Other programs add attributes to it, such as ``{.python .numberLines}`` (Pandoc), ``js{1,3}``
(Gatsby) or ``rust,ignore`` (rustdoc), and know names that Pygments does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes, lexers
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

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


class CodeLanguages(SphinxTransform):
    """Transform of the languages of code blocks that no lexer has as their name."""

    default_priority: ClassVar[int] = 420  # after the language of a document is set (400)

    def apply(self, **_kwargs: object) -> None:
        """Replace each language that stands for one with a lexer; others stay, and Sphinx warns."""
        if not is_markdown(self.env):
            return
        for block in self.document.findall(nodes.literal_block):
            language = block.get("language")
            if language and (name := lexer_name(str(language))):
                block["language"] = name


def lexer_name(language: str) -> str:
    """Return the name of the lexer for a language as an author writes it; empty if none is known.

    >>> lexer_name("{.python .numberLines}"), lexer_name("jsonc"), lexer_name("klingon")
    ('python', 'json5', '')
    """
    if _is_known(language):
        return language
    found = _NAME.match(language)
    words = (language, found["name"].rstrip(".") if found else "")
    names = (PYGMENTS_NAMES.get(word.lower(), word) for word in words)
    return next((name for name in names if name and _is_known(name)), "")


def _is_known(language: str) -> bool:
    """Return whether Sphinx, an extension or Pygments has a lexer of that name."""
    if language in lexers or language in lexer_classes or language in {"default", "guess"}:
        return True
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(CodeLanguages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
