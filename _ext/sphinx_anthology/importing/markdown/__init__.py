"""Markdown as blogs write it to MyST: links, pictures, raw HTML, attributes, formulas, headings.

Code stays as it is. The rest of a text is edited in place, so that it keeps its lines.
"""
