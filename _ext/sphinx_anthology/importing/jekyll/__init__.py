"""Jekyll sites, and folders of posts that are named like Jekyll's."""
