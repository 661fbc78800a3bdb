"""Pages of the HTML site: their paths, metadata and links."""
