"""The command line: check, new, schema."""
