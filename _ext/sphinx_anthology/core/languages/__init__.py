"""Books in several languages: translated terms, and the pages of the other languages."""
