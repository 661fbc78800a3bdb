"""Mending of front matter: edits of its text that change no meaning."""
