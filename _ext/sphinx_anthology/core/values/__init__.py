"""Plain values: names of languages and persons, text lengths, YAML scalars."""
