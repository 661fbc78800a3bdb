"""What it costs to publish posts with this project and with others; see README.md."""
