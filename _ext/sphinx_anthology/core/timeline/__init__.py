"""The timeline: layout and SVG."""
