"""Incremental builds: outdated pages, and removal of unpublished ones."""
