"""The compilation of a book, without the images and standards that would prevent it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.pdf.project import MAIN
from sphinx_bindery.pdf.typst.compiler import TypstCompileError
from sphinx_bindery.pdf.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.project import TypstProject
    from sphinx_bindery.pdf.typst.compiler import CompiledPdf, TypstCompiler


def compile_book(
    compiler: TypstCompiler,
    project: TypstProject,
    images: BookImages,
    *,
    data: Mapping[str, object],
    standards: Sequence[str],
    timestamp: datetime,
) -> CompiledPdf:
    """Compile a project to PDF.

    Unreadable images are left out, and so is a standard that the book violates; each with a
    warning.

    Args:
        compiler: The compiler.
        project: The project, written.
        images: The images of the project.
        data: The template's data.
        standards: The PDF standards to conform to.
        timestamp: The creation date in the PDF.

    Raises:
        TypstCompileError: The book has other errors.
    """
    try:
        return compiler.compile(MAIN, standards, timestamp)
    except TypstCompileError as error:
        failure = error
    if unreadable := images.unreadable(compiler.image_error):
        for image in unreadable:
            warn(
                f"{image.uri}: Typst cannot read this image, so its alternative text is printed: "
                f"{image.reason}",
                image.place,
            )
        project.write({**data, "unreadable": [image.path for image in unreadable]})
        try:
            return compiler.compile(MAIN, standards, timestamp)
        except TypstCompileError as error:
            failure = error
    if not all(diagnostic.is_standard_violation for diagnostic in failure.diagnostics):
        raise failure
    # Typst repeats a violation for each of the elements that one node becomes.
    for message, place in project.with_sources(failure.diagnostics):
        warn(f"{message}; the PDF is made without bindery_pdf_standard", place)
    return compiler.compile(MAIN, (), timestamp)
