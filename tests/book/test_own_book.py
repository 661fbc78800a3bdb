"""Another book in a clone of this repository, begun as the README says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from tests.sphinx_build import sphinx_build

from .chapters import CHAPTERS, is_our_book
from .conftest import REPOSITORY
from .outputs import epub_contents, html_contents, html_page, pdf_contents, pdf_text

KEPT = (
    *("conf.py", "index.rst", "pyproject.toml"),
    *("_ext", "_static", "after", "figures", "guide", "matter", "posts", "references.bib"),
    *("tests", "tools"),
)

OURS = re.compile(r"Leafe|OpenStack|Growing Up|Anthology Contributors|retold", re.IGNORECASE)
FIRST_PART = """\
project = "On foot: *notes*"
author = "Ann Author"
copyright = "2021 Ann Author"
release = "3"
language = "en"
bindery_subtitle = "What I saw"
bindery_description = r"It's walks | in |all| `weathers`_ \\x."
with_guide = False
"""
POST = "---\ndate: 2021-05\ntags: [Hills]\n---\n\n# Up and down\n\nText.\n"


def test_the_guide_has_the_first_part_of_conf_py() -> None:
    guide = (REPOSITORY / "guide" / "get-started.md").read_text(encoding="utf-8")
    (example,) = re.findall(
        r"^ {3}```python\n( {3}project = .*?)^ {3}```", guide, re.MULTILINE | re.DOTALL
    )
    assert assigned(textwrap.dedent(example)) == assigned(FIRST_PART)
    conf = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    first = conf.partition("# The book\n")[2].partition("\n# Texts\n")[0]
    assert assigned(example) <= assigned(first)
    assert "anthology_tags" in assigned(first)


def assigned(code: str) -> set[str]:
    """Return the names that code assigns."""
    return set(re.findall(r"^\s{0,3}(\w+) = ", code, re.MULTILINE))


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the repository, and replace this book by another."""
    folder = tmp_path_factory.mktemp("clone")
    ignore = shutil.ignore_patterns("__pycache__")
    for name in KEPT:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, folder / name, ignore=ignore)
        else:
            shutil.copy2(REPOSITORY / name, folder / name)
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^git rm -\w+ ((?:.*\\\n)*.*)", readme, re.MULTILINE)
    for name in " ".join(commands).replace("\\", " ").split():
        assert (REPOSITORY / name).exists(), name
        if (folder / name).is_file():
            (folder / name).unlink()
        elif name != "tests/book":  # stays for a test that runs it
            shutil.rmtree(folder / name)
    (folder / "posts").mkdir()
    (folder / "posts" / "up-and-down.md").write_text(POST, encoding="utf-8")
    conf = (folder / "conf.py").read_text(encoding="utf-8")
    before, _, rest = conf.partition("# The book\n")
    _, _, after = rest.partition("\n\n")
    (folder / "conf.py").write_text(f"{before}{FIRST_PART}\n{after}", encoding="utf-8")
    return folder


def test_no_word_of_ours_is_left_in_another_book(clone: Path, tmp_path: Path) -> None:
    for builder in ("pdf", "epub", "html"):
        doctrees = tmp_path / "doctrees"
        assert sphinx_build(builder, clone, tmp_path / builder, doctrees=doctrees) == ""
    site, pdf = tmp_path / "html", tmp_path / "pdf" / "anthology.pdf"
    epub = tmp_path / "epub" / "anthology.epub"
    assert OURS.findall(pdf_text(pdf)) == []
    with zipfile.ZipFile(epub) as archive:
        texts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    texts |= {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in site.rglob("*")
        if path.suffix in {".html", ".xml", ".json", ".txt"}
    }
    del texts["_static/post.schema.json"]  # has "retold" as a value of based_on
    assert [name for name, text in texts.items() if OURS.search(text)] == []
    home = html_page(site, "index")
    assert "On foot: *notes*" in home
    assert r"It’s walks | in |all| `weathers`_ \x." in home
    for contents in (html_contents(site), epub_contents(epub)):
        assert ("2021", ["Up and down"]) in contents
    assert ("Posts of 2021", ["Up and down"]) in pdf_contents(pdf)
    assert not (site / "guide").exists()


def test_our_tests_are_skipped_in_another_book(clone: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/book"],
        cwd=clone,
        # the options of the run around this one may deselect tests
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert re.search(r"^\d+ skipped\b[^,]*$", run.stdout, re.MULTILINE), run.stdout
    assert "tests of our book" in run.stdout


def test_a_single_chapter_that_is_missing_does_not_skip_our_tests(tmp_path: Path) -> None:
    assert not is_our_book(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / f"{CHAPTERS[-1].docname}.md").touch()
    assert is_our_book(tmp_path)


def test_the_other_tests_need_none_of_these() -> None:
    tests = REPOSITORY / "tests"
    others = [path for path in tests.rglob("*.py") if path.parent != Path(__file__).parent]
    wanted = re.compile(r"^\s*(?:from|import) .*\btests\.book\b", re.MULTILINE)
    assert [path for path in others if wanted.search(path.read_text(encoding="utf-8"))] == []
