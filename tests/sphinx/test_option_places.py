"""Wrong values of ``bindery_*`` options are reported at their lines of conf.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project

BOTH = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
EXTENSIONS = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
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


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_a_value_of_the_wrong_type_stops_no_build(project: Project, builder: str) -> None:
    options = project.build("dummy", confoverrides={"extensions": EXTENSIONS}).app.config
    names = [value.name for value in options if value.name.startswith(("anthology_", "bindery_"))]
    assert len(names) > 60
    assigned = [f"{name} = b'x'" for name in names]
    project.write({"conf.py": "\n".join([BOTH, *assigned]), "posts/a.md": "# A\n\nText.\n"})
    build = project.build(builder, fresh=True)
    lines = (project.folder / "conf.py").read_text(encoding="utf-8").splitlines()
    wanted = {(str(lines.index(line) + 1), line.split()[0]) for line in assigned}
    warning = re.compile(r"conf\.py:(\d+): WARNING: (\w+): b'x' has the wrong type; write ")
    assert set(warning.findall(build.warnings)) == wanted, build.warnings
    assert len(build.warnings.strip().splitlines()) == len(wanted)


@pytest.mark.parametrize("builder", ["pdf", "epub"])
def test_items_of_the_wrong_type_stop_no_build(project: Project, builder: str) -> None:
    lists = ("frontmatter", "backmatter", "font_paths", "pdf_standard", "unhyphenated")
    names = [f"bindery_{name}" for name in (*lists, "epub_css", "epub_fonts")]
    conf = "\n".join([BOTH, *(f"{name} = ['{name}', 5]" for name in names)])
    project.write({"conf.py": conf, "posts/a.md": "# A\n\nText.\n"})
    build = project.build(builder)
    warning = re.compile(r"conf\.py:\d+: WARNING: (\w+): 5 has the wrong type; write a list of str")
    assert sorted(warning.findall(build.warnings)) == sorted(names), build.warnings


def test_lists_of_paths(project: Project) -> None:
    options = "bindery_font_paths = [Path('fonts')]\nbindery_epub_css = (Path('own.css'),)\n"
    project.write({"conf.py": f"from pathlib import Path\n{BOTH}\n{options}", "own.css": "p {}"})
    (project.folder / "fonts").mkdir()
    for builder in ("pdf", "epub"):
        assert project.build(builder).warnings == ""


def test_text_in_place_of_a_list(project: Project) -> None:
    conf = f"{BOTH}\nanthology_posts = 'notes/*'\nbindery_frontmatter = 'about'\n"
    project.write({"conf.py": conf})
    warnings = project.build("dummy").warnings
    assert (
        "anthology_posts: 'notes/*' is not a list; write ['notes/*'] [anthology.type]" in warnings
    )
    assert (
        "bindery_frontmatter: 'about' is not a list; write ['about'] [bindery.config]" in warnings
    )


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
