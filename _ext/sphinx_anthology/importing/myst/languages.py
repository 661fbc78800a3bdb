"""Languages of code blocks, as the editors and highlighters of blogs write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_bindery.common.markdown.lexer_names import lexer_name

if TYPE_CHECKING:
    from bs4 import Tag

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush|highlight-source)[-:]\s*([\w+#.-]+)")


def code_language(pre: Tag) -> tuple[str, str]:
    """Return the language of a code block, and the name of one that is not known."""
    inner = pre.find("code")
    elements = [pre, inner] if inner else [pre]
    for element in elements:
        classes = " ".join(element.get("class") or [])
        found = _LANGUAGE.search(classes)
        name = found[1] if found else str(element.get("lang") or element.get("data-lang") or "")
        if name:
            lexer = lexer_name(name.lower())
            return lexer, "" if lexer else name
    return "", ""
