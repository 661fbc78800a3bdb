"""The compilation of a Typst project, with margins for the number of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from sphinx_bindery.pdf.page_setup import compile_for_page_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.project import TypstProject
    from sphinx_bindery.pdf.typst.compiler import CompiledPdf, TypstCompiler
    from sphinx_bindery.print.margins import BookPages


@dataclass(frozen=True, slots=True)
class Typesetting:
    """A Typst project with all that compiling it depends on.

    Attributes:
        project: The project.
        compiler: The compiler with the fonts of the book.
        images: The images of the book.
        data: The template's data, apart from those of the page.
        standards: The PDF standards to conform to.
        pages: What the geometry of the pages depends on.
    """

    project: TypstProject
    compiler: TypstCompiler
    images: BookImages
    data: Mapping[str, object]
    standards: Sequence[str]
    pages: BookPages

    @progress_message("typesetting")
    def compile(self) -> tuple[CompiledPdf, list[str]]:
        """Compile the project.

        Returns:
            The PDF, and messages about margins that do not fit its number of pages.

        Raises:
            TypstCompileError: The book has errors that no replacement of blocks removes.
        """
        is_auto = self.data["recto"] == "auto"
        return compile_for_page_count(self.pages, self._compile, may_be_short=is_auto)

    def _compile(self, page: dict[str, object]) -> CompiledPdf:
        content = {**self.data, "page": page}
        return self.project.compile(self.compiler, self.images, content, self.standards)

    def report_warnings(self, result: CompiledPdf) -> None:
        """Report the compiler's warnings at the places in the sources that they are about."""
        found = self.project.with_sources(result.warnings)
        self.images.report_warnings(found, self.compiler.image_warnings)
