"""The directives; each leaves a placeholder node that rendering replaces."""
