"""Front matter of posts: parsing, validation, JSON Schema and the scan of all files."""
