"""Fixes of front matter: edits of its text that do not change its meaning."""
