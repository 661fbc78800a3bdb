"""Text at the top of a file that looks like front matter and is not parsed as such.

A fence that is slightly wrong would publish a draft. Only the first lines of a file without front
matter count, after blank lines, comments and at most one heading. They look like front matter if

- a line says that the post is a draft, such as ``draft: true``, ``published: no``;
- or a fence of any kind precedes lines of which at least one has a known key, and two after a blank
  line, after a heading or in a code block;
- or a whole paragraph consists of ``key: value`` lines, at least two of which have known keys, one
  of them a key that readers never see, such as ``slug``, or ``title``;
- or a comment at the top has such lines as Nikola writes them, ``.. slug: a``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.draft_marks import is_draft_mark
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LINES = 60
"""Number of lines at the top of a file that are checked."""

_OTHER_KEYS = frozenset(
    {
        "layout", "permalink", "published", "type", "guid", "comments", "keywords", "subtitle",
        "weight", "publishdate", "expirydate", "cover", "toc", "math", "pin", "url", "blogpost",
    }
)  # fmt: skip
_KNOWN_KEYS = frozenset(key.lower() for key in (*SPELLINGS, *IGNORED_KEYS, *_OTHER_KEYS))
_HEAD_KEYS = frozenset(
    {"title", "slug", "layout", "permalink", "tags", "category", "categories", "aliases"}
)
"""Keys that hardly begin a line of prose, unlike ``Date: May 5`` or ``Location: Paris``."""
_UNDERLINE = re.compile(r"([=\-~*^\"'`#+.:_])\1*")
# characters without width, and NUL, which UTF-16 text has between letters if decoded as UTF-8
_INVISIBLE = re.compile("[\x00\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DASHES = "\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_FENCE = re.compile(rf"(?:[-+=*_~`;.#/\\{_DASHES}]{{2,}}|[\u2014\u2015])\W*\w{{0,8}}\W*")
_CODE = re.compile(r"`{3}|~{3}")
_CODE_FENCE = re.compile(r"(?:`{3,}|~{3,}) *(?:\{code(?:-block)?\})? *[\w.-]*")
_DIRECTIVE = re.compile(r"(?:`{3,}|~{3,}|:{3,}) *\{[\w:.+-]+\}.*|\.\. [\w:.+-]+::(?: .*)?")
_KEY_LINE = re.compile(
    r"""(?P<mark>:|\.\.\ |[%>*]\ |\*\*|[\[{]//|<!--)?\s*
        ["'`*_]*(?P<key>[^\W\d_](?:[\w.-]|\ (?=\w)){0,30})["'`*_]*\s*
        (?:=>?|[:\uff1a]\**(?![:/]))\s*(?P<value>.*)""",
    re.VERBOSE,
)
_FIELD_WITHOUT_END = re.compile(r":(?P<key>[^\W\d_][\w-]*)(?: +(?P<value>[^\s:]+))?")
_PAIR = re.compile(r"[\"']?(?P<key>[^\W\d_][\w-]*)[\"']?\s*[:=]\s*[\"']?(?P<value>[^\"',}\]]*)")
_COMMENT_OR_TARGET = re.compile(r"[%#]\s|%$|\[//\]|\{%.*%\}$|\([^()]+\)=$|<!--.*-->$")
_NIKOLA_LINE = re.compile(r"\.\. (?P<key>[^\W\d_][\w-]*): *(?P<value>.*)")
_COMMENT_AFTER_VALUE = re.compile(r"\s#.*$")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Text that looks like front matter: its line from 0, and why it is not parsed as such."""

    line: int
    reason: str


def find_lookalike(lines: Sequence[str], *, after_front_matter: bool = False) -> Lookalike | None:
    """Return text at the top of a file that looks like front matter, None if there is none.

    Args:
        lines: The lines of a file without front matter, or those after its front matter.
        after_front_matter: Whether the lines follow front matter that is not empty. Then only a
            second block between two fences counts, and draft marks directly below the first block
            or above a fence.
    """
    skipped = _first_text(lines)
    top = _INVISIBLE.sub("", "".join(lines[skipped : skipped + MAX_LINES])).expandtabs(4)
    texts = [line.rstrip() for line in top.split("\n")]
    found = _find_second(texts, not skipped) if after_front_matter else _find(texts)
    return replace(found, line=found.line + skipped) if found else None


def _first_text(lines: Sequence[str]) -> int:
    """Return the number of the first line that is not blank, after a long comment if there is one.

    Such a comment of ``MAX_LINES`` or more, often a license, would leave no lines to check.
    """
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[first].lstrip().startswith("<!--"):
        end = next((n for n, line in enumerate(lines[first:], first) if "-->" in line), first)
        return end + 1 if end - first >= MAX_LINES else first
    return first


def _find(texts: Sequence[str]) -> Lookalike | None:
    heading = _skip_comments(texts, 0)
    start = _skip_heading(texts, heading)
    return (
        _Run(texts, start).lookalike(start > heading)
        or _draft_line(texts)
        or _nikola_comment(texts)
    )


def _nikola_comment(texts: Sequence[str]) -> Lookalike | None:
    """Return metadata of Nikola: lines such as ``.. slug: a`` in a comment at the top."""
    if not texts or not texts[0].lstrip().startswith("<!--"):
        return None
    found = takewhile(lambda text: "-->" not in text, texts[1:])
    lines = [_NIKOLA_LINE.fullmatch(text.strip()) for text in found]
    pairs = [(line["key"].lower(), line["value"]) for line in lines if line]
    known = {key for key, _value in pairs} & _KNOWN_KEYS
    is_draft = any(is_draft_mark(key, value, strict=True) for key, value in pairs)
    is_metadata = len(known) > 1 and known & _HEAD_KEYS
    return Lookalike(0, "it is in a comment") if is_draft or is_metadata else None


def _find_second(texts: Sequence[str], is_adjacent: bool) -> Lookalike | None:
    """Return text that looks like a part of the front matter above it.

    Args:
        texts: The lines after the front matter.
        is_adjacent: Whether no blank line is between the two.
    """
    heading = _skip_comments(texts, 0)
    start = _skip_heading(texts, heading)
    run = _Run(texts, start, strict=True)
    is_adjacent = is_adjacent and not start
    is_marked = is_adjacent or run.is_closed or run.is_field_list or run.fence.startswith("{")
    is_block = run.is_fenced and run.is_closed and not run.is_directive
    if not run.is_code and (is_block or (run.is_draft and is_marked)):
        return Lookalike(start, "it is below the front matter")
    return _draft_line(texts[:1]) if is_adjacent else None


class _Run:
    """The first consecutive lines with keys, and the fences around them."""

    def __init__(self, texts: Sequence[str], start: int, *, strict: bool = False) -> None:
        self.texts = texts
        self.start = start
        self.fence = texts[start].strip() if start < len(texts) else ""
        self.is_code = bool(_CODE_FENCE.fullmatch(self.fence))
        # the options of a directive look like keys
        self.is_directive = not self.is_code and bool(_DIRECTIVE.fullmatch(self.fence))
        self.is_fenced = self.is_code or _is_fence(self.fence) or self.fence == "{"
        self.first = start
        while self.first < len(texts) and self.is_fenced:
            text = texts[self.first].strip()
            if text and not _is_fence(text) and self.first > start:
                break
            self.first += 1
        self.may_have_gaps = strict or self.is_fenced
        self.strict = strict or not self.is_fenced
        self.has_gap = "" in (text.strip() for text in texts[start : self.first])
        self.keys: set[str] = set()
        self.is_draft = self.is_field_list = False
        self.end = self._read()
        ending = texts[self.end].strip() if self.end < len(texts) else ""
        self.is_closed = bool(self.keys and _is_fence(ending))
        self.is_whole = self.is_closed or not ending

    def _read(self) -> int:
        """Collect the keys, and return the line after the last one."""
        line = self.first
        while line < len(self.texts):
            text = self.texts[line].strip()
            if text and not self._is_nested(line) and self._note(text):
                line += 1
            elif text.startswith("#") or (self.keys and re.match(r" |[-\]})\[]", self.texts[line])):
                if _is_fence(text):
                    break
                line += 1
            elif not text and self.may_have_gaps and self.keys and self._goes_on(line):
                line += 1
            else:
                break
        return line

    def _is_nested(self, line: int) -> bool:
        """Return whether a line is in a nested value of a JSON object, such as a notebook."""
        return self.fence == "{" and _indentation(self.texts[line]) > _indentation(
            self.texts[self.first]
        )

    def _note(self, text: str) -> bool:
        """Add the keys of a line to those of the run; return whether it has any."""
        if re.match(r"\{+\s*[\"']?\w[\w-]*[\"']?\s*:[^:]", text):
            pairs = [(found["key"], found["value"]) for found in _PAIR.finditer(text)]
            if pairs[0][0].lower() not in _KNOWN_KEYS:
                pairs = [pair for pair in pairs if is_draft_mark(*pair, strict=True)]
        elif found := _KEY_LINE.fullmatch(text):
            self.is_field_list |= found["mark"] == ":"
            pairs = [(found["key"], found["value"])]
        elif (found := _FIELD_WITHOUT_END.fullmatch(text)) and is_draft_mark(
            found["key"], found["value"] or "true", strict=True
        ):
            self.is_field_list = True
            pairs = [(found["key"], found["value"] or "true")]
        else:
            return False
        for key, value in pairs:
            self.keys.add(key.lower())
            strict = self.strict or self.has_gap
            self.is_draft |= is_draft_mark(key, _COMMENT_AFTER_VALUE.sub("", value), strict=strict)
        return bool(pairs)

    def _goes_on(self, line: int) -> bool:
        following = next((text.strip() for text in self.texts[line:] if text.strip()), "")
        return _is_fence(following) or bool(_KEY_LINE.fullmatch(following))

    def lookalike(self, after_heading: bool) -> Lookalike | None:
        """Return the run if it looks like front matter, else None."""
        known = len(self.keys & _KNOWN_KEYS)
        if self.is_code and after_heading:
            return None
        if self.is_fenced:
            several = self.has_gap or after_heading or self.is_code
            found = known >= (2 if several else 1) and (self.is_closed or not several)
        elif after_heading:
            found = self.is_field_list and known >= 1 and self.is_whole
        else:
            is_object = self.fence.startswith("{")
            has_several = bool(self.keys & _HEAD_KEYS) and known >= 2 - is_object
            found = has_several and (self.is_whole or is_object)
        if not (self.is_draft or (found and not self.is_directive)):
            return None
        return Lookalike(self.start, self._reason(after_heading=after_heading))

    def _reason(self, *, after_heading: bool) -> str:
        if after_heading:
            return "it is after the title"
        if self.is_code:
            return "it is in a code block"
        if not self.is_fenced:
            return "it has no fence"
        if re.fullmatch(r"-{3,}|\+{3}", self.fence):
            if self.start or self.texts[self.start] != self.fence:
                return "something precedes its fence"
            return "no fence ends it"
        return f"{self.fence!r} is not a fence"


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_fence(text: str) -> bool:
    return bool(_FENCE.fullmatch(text.replace(" ", "")))


def _skip_comments(texts: Sequence[str], line: int) -> int:
    """Return the first line, from ``line`` on, that is not blank and not in a comment."""
    while line < len(texts):
        text = texts[line].strip()
        if text.startswith("<!--"):
            while line < len(texts) and "-->" not in texts[line]:
                line += 1
        elif text and (not _COMMENT_OR_TARGET.match(text) or text.startswith("#")):
            return line
        line += 1
    return line


def _skip_heading(texts: Sequence[str], line: int) -> int:
    """Return the first line with text after a heading at ``line``; without one, ``line``."""
    text, below, third = (texts[n].strip() if n < len(texts) else "" for n in range(line, line + 3))
    if re.match(r"#{1,6} ", text):
        return _skip_comments(texts, line + 1)
    if not below or _KEY_LINE.fullmatch(below if _UNDERLINE.fullmatch(text) else text):
        return line
    if _UNDERLINE.fullmatch(text):
        return _skip_comments(texts, line + 3) if third == text else line
    return _skip_comments(texts, line + 2) if text and _UNDERLINE.fullmatch(below) else line


def _draft_line(texts: Sequence[str]) -> Lookalike | None:
    """Return a line with ``draft: true`` outside of code, such as one in a comment."""
    in_code = in_comment = False
    for line, text in enumerate(texts):
        in_code ^= bool(_CODE.match(text.strip()))
        in_comment = (in_comment or "<!--" in text) and "-->" not in text
        if in_code or re.match(r"#[^+]", text) or (text.startswith("  ") and not in_comment):
            continue
        found = _KEY_LINE.fullmatch(text.strip("<!->[](){}/#*%+ .:").replace("::", ":"))
        if (
            found
            and found["key"].lower() == "draft"
            and is_draft_mark("draft", found["value"], strict=True)
        ):
            return Lookalike(line, "it is not at the top, or in a comment")
    return None
