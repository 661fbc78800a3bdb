"""Benchmarks: time and memory of this project and of others; see README.md."""
