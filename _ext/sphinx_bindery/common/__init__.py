"""What both extensions use: dates, builders, files, options."""
