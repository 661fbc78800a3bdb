"""Nodes of other extensions, in every output."""
