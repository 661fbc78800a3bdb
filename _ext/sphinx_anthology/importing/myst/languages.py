"""Languages of code blocks, as the editors and highlighters of blogs write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.token import Error

from sphinx_bindery.common.markdown.lexer_names import lexer_name

if TYPE_CHECKING:
    from bs4 import Tag

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush|highlight-source)[-:]\s*([\w+#.-]+)")

_ATTRIBUTES = ("lang", "data-lang", "data-language", "data-enlighter-language")


def code_language(pre: Tag) -> tuple[str, str]:
    """Return the lexer of a code block, and the name of a language without a lexer."""
    inner = pre.find("code")
    elements = [pre, inner] if inner else [pre]
    for element in elements:
        classes = " ".join(element.get("class") or [])
        found = _LANGUAGE.search(classes)
        name = found[1] if found else _named(element)
        if name:
            lexer = lexer_name(name.lower())
            return lexer, "" if lexer else name
    return "", ""


def _named(element: Tag) -> str:
    """Return the language of an element in the attributes and classes of other highlighters."""
    values = (str(element.get(name) or "") for name in _ATTRIBUTES)
    if name := next(filter(None, values), ""):
        return name
    classes = [name for name in element.get("class") or [] if name not in {"hljs", "prettyprint"}]
    is_named = element.name == "code" and len(classes) == 1
    return classes[0] if is_named and lexer_name(classes[0].lower()) else ""


def is_valid_code(code: str, lexer: str) -> bool:
    """Return whether a lexer accepts a whole text of code; Sphinx warns if not."""
    return all(kind is not Error for kind, _text in get_lexer_by_name(lexer).get_tokens(code))
