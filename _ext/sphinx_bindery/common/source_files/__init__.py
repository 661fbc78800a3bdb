"""The source files of a project: their history."""
