"""Directives, each of which inserts a placeholder node that rendering replaces."""
