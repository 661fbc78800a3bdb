"""Import of posts from other blogs: sources, conversion to MyST, writing, reports."""
