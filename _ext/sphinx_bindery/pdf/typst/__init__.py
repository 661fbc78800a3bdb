"""Typst: escaping, source maps, math, glyph coverage, and the compiler."""
