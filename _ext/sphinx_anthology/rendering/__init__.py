"""Rendering of placeholders as docutils nodes: bylines, lists, indexes, post footers."""
