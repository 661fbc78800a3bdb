"""Formulas: LaTeX source, its conversion to MathML, and the math renderer of HTML and ePub."""
