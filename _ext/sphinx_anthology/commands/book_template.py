"""The files of a new book, from templates."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

FILES: Final = {
    "conf.py": "conf.py.in",
    "index.md": "index.md.in",
    "posts/first-post.md": "first-post.md.in",
    "README.md": "README.md.in",
    "Makefile": "Makefile.in",
    "requirements.txt": "requirements.txt.in",
    ".gitignore": "gitignore.in",
    ".readthedocs.yaml": "readthedocs.yaml.in",
    ".github/workflows/book.yml": "workflow.yml.in",
}
DISTRIBUTION: Final = "sphinx-anthology"
_MARKUP = re.compile(r"[\\`*_{}\[\]<>$|~#&!:@^\"'=%]")


def book_files(title: str, author: str, package: str, day: date) -> dict[str, str]:
    """Return the text of each file of a new book, by its path.

    Args:
        title: The title, one line.
        author: The author's name, one line.
        package: The requirement specifier of this package, for ``requirements.txt``.
        day: The date of the first post.
    """
    values = {
        "title_string": json.dumps(title, ensure_ascii=False),
        "author_string": json.dumps(author, ensure_ascii=False),
        # CommonMark 2.4: a backslash makes any ASCII punctuation character plain text
        "title_text": _MARKUP.sub(r"\\\g<0>", title),
        "package": package,
        "date": day.isoformat(),
    }
    folder = files(__package__).joinpath("template")
    return {
        name: Template(folder.joinpath(source).read_text(encoding="utf-8")).substitute(values)
        for name, source in FILES.items()
    }


def own_requirement() -> str:
    """Return the requirement specifier of this package, for another environment.

    It is the package's name, with the URL of the repository or folder that it was installed from
    (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    try:
        record = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        return DISTRIBUTION
    if not record:
        return DISTRIBUTION
    origin = json.loads(record)
    address = str(origin["url"])
    if version := origin.get("vcs_info"):
        address = f"{version['vcs']}+{address}@{version['commit_id']}"
    if folder := origin.get("subdirectory"):
        address += f"#subdirectory={folder}"
    return f"{DISTRIBUTION} @ {address}"
