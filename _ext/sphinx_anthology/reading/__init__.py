"""What happens while Sphinx reads: discovery, drafts, titles, languages, document records."""
