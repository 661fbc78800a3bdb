"""Values of posts: dates, languages, names, licenses, and their display text."""
