"""What both extensions use: dates, builders, files, options, the build record."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("sphinx-anthology")
except PackageNotFoundError:
    __version__ = "0.1.0"
