"""reStructuredText with rewritten links and pictures, and with front matter as a field list."""
