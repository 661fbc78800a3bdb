"""Posts, their taxonomies, their order, and queries over them."""
