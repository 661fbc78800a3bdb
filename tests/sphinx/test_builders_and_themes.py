"""All directives and roles, in all builders and themes, without a warning."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.speedups import run_module
from tests.validators import ace, epubcheck, nu_html_checker

from .every_directive import write_every_directive
from .searching import without_search_index

if TYPE_CHECKING:
    from .conftest import Project

EXTENSIONS = Path(__file__).parents[2] / "_ext"
THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme")
OVERRIDES = {
    "latex_documents": [("index", "notes.tex", "Notes", "N. N.", "manual")],
    "templates_path": [],  # one theme appends to the default, which all builds here share
    "epub_copyright": "N. N.",
    "version": "1",
}


@pytest.fixture
def everything(project: Project) -> Project:
    write_every_directive(project)
    return project


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_every_site_and_theme(everything: Project, builder: str, theme: str) -> None:
    build = everything.build(builder, confoverrides={**OVERRIDES, "html_theme": theme})
    assert build.warnings == ""


WITH = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
ALONE = ["myst_parser", "sphinx_anthology"]


@pytest.mark.parametrize(
    ("builder", "extensions"),
    [
        ("pdf", WITH),
        *(
            pytest.param(builder, extensions, id=f"{builder}-{len(extensions)}")
            for builder in ("epub", "latex", "text", "man", "texinfo", "xml", "gettext")
            for extensions in (WITH, ALONE)
        ),
    ],
)
def test_every_other_output(everything: Project, builder: str, extensions: list[str]) -> None:
    overrides = {**OVERRIDES, "extensions": extensions}
    assert everything.build(builder, confoverrides=overrides).warnings == ""


def test_plain_text_has_the_lists(everything: Project) -> None:
    build = everything.build("text", confoverrides=OVERRIDES)
    told = " ".join((build.outdir / "lists.txt").read_text("utf-8").split())
    for part in (
        "Containers (2) * One & only * Two",
        "2014 (2) * One & only * Two",
        "Posts over time: 4 posts from 2013 to 2015. By year: 2013: 1, 2014: 2, 2015: 1.",
    ):
        assert part in told


def test_translators_get_the_writers_texts_alone(everything: Project) -> None:
    build = everything.build("gettext", confoverrides=OVERRIDES)
    text = "".join(path.read_text("utf-8") for path in build.outdir.rglob("*.pot"))
    messages = set(re.findall(r'^msgid "(.+)"$', text, re.MULTILINE))
    assert {"One & only", "Over time", "Text.", "Containers"} <= messages
    assert not [m for m in messages if re.search("min read|posts from|December|Posts of", m)]


def test_latex_refers_to_the_entries_of_indexes(everything: Project) -> None:
    build = everything.build("latex", confoverrides=OVERRIDES)
    source = (build.outdir / "notes.tex").read_text("utf-8")
    labels = set(re.findall(r"\\label{\\detokenize{(.+?)}}", source))
    targets = set(re.findall(r"\\hyperref\[\\detokenize{(.+?)}\]", source))
    assert {"lists:tag.nova", "lists:series.walks", "lists:author.m-m"} <= labels & targets
    assert targets <= labels


@pytest.mark.validator
def test_the_nu_html_checker_finds_nothing(everything: Project) -> None:
    build = everything.build(confoverrides={**OVERRIDES, "html_theme": "sphinx_book_theme"})
    assert nu_html_checker(build.outdir) == []


@pytest.mark.validator
def test_epubcheck_finds_nothing_of_ours_in_an_epub_of_sphinx(
    everything: Project, tmp_path: Path
) -> None:
    build = everything.build("epub", confoverrides={**OVERRIDES, "extensions": ALONE})
    (file,) = build.outdir.glob("*.epub")
    said = [message for message in epubcheck(file, tmp_path) if message[0] == "ERROR"]
    assert said == []


@pytest.mark.validator
def test_epubcheck_and_ace_find_nothing(everything: Project, tmp_path: Path) -> None:
    build = everything.build("epub")
    (file,) = build.outdir.glob("*.epub")
    assert epubcheck(file, tmp_path) == []
    assert ace(file, tmp_path) == []


@pytest.mark.parametrize("builder", ["html", "epub", "pdf"])
def test_the_same_bytes_in_another_folder_zone_and_order_of_sets(
    everything: Project, tmp_path: Path, builder: str
) -> None:
    conf = everything.folder / "conf.py"
    path = f"import sys\nsys.path.insert(0, {str(EXTENSIONS)!r})\n"
    conf.write_text(path + conf.read_text("utf-8"), "utf-8")
    outputs = []
    for name, seed, zone in (("one", "1", "UTC"), ("another folder", "2", "Asia/Tokyo")):
        folder = tmp_path / name
        shutil.copytree(everything.folder, folder)
        command = [*run_module("sphinx"), "-q", "-b", builder, folder, folder / "_out"]
        subprocess.run(
            [*command, "-d", folder / "_doctrees"],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
        )
        outputs.append(
            {
                path.relative_to(folder / "_out").as_posix(): path.read_bytes()
                for path in (folder / "_out").rglob("*")
                if path.is_file()
            }
        )
    one, other = map(without_search_index, outputs)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
