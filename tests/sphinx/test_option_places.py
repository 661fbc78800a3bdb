"""Wrong values of ``bindery_*`` options are reported at their lines of conf.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project

BOTH = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
METADATA = {
    "bindery_series": "3",
    "bindery_license": "('CC0', 'javascript:x')",
    "bindery_contributors": "{'N. N.': 'editor'}",
}
WRONG = {
    "pdf": METADATA
    | {
        "bindery_basename": "'sub/book'",
        "bindery_paper": "'a99'",
        "bindery_pdf_standard": "['x-9']",
        "bindery_font_paths": "['nowhere']",
        "bindery_system_fonts": "'some'",
        "bindery_template": "'no.typ'",
        "bindery_colors": "{'link': 'blue'}",
        "bindery_speedups": "['parallel']",
    },
    "epub": METADATA
    | {
        "bindery_basename": "'book.ePub'",
        "bindery_cover": "'no.png'",
        "bindery_epub_fonts": "['no.otf']",
        "bindery_epub_css": "['no.css']",
    },
}
# "\0" is the character U+0000, which no path has: a slip for a folder of Windows
NULL = {
    "bindery_basename": r"'books\0first'",
    "bindery_cover": r"'figures\0.png'",
    "bindery_epub_fonts": r"['fonts\0.otf']",
    "bindery_epub_css": r"['styles\0.css']",
}
CASES = [*WRONG.items(), ("epub", NULL)]
_WARNING = re.compile(
    r"conf\.py:(\d+): WARNING: (while setting up \w+ \w+: )?"
    r"(?P<name>bindery_\w+)(\['link'\])?: .+; write "
)


@pytest.mark.parametrize(("builder", "wrong"), CASES, ids=["pdf", "epub", "null"])
def test_wrong_values_are_reported_at_their_lines(
    project: Project, builder: str, wrong: dict[str, str]
) -> None:
    assigned = "".join(f"{name} = {value}\n" for name, value in wrong.items())
    conf = f"{BOTH}\n{assigned}"
    project.write({"conf.py": conf, "posts/a.md": "---\ndate: 2014\n---\n# A\n\nText.\n"})
    build = project.build(builder)
    lines = conf.splitlines()
    wanted = {name: lines.index(f"{name} = {value}") + 1 for name, value in wrong.items()}
    found = {match["name"]: int(match[1]) for match in _WARNING.finditer(build.warnings)}
    assert found == wanted, build.warnings
    assert list(build.outdir.glob(f"*.{builder}"))


def test_patterns_of_files_and_folders_in_place_of_docnames(project: Project) -> None:
    patterns = {
        "anthology_posts": {
            "posts/*.md": "posts/*",
            "./posts/**": "posts/**",
            "/posts/**": "posts/**",
            "posts": "posts/**",
            "notes/": "notes/**",
            r"posts\*": "posts/*",
            "posts/*/index.txt": "posts/*/index",
        },
        "bindery_frontmatter": {"matter/preface.rst": "matter/preface"},
        "bindery_backmatter": {"matter/": "matter/**"},
    }
    valid = {
        "anthology_posts": ["posts/**", "posts/a", "**", "blog", "", ".md", "/"],
        "bindery_frontmatter": ["about"],
    }
    lines = {name: f"{name} = {[*valid.get(name, []), *wrong]}" for name, wrong in patterns.items()}
    suffixes = "source_suffix = {'.txt': 'restructuredtext', '.md': 'markdown'}"
    conf = "\n".join([BOTH, suffixes, *lines.values()])
    page = "# A page\n\nText.\n"
    files = ["posts/a.md", "about.md", "about/b.md"]
    project.write({"conf.py": conf, "index.txt": "Notes\n=====\n", **dict.fromkeys(files, page)})
    build = project.build("dummy")
    wanted = {
        (conf.splitlines().index(lines[name]) + 1, name, pattern, docnames)
        for name, wrong in patterns.items()
        for pattern, docnames in wrong.items()
    }
    warning = re.compile(
        r"conf\.py:(\d+): WARNING: (\w+): '(.+)' matches no docname.*write '(.+)' "
    )
    found = {
        (int(line), name, pattern.replace(r"\\", "\\"), docnames)
        for line, name, pattern, docnames in warning.findall(build.warnings)
    }
    assert found == wanted, build.warnings
