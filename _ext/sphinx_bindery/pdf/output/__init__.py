"""The file of the PDF: for screens, or for a press."""
