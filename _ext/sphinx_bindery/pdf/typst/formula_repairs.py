"""Repairs of formulas that tylax 0.3 translates wrongly: symbols, columns and vertical bars."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"(?P<brace>\\left\s*\\\{\s*)?\\begin\{(?P<begin>[A-Za-z]+)(?P<star>\*?)\}"
    r"|\\end\{(?P<end>[A-Za-z]+)\*?\}"
    r"|(?P<row>\\\\)|\\.|(?P<column>&)(?P<space>\s*\\q?quad(?![A-Za-z]))?",
    re.DOTALL,
)
_SYMBOLS = {
    "Box": "□", "Diamond": "◊", "barwedge": "⊼", "circlearrowleft": "↺", "coloneqq": "≔",
    "dashrightarrow": "⇢", "eqqcolon": "≕", "eth": "ð", "hbar": "ℏ", "hslash": "ℏ",
    "impliedby": "⟸", "ngeq": "≱", "nleq": "≰", "nonumber": "", "notag": "", "nsubseteq": "⊈",
    "nsupseteq": "⊉", "owns": "∋", "sqcap": "⊓", "subsetneq": "⊊", "supsetneq": "⊋", "uplus": "⊎",
    "varkappa": "ϰ", "veebar": "⊻", "wp": "℘",
}  # fmt: skip
"""Symbols by command; the commands against numbers have none."""

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
_BAR = re.compile(r'\\.|"(?:[^"\\]|\\.)*"|(?P<bar>\||\bbar\.v\b(?:\.double)?)', re.DOTALL)

_NUMBERED = frozenset({"align", "alignat", "eqnarray", "flalign", "gather", "multline"})
"""Environments whose starred form differs only in that it has no number."""

_GAPS = {
    "align": r"\qquad ", "aligned": r"\quad ", "cases": r"\quad ", "dcases": r"\quad ",
    "flalign": r"\qquad ",
}  # fmt: skip
"""The spaces after columns, or after each pair of a left-hand and a right-hand side."""


def with_spaced_columns(latex: str) -> str:
    r"""Return a formula with spaces between its columns, and without the stars of environments.

    Typst puts columns side by side without a space. It aligns every other column to the right, so
    ``& = &`` of ``eqnarray`` is written as ``& =``. tylax writes an equation of its own for
    ``align*`` and the like, which cannot be part of another.
    """
    open_environments: list[str] = []
    column = 0

    def spaced(token: re.Match[str]) -> str:
        nonlocal column
        if name := token["begin"]:
            column = 0
            in_brace = name == "array" and token["brace"]
            open_environments.append("cases" if in_brace else name)
            return token[0].replace("*", "") if name in _NUMBERED else token[0]
        if name := token["end"]:
            if open_environments:
                open_environments.pop()
            return token[0].replace("*", "") if name in _NUMBERED else token[0]
        if token["row"]:
            column = 0
        if not token["column"]:
            return token[0]
        column += 1
        environment = open_environments[-1] if open_environments else ""
        is_behind_sign = environment == "eqnarray" and column % 3 == 2
        if is_behind_sign:
            return token["space"] or " "
        ends_pair = column % 2 == 0 or environment.endswith("cases")
        if ends_pair and not token["space"] and (gap := _GAPS.get(environment)):
            return f"&{gap}"
        return token[0]

    return _TOKEN.sub(spaced, latex)


def with_known_symbols(latex: str) -> str:
    """Return a formula with characters in place of the commands that tylax does not know."""
    return _COMMAND.sub(lambda match: _SYMBOLS.get(match[1], match[0]), latex)


def with_close_bars(typst: str) -> str:
    """Return a formula in Typst whose bars are ordinary symbols, as in LaTeX.

    Typst spaces them as relations. Bars of ``lr`` stay, since it stretches only delimiters.
    """
    has_delimiters = "lr(" in typst

    def ordinary(token: re.Match[str]) -> str:
        bar = token["bar"]
        if not bar or (has_delimiters and bar != "|"):
            return token[0]
        space = " " if typst[token.start() - 1 : token.start()].isalnum() else ""
        return f'{space}class("normal", {bar})'

    return _BAR.sub(ordinary, typst)
