"""XHTML of the chapters: parsing, content model, links, pagination."""
