"""Languages of code blocks, as the editors and highlighters of blogs write them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

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
            return (name.lower(), "") if _is_known(name.lower()) else ("", name)
    return "", ""


@cache
def _is_known(name: str) -> bool:
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True
