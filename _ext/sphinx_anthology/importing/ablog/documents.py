"""A document of an ABlog site: a post, sections that are posts, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.ablog.source_outline import source_outline
from sphinx_anthology.core.dialect import SourceText
from sphinx_anthology.core.frontmatter.markdown import UnreadableError, mapping_entries, parse
from sphinx_anthology.importing.ablog.sections import section_lines
from sphinx_anthology.importing.folders.data import data_of, text_of
from sphinx_anthology.importing.folders.walk import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_anthology.core.ablog.source_outline import Directive, Outline
    from sphinx_anthology.core.dialect import Dialect, Translation
    from sphinx_anthology.core.frontmatter.markdown import MappingEntry
    from sphinx_anthology.importing.ablog.sections import SectionLines
    from sphinx_anthology.importing.folders.source_file import SourceFile


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its posts.

    Attributes:
        file: The file.
        outline: Its headings and directives.
        translation: The front matter of the document and of its sections, in our keys.
        lines: Its lines.
    """

    file: SourceFile
    outline: Outline
    translation: Translation
    lines: list[str]

    @property
    def is_markdown(self) -> bool:
        """Whether it is MyST."""
        return self.file.path.suffix.lower() in MARKDOWN

    @property
    def docname(self) -> str:
        """Its docname in the ABlog site."""
        return self.file.name.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The last part of its docname; for ``index`` the name of its folder."""
        parts = self.docname.split("/")
        return parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]

    @property
    def is_post(self) -> bool:
        """Whether the document itself is a post."""
        return any(
            entry.key == "post" and text_of(data_of(entry.value)) == "true"
            for entry in self.translation.entries
        )

    @property
    def sections(self) -> Iterator[tuple[SectionLines, Directive, Sequence[MappingEntry]]]:
        """The sections that are posts, with their directives and front matter."""
        found = [entry for entry in self.outline.directives if entry.name == "post"]
        own = found[len(found) - len(self.translation.sections) :]
        for directive, entries in zip(own, self.translation.sections, strict=True):
            if lines := section_lines(self.lines, self.outline, directive):
                yield lines, directive, entries


def read_document(file: SourceFile, dialect: Dialect) -> Document:
    """Return a document with its front matter in our keys.

    Args:
        file: The file.
        dialect: The translation of front matter for ABlog.
    """
    is_markdown = file.path.suffix.lower() in MARKDOWN
    lines = [*[""] * (file.first_line - 1), *file.body.split("\n")]
    head = file.source
    docname = file.name.rpartition(".")[0]
    source = SourceText(docname, "\n".join(lines), is_markdown, head.first_line, head.end)
    try:
        node = parse(head.text, head.first_line)
    except UnreadableError:
        node = None  # reported by read_source
    entries = mapping_entries(node, head.first_line)[0] if node else ()
    outline = source_outline(source.text, is_markdown=is_markdown, start=head.end)
    return Document(file, outline, dialect.translate(source, entries), lines)
