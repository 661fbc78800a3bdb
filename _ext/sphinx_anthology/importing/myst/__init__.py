"""Conversion of HTML to MyST, and the rewriting of links in MyST."""
