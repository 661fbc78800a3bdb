"""The commands of ``sphinx-anthology``, one per module."""
