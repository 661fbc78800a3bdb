"""The model of posts and the formats of their data, independent of Sphinx."""
