"""Files that are no posts for their suffix alone are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .test_warnings import told

if TYPE_CHECKING:
    from .conftest import Project

TEXT = "# A title\n\nText.\n"


def test_files_with_another_suffix_are_reported(project: Project) -> None:
    project.write(
        {
            "posts/good.md": TEXT,
            "posts/a.markdown": TEXT,
            "posts/B.MD": TEXT,
            "posts/deep/c.v2.mdx": TEXT,
            "posts/old/d.markdown": TEXT,
            "posts/notes.txt": TEXT,
            "pages/e.markdown": TEXT,
        }
    )
    outside = project.folder.parent / "outside"
    outside.mkdir()
    (outside / "f.markdown").write_text(TEXT, encoding="utf-8")
    excluded = {
        "anthology_posts": ["posts/**", "../outside/**", f"{outside}/**"],
        "exclude_patterns": ["_build", "posts/old"],
        "suppress_warnings": ["anthology.type"],
    }
    assert told(project.build(confoverrides=excluded)) == [
        f"posts/{name}:1: WARNING: suffix: '{suffix}' is not in source_suffix of conf.py, so the "
        f"file is in no output; rename it to '{new}' [anthology.suffix]"
        for name, suffix, new in (
            ("B.MD", ".MD", "B.md"),
            ("a.markdown", ".markdown", "a.md"),
            ("deep/c.v2.mdx", ".mdx", "c.v2.md"),
        )
    ]
    suffixes = dict.fromkeys((".markdown", ".MD", ".mdx", ".md"), "markdown")
    build = project.build(
        confoverrides={**excluded, "source_suffix": {".rst": "restructuredtext", **suffixes}}
    )
    assert "anthology.suffix" not in build.warnings
    assert "posts/a.html" in build.files()


def test_a_missing_parser_is_reported_once(project: Project) -> None:
    files = dict.fromkeys(("posts/a.md", "posts/b.md", "posts/c.markdown", "posts/d.rst"), TEXT)
    project.write({"index.txt": "Notes\n=====\n", **files})
    options = {
        "extensions": ["sphinx_anthology"],
        "source_suffix": {".txt": "restructuredtext"},
    }
    assert told(project.build("dummy", confoverrides=options)) == [
        f"posts/{name}:1: WARNING: suffix: no extension reads '{suffix}', so the file is in no "
        f"output; add '{added}, or the file to exclude_patterns [anthology.suffix]"
        for name, suffix, added in (
            ("a.md", ".md", "myst_parser' to extensions"),
            ("d.rst", ".rst", ".rst' to source_suffix"),
        )
    ]
