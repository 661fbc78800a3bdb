"""Placeholders become docutils nodes: bylines, lists, indexes, post footers."""
