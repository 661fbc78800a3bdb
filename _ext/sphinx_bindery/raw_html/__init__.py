"""HTML in a Markdown text as docutils nodes, so that what it says is in the PDF too.

Markdown has no other way to write a figure with a caption or a cell over two columns, so its HTML
is part of the text (https://spec.commonmark.org/0.31.2/#html-blocks). In reStructuredText, HTML
stands only in ``raw`` directives, which by their definition are for the output that they name
(https://docutils.sourceforge.io/docs/ref/rst/directives.html#raw): it is left alone there.
"""

from __future__ import annotations

from sphinx_bindery.raw_html.replacement import replace_html

__all__ = ["replace_html"]
