"""Hugo sites: content folders, page bundles, shortcodes, several languages."""
