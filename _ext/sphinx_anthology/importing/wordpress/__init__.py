"""WordPress: its export files (WXR), its blocks, shortcodes and paragraphs."""
