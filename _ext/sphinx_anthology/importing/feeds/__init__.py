"""Feeds and exports in feed formats: Atom, RSS, RDF, JSON Feed, Blogger's backups."""
