"""The press file: a PDF by Typst, converted for a print shop."""
