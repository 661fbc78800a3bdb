r"""The LaTeX source of a formula, with marks for its free texts.

Converters support few of the commands that take text, an address, a color or CSS, and interpret
their arguments as LaTeX. So such arguments are replaced by marks of letters, which every converter
copies, and put in again after the conversion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_bindery.common.addresses import is_safe
from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.formulas.text_mode import STYLES, FormulaError, braced, parse_text

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = re.compile(r"binderytext([a-j]+)z")
"""The mark of an argument; the letters are the digits of its number."""

_DIGITS = str.maketrans("0123456789", "abcdefghij")
_NUMBERS = str.maketrans("abcdefghij", "0123456789")
_COMMAND = re.compile(r"%[^\n]*\n?|\\(?:([A-Za-z]+)|.)", re.DOTALL)
_NESTING = re.compile(r"\\(?P<name>begin|end|left|right)(?![A-Za-z])|\\\\|\\.|[&{}]", re.DOTALL)
_OPENING = {"{": 1, "}": -1, "begin": 1, "end": -1, "left": 1, "right": -1}
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})|[A-Za-z]+")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{6}")
_NAME = re.compile(r"[A-Za-z]+")
_SPACES = {r"\,": "\u2009", r"\:": "\u2005", r"\;": "\u2004", r"\ ": " ", "~": " ", r"\!": ""}
_ESCAPED = re.compile(r"\\([%&#_~${}^])")
_NOT_PLAIN = re.compile(r"\\(?![%&#_${}])|(?<!\\)[{}$^_]")
_STARRED = frozenset({"DeclareMathOperator", "operatorname", "tag"})
_MAX_RGB = 255


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its number, the command that it belongs to, and its value."""

    number: int
    command: str
    value: str


@dataclass(slots=True)
class FormulaSource:
    """A formula whose free texts are replaced by marks.

    Attributes:
        text: Returns the LaTeX for a text; takes the command of its style and the mark.
        wrap: Returns the LaTeX for a part of the formula with a link, a color, a class, a style
            or a line, or hidden; takes the command, the mark of its argument and the part.
        arguments: The arguments by the numbers in their marks.
        dropped: The names of parts that are left out of the formula, for warnings.
    """

    text: Callable[[str, str], str]
    wrap: Callable[[str, str, str], str]
    arguments: list[Argument] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def mark(self, command: str, value: str) -> str:
        """Add an argument, and return its mark."""
        number = len(self.arguments)
        self.arguments.append(Argument(number, command, xml_text(value)))
        return f"binderytext{str(number).translate(_DIGITS)}z"

    def argument(self, match: re.Match[str]) -> Argument:
        """Return the argument of a match of :data:`MARK`.

        Raises:
            FormulaError: The author wrote the mark.
        """
        number = int(match[1].translate(_NUMBERS))
        if number >= len(self.arguments):
            message = "it contains a mark of this program"
            raise FormulaError(message)
        return self.arguments[number]

    def prepare(self, latex: str) -> str:
        """Return a formula, or a part of one, with marks.

        Raises:
            FormulaError: An argument is malformed, or contains an unsupported command.
        """
        parts: list[str] = []
        position = 0
        while match := _COMMAND.search(latex, position):
            parts.append(latex[position : match.start()])
            written, position = self._command(latex, match)
            parts.append(written)
        return "".join((*parts, latex[position:]))

    def _command(self, latex: str, match: re.Match[str]) -> tuple[str, int]:
        """Return the replacement of a command with its arguments, and where it ends."""
        name, end = match[1] or "", match.end()
        if match[0].startswith("%"):
            return "", end
        if name == "verb":
            return self._verbatim(latex, end)
        if name == "color":
            return self._color_switch(latex, end)
        count = _ARGUMENTS.get(name)
        if count is None:
            return match[0], end
        star = "*" if name in _STARRED and latex.startswith("*", end) else ""
        option, end = _optional(latex, end + len(star))
        values: list[str] = []
        while len(values) < count and (argument := braced(latex, end)):
            values.append(argument[0])
            end = argument[1]
        if len(values) < count:
            return match[0], match.end()
        return self._replacement(name + star, option, values), end

    def _replacement(self, name: str, option: str, values: list[str]) -> str:
        first, last = values[0], values[-1]
        match name:
            case "bbox" | "cssId" | "data":
                self.dropped.append(f"\\{name}")
                return f"{{{self.prepare(last)}}}"
            case "href" | "url":
                part = self.prepare(last) if name == "href" else self._texts([_unescaped(first)])
                return self._link(_unescaped(first), part)
            case "phantom" | "underline":
                return self._wrapped(name, name, self.prepare(last))
            case "textcolor":
                return self._wrapped("textcolor", self._color(option, first), self.prepare(last))
            case "class" | "style":
                return self._wrapped(name, first, self.prepare(last))
            case "colorbox":
                return self._box({"colorbox": self._color(option, first)}, last)
            case "fcolorbox":
                colors = {"colorbox": self._color(option, values[1])}
                return self._box(colors | {"frame": self._color(option, first)}, last)
            case _:
                return self._text_replacement(name, values)

    def _text_replacement(self, name: str, values: list[str]) -> str:
        first = values[0]
        match name:
            case "label":
                return ""
            case "tag" | "tag*":
                return rf"\qquad {self._text(first if name == 'tag*' else f'({first})', 'text')}"
            case "unicode":
                return self._texts([_character(first)])
            case "fbox":
                return rf"\boxed{{{self._text(first, 'text')}}}"
            case "clap" | "llap" | "rlap":
                return rf"\math{name}{{{self._text(first, 'text')}}}"
            case _ if name.startswith(("operatorname", "DeclareMathOperator")):
                return self._operator(name, values)
            case _:
                return self._text(first, STYLES[name])

    def _texts(self, texts: list[str]) -> str:
        return "".join(self.text("text", self.mark("text", text)) for text in texts)

    def _text(self, text: str, style: str) -> str:
        """Return the LaTeX for an argument in text mode, which may contain formulas."""
        parts = [
            self.text(piece.style, self.mark(piece.style, piece.content))
            if piece.style
            else f"{{{self.prepare(piece.content)}}}"
            for piece in parse_text(text, style)
            if piece.content
        ]
        return parts[0] if len(parts) == 1 else f"{{{''.join(parts)}}}"

    def _operator(self, name: str, values: list[str]) -> str:
        """Return an operator; spaces in its name are not shown, as in any formula."""
        *macro, text = values
        head = f"\\{name}" + "".join(f"{{{value}}}" for value in macro)
        compact = re.sub(r"(?<!\\)\s+", "", text)
        plain = re.sub(r"\\[,:; !]|~", lambda match: _SPACES[match[0]], compact)
        if _NAME.fullmatch(plain):
            return f"{head}{{{plain}}}"
        if not _NOT_PLAIN.search(plain):
            mark = self.mark("operatorname", _unescaped(plain))
            return f"{head}{{{mark}}}"
        return head + f"{{{text}}}" if macro else rf"\mathrm{{{self.prepare(text)}}}"

    def _link(self, address: str, part: str) -> str:
        if is_safe(address):
            return self._wrapped("href", address, part)
        self.dropped.append(f"the address {address!r}")
        return f"{{{part}}}"

    def _wrapped(self, command: str, value: str, part: str) -> str:
        return self.wrap(command, self.mark(command, value), part) if value else f"{{{part}}}"

    def _color_switch(self, latex: str, position: int) -> tuple[str, int]:
        r"""Return the rest of the group in the color of ``\color``."""
        option, start = _optional(latex, position)
        argument = braced(latex, start)
        if argument is None:
            return r"\color", position
        end = _group_end(latex, argument[1])
        part = self.prepare(latex[argument[1] : end])
        return self._wrapped("textcolor", self._color(option, argument[0]), part), end

    def _color(self, model: str, value: str) -> str:
        """Return a color for CSS, from a name or a value in a model of xcolor."""
        color = value.strip()
        if model == "HTML" and _HEXADECIMAL.fullmatch(color):
            color = f"#{color}"
        elif model in {"rgb", "RGB", "gray"}:
            color = _hexadecimal(model, color)
        if _COLOR.fullmatch(color):
            return color.lower()
        self.dropped.append(f"the color {value!r}")
        return ""

    def _box(self, colors: dict[str, str], text: str) -> str:
        part = self._text(text, "text")
        for command, color in colors.items():
            part = self._wrapped(command, color, part)
        return part

    def _verbatim(self, latex: str, position: int) -> tuple[str, int]:
        end = latex.find(latex[position : position + 1] or "\n", position + 1)
        if end < 0:
            message = r"\verb has no end"
            raise FormulaError(message)
        text = latex[position + 1 : end]
        return self.text("texttt", self.mark("texttt", text)), end + 1


