"""Output formats, values in and text out: Atom, JSON-LD, BibTeX and others."""
