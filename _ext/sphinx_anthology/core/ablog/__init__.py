"""Sources written for ABlog: their directives, dates and languages, without Sphinx."""