_ARGUMENTS = dict.fromkeys(STYLES, 1) | {
    "bbox": 1, "clap": 1, "class": 2, "colorbox": 2, "cssId": 2, "data": 2,
    "DeclareMathOperator": 2, "fbox": 1, "fcolorbox": 3, "href": 2, "label": 1, "llap": 1,
    "operatorname": 1, "operatornamewithlimits": 1, "phantom": 1, "rlap": 1, "style": 2, "tag": 1,
    "textcolor": 2, "underline": 1, "unicode": 1, "url": 1,
}  # fmt: skip
"""The commands whose arguments are replaced by marks, and their number of arguments."""


def _group_end(latex: str, position: int) -> int:
    """Return where the group or the table cell ends that contains a position."""
    depth = 0
    for match in _NESTING.finditer(latex, position):
        change = _OPENING.get(match["name"] or match[0], 0)
        if depth == 0 and (change < 0 or match[0] in {"&", r"\\"}):
            return match.start()
        depth += change
    return len(latex)


def _optional(latex: str, position: int) -> tuple[str, int]:
    return braced(latex, position, "[]") or ("", position)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _character(text: str) -> str:
    r"""Return the character of a code point as ``\unicode`` takes it: ``x41`` or ``65``."""
    code = text.strip()
    try:
        return chr(int(code[1:], 16) if code[:1] in {"x", "X"} else int(code))
    except (ValueError, OverflowError):
        message = f"\\unicode: {text!r} is not a code point"
        raise FormulaError(message) from None


def _hexadecimal(model: str, value: str) -> str:
    """Return a color of the models ``rgb``, ``RGB`` and ``gray`` as ``#rrggbb``."""
    scale = 1 if model == "RGB" else _MAX_RGB
    try:
        numbers = [round(float(number) * scale) for number in value.split(",")]
    except (ValueError, OverflowError):
        return ""
    numbers = numbers * 3 if model == "gray" else numbers
    if len(numbers) != 3 or not all(0 <= number <= _MAX_RGB for number in numbers):
        return ""
    return "#" + "".join(f"{number:02x}" for number in numbers)
