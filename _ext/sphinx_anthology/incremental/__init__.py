"""What is outdated: build records, fingerprints, unpublished pages."""
