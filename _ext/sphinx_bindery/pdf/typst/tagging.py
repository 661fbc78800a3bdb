"""The tags of a PDF by Typst, completed: row headers, list items, and text after links."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf

from sphinx_bindery.pdf.typst.empty_tags import mend_empty_tags
from sphinx_bindery.pdf.typst.row_headers import tag_row_headers
from sphinx_bindery.pdf.typst.text_spans import add_text_spans

_OBJECT_STREAMS = _BORDERS = "1.5"
"""The first version of PDF with border attributes, by which row headers are found, and with object
streams, which halve the file by compressing its structure tree."""


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """A PDF with completed tags.

    Attributes:
        content: The PDF.
        complete: Whether all tables with row headers were found, as far as the version of the PDF
            allows.
    """

    content: bytes
    complete: bool


def complete_tags(content: bytes, row_headers: int) -> TaggedPdf:
    """Complete the tags of a PDF by Typst.

    Args:
        content: The PDF.
        row_headers: The number of tables with row headers.
    """
    output = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            has_borders = pdf.pdf_version >= _BORDERS
            has_streams = pdf.pdf_version >= _OBJECT_STREAMS
            found = tag_row_headers(pdf) if row_headers and has_borders else 0
            changed = mend_empty_tags(pdf) + add_text_spans(pdf) + found
            if changed:
                modes = pikepdf.ObjectStreamMode
                # An ID from the content keeps builds reproducible.
                pdf.save(
                    output,
                    fix_metadata_version=False,
                    deterministic_id=True,
                    object_stream_mode=modes.generate if has_streams else modes.disable,
                )
    except pikepdf.PdfError:
        return TaggedPdf(content, complete=not row_headers)
    complete = not has_borders or found >= row_headers
    return TaggedPdf(output.getvalue() if changed else content, complete)
