"""The XHTML of pages: parsing, content model and links."""
