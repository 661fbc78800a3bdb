"""Pictures: their formats by content, and SVG that runs and loads nothing."""
