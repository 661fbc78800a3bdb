"""Feeds and exports in their formats: Atom, RSS, RDF, JSON Feed, backups of Blogger."""
