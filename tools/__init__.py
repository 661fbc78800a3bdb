"""Programs for those who work on the extensions; no part of the distribution."""
