"""The nodes of the extension: placeholders, inline elements, cross-references."""
