"""Everything that reaches into Sphinx, MyST or the theme for speed alone."""
