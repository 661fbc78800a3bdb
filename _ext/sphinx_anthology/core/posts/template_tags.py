"""Template tags of other programs in the text of a post, which every output shows as text.

They are Liquid (Jekyll), shortcodes of Hugo, Quarto and WordPress, attribute lists of kramdown,
tags of Pelican and Nikola, JSX (MDX), and links and comments of Obsidian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDPRESS = (
    "caption|gallery|embed|audio|video|playlist|youtube|vimeo|gist|tweet|slideshow|contact-form"
)
_TAG = re.compile(
    rf"""
    (?<!\\)(?:  # an escaped tag is text
    \{{\{{[<%](?:(?!\{{\{{).)*?[>%]\}}\}}  # Hugo, Quarto, Nikola
    | \{{%(?:(?!\{{%).)*?%\}}  # Liquid, Jinja
    | (?P<expression>\{{\{{(?:(?!\{{\{{).)*?\}}\}})  # Liquid, Jinja; MyST's substitutions
    | \{{::?[\w-]*[^{{}}\n]*\}}  # kramdown
    | \{{(?:filename|static|attach)\}}(?=[\w/.|-])  # Pelican
    | !?(?<!\[)\[\[(?!\d[\d,. ]*\]\])(?P<page>[^\s\]\[|][^\]\[|\n]*)(?:\|(?P<label>[^\]\[\n]*))?
      \]\](?![(\[])  # Obsidian
    | (?<=[^\n%\d])%%(?!%)[^%\n]+%%(?!%)  # Obsidian; at the start of a line, MyST's comment
    | ^%%[ \t]*\n(?=[^\s%])(?=(?:(?!^%%).)+^%%[ \t]*$)
    | (?<!\[)\[/?(?:{_WORDPRESS})(?:[ ][^\]\[\n]*)?\](?![(\[:\]])
    | ^import[ ][\w{{}},* ]+[ ]from[ ]["'][^"'\n]+["'];?[ ]*$  # MDX
    | ^export[ ](?:const|default|function)\b[^\n]*$
    | ^</?[A-Z]\w*[a-z]\w*(?:[ ][^>\n]*)?/?>
    )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_HINT = re.compile(
    rf"\{{[{{%:]|\{{(?:filename|static|attach)\}}|\[/?(?:{_WORDPRESS})\b"
    r"|^(?:import|export) |^</?[A-Z]|\[\[|%%",
    re.MULTILINE,
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\]\[\n]+)\]:", re.MULTILINE)
"""A link in Markdown, which may stand in brackets."""
_MAX_TAG = 500
"""Maximum length of a tag in characters: a single opening brace may match one much later."""

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_CODE_SPAN = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TemplateTag:
    """A tag in a text.

    Attributes:
        line: Its line, from 1.
        text: The tag as it is written, on one line.
        is_substitution: Whether MyST's substitutions have the same form.
    """

    line: int
    text: str
    is_substitution: bool


def template_tags(text: str) -> tuple[TemplateTag, ...]:
    """Return the template tags of a Markdown text, except those in code and comments."""
    if not _HINT.search(text):
        return ()
    return tuple(_tags(without_code(text)))


def without_template_tags(text: str) -> str:
    """Return plain text without template tags; of links of Obsidian, the text stays."""
    return _TAG.sub(_shown, text) if _HINT.search(text) else text


def _shown(found: re.Match[str]) -> str:
    return "" if found[0].startswith("!") else found["label"] or found["page"] or ""


def _tags(text: str) -> Iterator[TemplateTag]:
    line, position = 1, 0
    links = frozenset(_DEFINITION.findall(text) if "[[" in text else ())
    for found in _TAG.finditer(text):
        if len(found[0]) > _MAX_TAG:
            continue
        line += text.count("\n", position, found.start())
        position = found.start()
        if found["page"] in links:
            continue
        is_substitution = found["expression"] is not None
        yield TemplateTag(line, " ".join(found[0].split()), is_substitution)


def without_code(text: str) -> str:
    """Return a Markdown text with blank lines in place of code and comments.

    The first line of a directive keeps its name in braces and its argument.
    """
    lines = []
    fence = ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        if fence:
            closes = found and found["fence"].startswith(fence) and not found["info"].strip()
            fence = "" if closes else fence
            lines.append("\n")
        elif found and not (found["fence"][0] == "`" and "`" in found["info"]):
            # the content of a directive, such as {note}, is text of the post
            directive = found["info"].strip()
            if directive.startswith("{"):
                lines.append(f"{directive}\n")
            else:
                fence = found["fence"]
                lines.append("\n")
        else:
            lines.append(line)
    plain = "".join(lines)
    for pattern in (_COMMENT, _CODE_SPAN):
        plain = pattern.sub(_blank, plain)
    return plain


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
