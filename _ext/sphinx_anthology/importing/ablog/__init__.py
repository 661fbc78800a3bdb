"""ABlog: its settings, posts in documents and sections, and directives."""
