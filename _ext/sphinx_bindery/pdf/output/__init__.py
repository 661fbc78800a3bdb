"""The compilation of the book, and its PDF for screens or for a press."""
