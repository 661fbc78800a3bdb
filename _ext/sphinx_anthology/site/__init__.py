"""The HTML site: listing pages, metadata, link previews, feeds, redirects and other files."""
