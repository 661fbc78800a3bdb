"""Copies of the book's sources, for tests that change them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FILES = ("conf.py", "index.rst", "references.bib")
_FOLDERS = ("posts", "matter", "after", "figures", "guide", "_ext", "_static")
_GUIDE = "with_guide = True"


def copy_sources(repository: Path, folder: Path) -> None:
    """Copy all that a build of the book reads."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in _FILES:
        shutil.copy2(repository / name, folder / name)
    for name in _FOLDERS:
        shutil.copytree(repository / name, folder / name, ignore=ignore)


def share_history(repository: Path, folder: Path) -> None:
    """Give a copy the git history of the repository, which has the date of the book."""
    if git := shutil.which("git"):
        command = [git, "-C", repository, "rev-parse", "--absolute-git-dir"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode == 0:
            (folder / ".git").write_text(f"gitdir: {run.stdout}", encoding="utf-8")


def leave_out_guide(folder: Path) -> None:
    """Change a copy to one without the guide, which is most of the site."""
    conf = folder / "conf.py"
    text = conf.read_text(encoding="utf-8")
    assert _GUIDE in text
    conf.write_text(text.replace(_GUIDE, "with_guide = False"), encoding="utf-8")
