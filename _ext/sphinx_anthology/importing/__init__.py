"""Import of posts from other blogs: sources, conversion to MyST, the target, the report."""
