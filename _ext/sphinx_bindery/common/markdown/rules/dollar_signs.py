r"""Dollar signs that do not delimit a formula, such as those of ``$5 and $10``.

MyST's ``dollarmath`` reads the text between any two as a formula; Pandoc and GitHub do not
(https://pandoc.org/MANUAL.html#math). ``$ x $`` and ``$\sim$10`` stay formulas, as in MyST.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_SEVERAL = re.compile(r"\${2,}")
_DOUBLE = re.compile(r"(?<![\\$])\$\$(?!\$)")
_FORMULA = re.compile(r"[\\^_={}+]")
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*\$")


def keep_dollar_sign(state: StateInline, silent: bool) -> bool:
    """Keep a dollar sign as text if it begins no formula, as an inline rule of markdown-it."""
    start = state.pos + 1
    if state.src[state.pos] != "$" or state.src[start : start + 1] in {"", "$"}:
        return False
    closing = _DOLLAR.search(state.src, start, state.posMax)
    if closing is None:
        return False
    content = state.src[start : closing.end() - 1]
    before = state.src[max(state.pos - 1, 0) : state.pos]
    after = state.src[closing.end() : closing.end() + 1]
    if not _is_text(content, before, after):
        return False
    if not silent:
        state.pending += "$"
    state.pos = start
    return True


def read_double_dollars(state: StateInline, silent: bool) -> bool:
    """Read ``$$x$$`` in a line as a formula, as an inline rule of markdown-it.

    kramdown and Obsidian do; MyST shows a formula between two dollar signs. Other dollar signs that
    follow each other, such as the prices of restaurants, are text.
    """
    found = _SEVERAL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    closing = _DOUBLE.search(state.src, found.end(), state.posMax) if len(found[0]) == 2 else None
    content = state.src[found.end() : closing.start()] if closing else ""
    is_spaced = content[:1].isspace() or content[-1:].isspace()
    if "$" in content or (is_spaced and not _FORMULA.search(content)):
        content = ""
    if not silent and content:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = content.strip(), "$$"
    elif not silent:
        state.pending += found[0]
    state.pos = closing.end() if closing and content else found.end()
    return True


def _is_text(content: str, before: str, after: str) -> bool:
    """Return whether what is between two dollar signs is text.

    Args:
        content: It, not empty.
        before: The character before the first dollar sign, if any.
        after: The character after the second one, if any.
    """
    is_open, is_close = content[0].isspace(), content[-1].isspace()
    if is_open != is_close:  # "$HOME and $PATH"
        return True
    if content.count("`") % 2:  # "$HOME or `$PATH`"
        return True
    if is_open:  # "in $ and $x$"
        return after.isalnum()
    if content.lstrip(".,")[:1].isdigit() and after.isdigit():  # "$5 and US$10"
        return True
    return before.isdigit() and content[0] in ",.;:!?)"  # "5$, 10$"
