"""The rewriting of links and pictures in reStructuredText; everything else is unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.column_width import column_width
from sphinx_anthology.importing.restructuredtext.blocks import (
    BlockKind,
    blocks_of,
    parse_directive,
    parse_target,
    source_lines,
)
from sphinx_anthology.importing.restructuredtext.field_list import escaped_text
from sphinx_anthology.importing.restructuredtext.references import (
    References,
    Target,
    escaped_address,
    is_document,
    plain_address,
    reference_name,
)
from sphinx_anthology.importing.restructuredtext.tables import converted_table, runs
from sphinx_bindery.common.markdown.lexer_names import lexer_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_anthology.importing.restructuredtext.blocks import Block, Directive
    from sphinx_anthology.importing.restructuredtext.references import DocumentRewriter

CODE = frozenset({"code", "code-block", "sourcecode"})
PICTURES = frozenset({"image", "figure"})
FILES = frozenset({"include", "literalinclude"})
"""Directives that insert another file."""

PARSED = frozenset({
    "admonition", "attention", "caution", "centered", "class", "compound", "container", "danger",
    "deprecated", "epigraph", "error", "figure", "footer", "header", "highlights", "hint", "hlist",
    "important", "list-table", "note", "only", "pull-quote", "replace", "role", "rst-class",
    "rubric", "seealso", "sidebar", "table", "tip", "topic", "update", "versionadded",
    "versionchanged", "warning", "card", "dropdown", "grid", "grid-item", "grid-item-card",
    "tab-set", "tab-item", "details", "margin",
})  # fmt: skip
"""Directives whose argument and content are reStructuredText."""


def convert(text: str, rewriter: DocumentRewriter) -> str:
    """Return a source with rewritten links and pictures, and with a line break at its end.

    Args:
        text: The source without its front matter.
        rewriter: Rewrites links and pictures, and takes notices.
    """
    lines = source_lines(text)
    converter = _Converter(rewriter)
    converter.collect_targets(lines, 0)
    return "\n".join(converter.converted(lines, 0)).strip("\n") + "\n"


def heading(title: str) -> str:
    """Return the heading of a document, in a style that sections seldom have."""
    text = escaped_text(" ".join(title.split()))
    line = "#" * max(column_width(text), 4)
    return f"{line}\n{text}\n{line}\n"


@dataclass(slots=True)
class _Converter:
    """The state of the conversion of a source: its references, and its targets by line."""

    rewriter: DocumentRewriter
    references: References = field(default_factory=References)
    targets: dict[int, Target] = field(default_factory=dict)

    def collect_targets(self, lines: Sequence[str], start: int) -> None:
        """Resolve the targets in lines, before the references to them are converted."""
        for block in blocks_of(lines, start):
            if block.kind is BlockKind.DIRECTIVE:
                directive = parse_directive(block)
                if directive.name in PARSED:
                    self.collect_targets(directive.content, block.start + directive.content_start)
            elif block.kind is BlockKind.TARGET:
                name, written = parse_target(block)
                address = plain_address(written)
                is_indirect = written.endswith("_") and not written.endswith("\\_")
                if not address or is_indirect:
                    if not name:
                        self.references.anonymous.append(Target("unknown:"))
                    continue
                target = Target(self.rewriter.at(block.start).link(address))
                self.targets[block.start] = target
                if name:
                    self.references.named.setdefault(reference_name(name), target)
                else:
                    self.references.anonymous.append(target)

    def converted(self, lines: Sequence[str], start: int) -> Iterator[str]:
        """Yield the converted lines."""
        for block in blocks_of(lines, start):
            match block.kind:
                case BlockKind.TEXT:
                    yield from self._text("\n".join(block.lines), block.start).split("\n")
                case BlockKind.TARGET:
                    yield from self._target(block)
                case BlockKind.DIRECTIVE:
                    yield from self._directive(block)
                case BlockKind.KEPT:
                    yield from block.lines

    def _text(self, text: str, start: int) -> str:
        lines = text.split("\n")
        found: list[str] = []
        for first, end, is_table in runs(lines):
            if is_table:
                found += self._table(lines[first:end], start + first)
            else:
                found.append(self._references("\n".join(lines[first:end]), start + first))
        return "\n".join(found)

    def _references(self, text: str, start: int) -> str:
        return self.references.convert(text, lambda line: self.rewriter.at(start + line))

    def _table(self, lines: list[str], start: int) -> list[str]:
        table = converted_table(lines, lambda cell, line: self._references(cell, start + line))
        if table is not None:
            return table
        text = "\n".join(lines)
        if self._references(text, start) != text:
            message = "table: a link in it is left, since it has merged cells; edit it"
            self.rewriter.at(start).note(message)
        return lines

    def _target(self, block: Block) -> Iterator[str]:
        target = self.targets.get(block.start)
        name, written = parse_target(block)
        if target is None or target.address == plain_address(written):
            yield from block.lines
        elif target.address and not target.is_document:
            before = block.lines[0].partition(written[:8])[0] if written else ""
            yield (
                f"{before.rstrip()} {escaped_address(target.address)}"
                if name
                else (f"{block.indent}__ {escaped_address(target.address)}")
            )

    def _directive(self, block: Block) -> Iterator[str]:
        directive = parse_directive(block)
        if directive.name in PICTURES and directive.argument:
            yield from self._picture(block, directive)
        elif directive.name in CODE and directive.argument:
            yield from self._code(block, directive)
        elif directive.name in PARSED:
            head = block.lines[: directive.content_start]
            yield from self._text("\n".join(head), block.start).split("\n")
            yield from self._content(block, directive)
        else:
            yield from block.lines

    def _code(self, block: Block, directive: Directive) -> Iterator[str]:
        """Yield a code block with the name of a lexer of Pygments."""
        name = directive.argument
        known = lexer_name(name.lower())
        if known:
            yield block.lines[0] if known == name else block.lines[0].replace(name, known)
        else:
            message = f"code: the language {name!r} is unknown; it is not highlighted"
            self.rewriter.at(block.start).note(message)
            yield block.lines[0].replace(name, "text")
        yield from block.lines[1:]

    def _content(self, block: Block, directive: Directive) -> Iterator[str]:
        yield from self.converted(directive.content, block.start + directive.content_start)

    def _picture(self, block: Block, directive: Directive) -> Iterator[str]:
        rewriter, indent = self.rewriter.at(block.start), block.indent
        address = plain_address(directive.argument)
        path = rewriter.picture(address)
        if not path:
            yield from self._missing_picture(block, directive, address)
            return
        name = f"|{directive.substitution}| " if directive.substitution else ""
        yield f"{indent}.. {name}{directive.name}:: {path}"
        for option in directive.options:
            if option.strip().startswith(":target:"):
                yield from self._picture_target(option, address, rewriter)
            else:
                yield option
        if directive.content:
            yield ""
            yield from self._content(block, directive)

    def _picture_target(
        self, option: str, address: str, rewriter: DocumentRewriter
    ) -> Iterator[str]:
        """Yield the option ``target``, unless a picture links to itself."""
        before, _mark, written = option.partition(":target:")
        target = plain_address(written)
        if target.endswith("_"):
            yield option
            return
        if target.rpartition("/")[2] == address.rpartition("/")[2]:
            return
        new = rewriter.link(target)
        if is_document(new):
            rewriter.note(f"target {target!r}: a picture cannot lead to a document; it has no link")
        elif new:
            yield f"{before}:target: {escaped_address(new)}"

    def _missing_picture(self, block: Block, directive: Directive, address: str) -> Iterator[str]:
        """Yield a link in place of a picture without a copy, and its caption."""
        name = directive.option("alt") or address.rpartition("/")[2]
        words = escaped_text(name).replace("<", "\\<")
        new = self.rewriter.at(block.start).link(address)
        shown = f"`{words} <{escaped_address(new)}>`__" if new and not is_document(new) else words
        if directive.substitution:
            yield f"{block.indent}.. |{directive.substitution}| replace:: {shown}"
            return
        yield f"{block.indent}{shown}"
        deeper = min(
            (len(line) - len(line.lstrip()) for line in directive.content if line), default=0
        )
        if directive.content:
            yield ""
            yield from (
                f"{block.indent}{line[deeper:]}".rstrip()
                for line in self._content(block, directive)
            )
