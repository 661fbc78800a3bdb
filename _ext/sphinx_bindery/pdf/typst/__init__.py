"""Typst: source text, formulas, glyphs, the compiler and its messages."""
