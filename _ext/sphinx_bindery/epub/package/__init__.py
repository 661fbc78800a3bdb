"""The package of the ePub: its files, their order, and the container."""
