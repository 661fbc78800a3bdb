"""The command ``python -m sphinx_bindery.latex . _build``: the PDF by LaTeX, if TeX is installed.

The arguments are those of ``sphinx-build -M latexpdf``. A missing program is reported, but is
not an error.
"""

from __future__ import annotations

import shutil
import sys

from sphinx.cmd.build import main

PROGRAMS = ("lualatex", "latexmk", "xindy", "make")


def run(arguments: list[str]) -> int:
    """Build the book; return the exit code."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        print(  # noqa: T201
            f"LaTeX: {', '.join(missing)} not found, so the PDF by LaTeX is skipped; "
            "guide/pdf.md lists the packages to install."
        )
        return 0
    return main(["-M", "latexpdf", *arguments])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
