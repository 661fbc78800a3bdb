"""The files of the ePub package around the chapters."""
