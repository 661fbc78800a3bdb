"""Conversion of the Markdown of blogs to MyST.

Links, pictures, raw HTML, attributes, formulas and headings are edited in place, so that the text
keeps its lines. Code is unchanged.
"""
