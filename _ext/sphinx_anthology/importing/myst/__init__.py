"""HTML of posts to MyST Markdown."""
