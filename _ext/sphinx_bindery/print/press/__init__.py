"""The press file: what a PDF by Typst becomes for a print shop."""
