"""Macros of LaTeX formulas, and their expansion.

MathJax reads them from its configuration
(https://docs.mathjax.org/en/latest/input/tex/macros.html) and from definitions in formulas, which
hold for the rest of the page. The converters to MathML and Typst support neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_EXPANSIONS = 1_000
"""The most expansions in a formula, as in MathJax (``maxMacros``): macros may be recursive."""

MAX_LENGTH = 50_000
"""The most characters of a formula: nested macros can grow exponentially."""

_COMMAND = re.compile(r"\\(?:[a-zA-Z]+\*?|.)", re.DOTALL)
_PARAMETER = re.compile(r"\\.|#[1-9]", re.DOTALL)
_BLANK = re.compile(r"\s*")
_NEW = re.compile(r"\\(?:new|renew|provide)command\*?(?![a-zA-Z])")
_DEF = re.compile(r"\\def\s*(?P<name>\\(?:[a-zA-Z]+|.))(?P<parameters>(?:\s*#[1-9])*)\s*(?=\{)")
_OPERATOR = re.compile(r"\\DeclareMathOperator(?P<star>\*?)(?![a-zA-Z])")


@dataclass(frozen=True, slots=True)
class Macro:
    """The definition of a macro.

    Attributes:
        body: LaTeX, with ``#1`` for the first argument.
        arguments: The number of arguments, including an optional one.
        default: The value of the first argument, which is optional then.
    """

    body: str
    arguments: int = 0
    default: str | None = None


class MacroError(ValueError):
    """A formula whose macros cannot be expanded; the message says why."""


def macros_of_mathjax(configuration: Iterable[object]) -> dict[str, Macro]:
    """Return the macros in configurations of MathJax, by name without the backslash.

    Args:
        configuration: Values of ``mathjax3_config`` and the like; all but macros is skipped.
    """
    found: dict[str, Macro] = {}
    for value in configuration:
        tex = _value(value, "tex")
        macros = _value(tex, "macros")
        for name, given in macros.items() if isinstance(macros, dict) else ():
            match given:
                case str():
                    found[str(name)] = Macro(given)
                case [str(body), int(count), *rest]:
                    default = rest[0] if rest and isinstance(rest[0], str) else None
                    found[str(name)] = Macro(body, count, default)
    return found


def _value(mapping: object, key: str) -> object:
    """Return a value of a mapping by its key, whose case MathJax has changed between versions."""
    if isinstance(mapping, dict):
        return next((item for name, item in mapping.items() if str(name).lower() == key), None)
    return None


def expand(latex: str, macros: Mapping[str, Macro]) -> tuple[str, dict[str, Macro]]:
    """Expand the macros of a formula.

    Args:
        latex: The formula, which may define macros.
        macros: The macros that are defined before it, by name without the backslash.

    Returns:
        The formula without macros and definitions, and the macros that it defines.

    Raises:
        MacroError: A definition or an argument is not complete, or the formula grows too long.
    """
    known, defined = dict(macros), dict[str, Macro]()
    result, rest, expansions = "", latex, 0
    while found := _COMMAND.search(rest):
        result += rest[: found.start()]
        rest = rest[found.start() :]
        if definition := _definition(rest):
            name, new, rest = definition
            known[name] = defined[name] = new
            continue
        name = found[0][1:].rstrip("*")
        if macro := known.get(found[0][1:]) or known.get(name):
            command = found[0] if found[0][1:] in known else found[0].rstrip("*")
            body, rest = _apply(macro, rest[len(command) :], command)
            expansions += 1
            rest = f"{body}{rest}"
            if expansions > MAX_EXPANSIONS or len(rest) + len(result) > MAX_LENGTH:
                message = f"{command} expands without end"
                raise MacroError(message)
        else:
            result, rest = result + found[0], rest[len(found[0]) :]
    return result + rest, defined


def _apply(macro: Macro, rest: str, command: str) -> tuple[str, str]:
    """Return the body of a macro with its arguments, and the LaTeX after the arguments."""
    arguments = []
    if macro.default is not None and macro.arguments:
        argument, rest = _optional(rest)
        arguments.append(macro.default if argument is None else argument)
    while len(arguments) < macro.arguments:
        argument, rest = _argument(rest, command)
        arguments.append(argument)
    values = {f"#{number}": argument for number, argument in enumerate(arguments, 1)}
    # in one pass: an argument may contain an escaped number sign before a digit
    body = _PARAMETER.sub(lambda found: values.get(found[0], found[0]), macro.body)
    # a command at the end of the body must not merge with a letter after it
    separator = " " if re.search(r"\\[a-zA-Z]+$", body) and rest[:1].isalpha() else ""
    return body + separator, rest


def _definition(rest: str) -> tuple[str, Macro, str] | None:
    """Return the name and the macro of a definition at the start of LaTeX, and the LaTeX after it.

    Returns:
        None if the LaTeX does not start with a definition.
    """
    if found := _NEW.match(rest):
        name, rest = _argument(rest[found.end() :], found[0])
        count, rest = _optional(rest)
        default, rest = _optional(rest) if count else (None, rest)
        body, rest = _argument(rest, found[0])
        number = int(count) if count and count.strip().isdecimal() else 0
        return name.strip().removeprefix("\\"), Macro(body, number, default), rest
    if found := _DEF.match(rest):
        body, rest = _argument(rest[found.end() :], r"\def")
        return found["name"][1:], Macro(body, found["parameters"].count("#")), rest
    if found := _OPERATOR.match(rest):
        name, rest = _argument(rest[found.end() :], found[0])
        body, rest = _argument(rest, found[0])
        macro = Macro(rf"\operatorname{found['star']}{{{body}}}")
        return name.strip().removeprefix("\\"), macro, rest
    return None


def _argument(rest: str, command: str) -> tuple[str, str]:
    """Return the next argument (a group, a command or a character), and the LaTeX after it."""
    rest = rest[_BLANK.match(rest).end() :]  # type: ignore[union-attr]
    if rest.startswith("{"):
        end = _closing(rest, "{", "}")
        return rest[1:end], rest[end + 1 :]
    if not rest:
        message = f"{command} lacks an argument"
        raise MacroError(message)
    found = _COMMAND.match(rest)
    end = found.end() if found else 1
    return rest[:end], rest[end:]


def _optional(rest: str) -> tuple[str | None, str]:
    """Return the argument in brackets at the start, None without one, and the LaTeX after it."""
    stripped = rest.lstrip()
    if not stripped.startswith("["):
        return None, rest
    end = _closing(stripped, "[", "]")
    return stripped[1:end], stripped[end + 1 :]


def _closing(text: str, opening: str, closing: str) -> int:
    """Return the index of the bracket that closes the first one."""
    depth = 0
    for found in re.finditer(r"\\.|[{}\[\]]", text, re.DOTALL):
        depth += {opening: 1, closing: -1}.get(found[0], 0)
        if depth == 0 and found[0] == closing:
            return found.start()
    message = f"{opening} is not closed"
    raise MacroError(message)
