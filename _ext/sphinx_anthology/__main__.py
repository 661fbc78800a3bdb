"""``python -m sphinx_anthology``: the command line."""

from __future__ import annotations

import sys

from sphinx_anthology.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
