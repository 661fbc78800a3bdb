"""Inline markup of Markdown: links, pictures, tags and formulas; code spans are unchanged."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.formulas import formula_at, formula_role
from sphinx_anthology.importing.markdown.html_tags import BLOCKS, PHRASING, TAG, attributes
from sphinx_anthology.importing.markdown.references import normalized
from sphinx_anthology.importing.markdown.tag_placeholders import restore, tag_message
from sphinx_anthology.importing.myst.escape import escape

if TYPE_CHECKING:
    from sphinx_anthology.importing.markdown.links import Links, Shown

_SPECIAL = re.compile(r"[\\`<!\[\]{$~]|(?<!\w)https?://(?=[^\s<>])")
_BARE = re.compile(r"https?://[^\s<>\[\]`\"]+")
_INLINE = re.compile(
    r"""\(\s*
    (?:<(?P<angle>(?:\\.|[^<>\\\n])*)>
      |(?P<bare>(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*))
    (?P<title>\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?
    \s*\)""",
    re.VERBOSE | re.DOTALL,
)
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]", re.DOTALL)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = re.compile(
    r"\{::?/?(?:\s*(?:[.#][\w:-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+)|[\w:-]+))*\s*/?\}"
)
_BRACES = re.compile(r"\{{2,}|\{(?=%)")
_ROLE = re.compile(r"[\w:+-]+\}")
_DELETED = re.compile(r"~~(?=[^\s~])(?P<text>(?:[^~\n]|\n(?!\s*\n)|~(?!~))+?)(?<=[^\s~])~~(?!~)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MEDIA = frozenset({"iframe", "video", "audio", "embed", "object"})
_SLASHES = 2
_DROPPED = frozenset({"script", "style"})


@dataclass(slots=True)
class _Opener:
    """An opening bracket or ``<a>``: its number in ``pieces``, and the position of its content."""

    kind: str
    piece: int
    position: int
    address: str = ""
    is_active: bool = True


@dataclass(slots=True)
class InlineConverter:
    """A converter of the text of one block.

    Attributes:
        block: Resolves links and pictures, and takes notices.
        pieces: The converted text so far.
        openers: The brackets and ``<a>`` that are not closed.
        places: The number of ``<a>`` without an address that are not closed.
        dollars: The number of dollar signs in the text; two may delimit a formula.
        breaks: The positions of line breaks.
        position: The position of the converter.
    """

    block: Links
    pieces: list[str | Shown] = field(default_factory=list)
    openers: list[_Opener] = field(default_factory=list)
    places: int = 0
    dollars: int = 0
    breaks: list[int] = field(default_factory=list)
    position: int = 0

    def convert(self, text: str) -> str:
        """Return a text as MyST."""
        self.dollars = text.count("$")
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        position = 0
        while found := _SPECIAL.search(text, position):
            self.pieces.append(text[position : found.start()])
            position = self._special(text, found.start())
        self.pieces.append(text[position:])
        return "\n".join(map(self._restored, count(), self._joined(0).split("\n")))

    @property
    def links(self) -> Links:
        """Links whose notices name the current line."""
        return self.block.at(bisect_left(self.breaks, self.position))

    def note(self, message: str) -> None:
        """Report a notice about the current line."""
        self.links.rewriter.note(message)

    def _special(self, text: str, at: int) -> int:
        """Convert the markup at a position, and return the position of its end."""
        self.position = at
        match text[at]:
            case "\\" | "$":
                return self._sign(text, at)
            case "`":
                return self._code(text, at)
            case "<":
                return self._angle(text, at)
            case "!" if text.startswith("![", at):
                self.openers.append(_Opener("![", len(self.pieces), at + 2))
                return self._add("![", at)
            case "[":
                if text.startswith("[^", at) and (found := _LABEL.match(text, at)):
                    return self._footnote(found, at)
                self.openers.append(_Opener("[", len(self.pieces), at + 1))
                return self._add("[", at)
            case "]":
                return self._close(text, at)
            case "{":
                return self._brace(text, at)
            case "h":
                return self._bare(text, at)
            case "~" if found := _DELETED.match(text, at):
                inner = InlineConverter(self.links).convert(found["text"])
                self.pieces.append(f"<del>{inner}</del>")
                return found.end()
        return self._add(text[at], at)

    def _add(self, piece: str, at: int) -> int:
        self.pieces.append(piece)
        return at + len(piece)

    def _code(self, text: str, at: int) -> int:
        end = at
        while text.startswith("`", end):
            end += 1
        ticks = text[at:end]
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, end)
        if not closing:
            return self._add(ticks, at)
        if self.pieces[-2:-1] == ["{"] and _ROLE.fullmatch(str(self.pieces[-1])):
            self.pieces[-2] = "\\{"
        self.pieces.append(restore(text[at : closing.end()]))
        return closing.end()

    def _footnote(self, found: re.Match[str], at: int) -> int:
        name = found[1][1:]
        if name in self.block.footnotes:
            return self._add(found[0], at)
        self.note(f"footnote {name!r}: its mark or its text is missing; it is kept as text")
        self.pieces.append(f"\\{found[0]}")
        return found.end()

    def _angle(self, text: str, at: int) -> int:
        if found := _COMMENT.match(text, at):
            self.pieces.append(restore(found[0]))
            return found.end()
        if found := _AUTOLINK.match(text, at):
            self.pieces.append(self.links.autolink(found[1]))
            return found.end()
        found = TAG.match(text, at)
        if not found:
            return self._add("<", at)
        if found["end"]:
            return self._end_tag(found)
        name, values = found["name"].lower(), attributes(found["attributes"])
        if name == "img":
            address = values.get("src") or values.get("data-src", "")
            self.pieces.append(self.links.picture(address, escape(values.get("alt", "")), ""))
        elif name == "a" and values.get("href"):
            self.openers.append(_Opener("<a", len(self.pieces), found.end(), values["href"]))
            self.pieces.append("")
        elif name in _DROPPED or name in _MEDIA:
            return self._element(text, found, name, values)
        elif name not in PHRASING | BLOCKS:
            self.note(f"<{name}>: is not an HTML element; it is kept as text")
            self.pieces.append(f"\\{found[0]}")
        elif name in BLOCKS and not re.search(rf"</{name}\s*>", text[found.end() :], re.IGNORECASE):
            self.note(f"<{name}>: begins a block within a line; it is kept as text")
            self.pieces.append(f"\\{found[0]}")
        else:
            self.places += name == "a"
            self.pieces.append(found[0])
        return found.end()

    def _element(self, text: str, start: re.Match[str], name: str, values: dict[str, str]) -> int:
        """Convert a player to a link; leave scripts and styles out."""
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, start.end())
        end = closing.end() if closing else start.end()
        if name in _DROPPED:
            self.note(f"<{name}>: has no place in a post; it is left out")
            return end
        source = re.compile(r"<source\b([^>]*)>").search(text, start.end(), end)
        inner = attributes(source[1]) if source else {}
        address = values.get("src") or values.get("data") or inner.get("src", "")
        self.pieces.append(self.links.link(escape(address), address, "") if address else "")
        return end

    def _bare(self, text: str, at: int) -> int:
        """Convert an address without brackets to a link, as many programs do."""
        found = _BARE.match(text, at)
        address = found[0].rstrip(".,:;!?'*_~|\\") if found else ""
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,:;!?'*_~")
        if address.count("/") < _SLASHES:
            return self._add("http", at)
        self.pieces.append(self.links.autolink(address))
        return at + len(address)

    def _end_tag(self, found: re.Match[str]) -> int:
        if (name := found["end"].lower()) != "a":
            self.pieces.append(found[0] if name in PHRASING | BLOCKS else f"\\{found[0]}")
            return found.end()
        number = next(
            (n for n in range(len(self.openers) - 1, -1, -1) if self.openers[n].kind == "<a"), -1
        )
        if number < 0:
            # the end tag of an <a> without an address, or of one in another block
            self.pieces.append(found[0] if self.places else "")
            self.places = max(0, self.places - 1)
            return found.end()
        opener = self.openers[number]
        del self.openers[number:]
        label = " ".join(self._label(opener.piece + 1).split())
        self.pieces[opener.piece :] = [self.links.link(label, opener.address, "")]
        return found.end()

    def _close(self, text: str, at: int) -> int:
        """Convert a link or picture that ends at a bracket."""
        if not self.openers or self.openers[-1].kind == "<a":
            return self._add("]", at)
        opener = self.openers.pop()
        if not opener.is_active:
            return self._add("]", at)
        source = text[opener.position : at]
        end, address, title = at + 1, "", ""
        if found := _INLINE.match(text, at + 1):
            address = found["bare"] if found["angle"] is None else found["angle"]
            address = unescape(_ESCAPED.sub(r"\1", address))
            title, end = (found["title"] or "").strip(), found.end()
            written = found[0]
        else:
            named = _LABEL.match(text, at + 1)
            label = normalized(named[1] if named and named[1] else source)
            if label not in self.block.references.found:
                return self._add("]", at)
            return self._reference(opener, label, named, at)
        self._replace(opener, address, title, written)
        return end

    def _reference(self, opener: _Opener, label: str, named: re.Match[str] | None, at: int) -> int:
        references = self.block.references
        end = named.end() if named else at + 1
        written = named[0] if named else ""
        entry = references.found[label]
        if opener.kind == "![" or label in references.of_pictures:
            title = f'"{entry.title}"' if entry.title and '"' not in entry.title else ""
            self._replace(opener, entry.address, title, "")
        elif references.targets.get(label):
            self.pieces += ["]", written]
            self._deactivate()
        else:
            self.pieces[opener.piece] = ""
        return end

    def _replace(self, opener: _Opener, address: str, title: str, written: str) -> None:
        label = self._label(opener.piece + 1)
        if opener.kind == "![":
            self.pieces[opener.piece :] = [self.links.picture(address, label, title)]
            return
        self.pieces[opener.piece :] = [self.links.link(label, address, title, written)]
        self._deactivate()

    def _deactivate(self) -> None:
        for opener in self.openers:
            if opener.kind == "[":
                opener.is_active = False

    def _brace(self, text: str, at: int) -> int:
        if found := _ATTRIBUTES.match(text, at):
            return found.end()
        if found := _BRACES.match(text, at):
            self.pieces.append("\\{" * len(found[0]))
            return found.end()
        if text.startswith("{:", at):
            self.pieces.append("{\\:")
            return at + 2
        return self._add("{", at)

    def _sign(self, text: str, at: int) -> int:
        """Convert a formula, a dollar sign or an escaped character."""
        if found := formula_at(text, at, has_formulas=self.block.has_formulas):
            self.pieces.append(formula_role(found))
            return found.end()
        if text[at] == "\\":
            return self._add(text[at : at + 2], at)
        self.pieces.append("\\$" if self.dollars > 1 else "$")
        return at + 1

    def _label(self, start: int) -> str:
        return "".join(
            piece if isinstance(piece, str) else piece.in_link for piece in self.pieces[start:]
        )

    def _joined(self, start: int) -> str:
        return "".join(
            piece if isinstance(piece, str) else piece.alone for piece in self.pieces[start:]
        )

    def _restored(self, number: int, line: str) -> str:
        """Return a line with template tags in place of placeholders, and report them."""

        def shown(tag: str) -> str:
            self.block.at(number).rewriter.note(tag_message(tag))
            return escape(" ".join(tag.split()))

        return restore(line, shown)
