"""The commands of ``sphinx-anthology``, one a module."""
