"""Relations between posts: related posts and backlinks."""
