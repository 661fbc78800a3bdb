"""Listing pages: one for each tag, series, category, author and year."""
