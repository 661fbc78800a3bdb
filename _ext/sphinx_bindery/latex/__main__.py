"""``python -m sphinx_bindery.latex . _build``: the book by LaTeX, where there is TeX.

What follows is given to ``sphinx-build -M latexpdf``. Without TeX a sentence says so, and that is
no error.
"""

from __future__ import annotations

import shutil
import sys

from sphinx.cmd.build import main

PROGRAMS = ("lualatex", "latexmk", "xindy", "make")


def run(arguments: list[str]) -> int:
    """Make the book; return what the process ends with."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        print(  # noqa: T201
            f"There is no {', no '.join(missing)} here: the book by LaTeX is skipped. "
            "guide/pdf.md tells what to install."
        )
        return 0
    return main(["-M", "latexpdf", *arguments])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
