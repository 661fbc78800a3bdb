"""Metadata of HTML pages: Open Graph, JSON-LD, breadcrumbs, search filters."""
