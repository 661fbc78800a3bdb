"""Pelican: its settings, metadata, addresses and links."""
