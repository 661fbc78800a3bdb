"""reStructuredText that stays reStructuredText, with links, pictures and front matter of ours."""
