"""What a post is, without Sphinx: front matter in, records and their order out."""
