"""Modules that both extensions use."""
