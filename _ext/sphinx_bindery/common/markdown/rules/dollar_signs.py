r"""Dollar signs that do not delimit a formula, such as those of ``$5 and $10``.

MyST's ``dollarmath`` reads the text between any two as a formula; Pandoc and GitHub do not
(https://pandoc.org/MANUAL.html#math). ``$ x $`` and ``$\sim$10`` stay formulas, as in MyST.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

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
    before, after = state.src[: state.pos][-1:], state.src[closing.end() :][:1]
    if not _is_text(content, before, after):
        return False
    if not silent:
        state.pending += "$"
    state.pos = start
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
