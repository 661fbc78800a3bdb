"""What only the HTML site has."""
