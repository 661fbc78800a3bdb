"""``updated: git`` is the day of the file's last commit, or no day."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
POST = "---\ndate: 2014\nupdated: git\n---\n# {}\n\nText.\n"


def git(folder: Path, *arguments: str, date: str = "2015-02-03T23:30:00-05:00") -> None:
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "A. A."), ("EMAIL", "a@example.org"), ("DATE", date))
    }
    lone = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    path = {"PATH": str(shutil.which("git")).rpartition("/")[0]}
    command = ["git", "-C", folder, *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**who, **lone, **path})


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/one.md": POST.format("One"), "posts/zwölf.md": POST.format("Twelve")})
    git(project.folder, "init", "-q")
    git(project.folder, "add", "posts", "conf.py", "index.rst")
    git(project.folder, "commit", "-qm", "Write")
    return project


def updated(build: Build, docname: str) -> list[str]:
    return [p.text_content() for p in build.page(docname).find_class("updated")]


def test_the_day_of_the_last_commit_in_the_committers_zone(posts: Project) -> None:
    posts.write({"posts/one.md": POST.format("One") + "\nMore.\n"})
    git(posts.folder, "commit", "-qam", "Edit", date="2016-07-08T09:00:00+09:00")
    build = posts.build()
    assert build.warnings == ""
    assert updated(build, "posts/one") == ["updated July 8, 2016"]
    assert updated(build, "posts/zwölf") == ["updated February 3, 2015"]


def test_a_commit_alone_writes_the_page_again(posts: Project) -> None:
    posts.write({"posts/one.md": POST.format("One") + "\nMore.\n"})
    assert updated(posts.build(), "posts/one") == ["updated February 3, 2015"]
    git(posts.folder, "commit", "-qam", "Edit", date="2016-07-08T09:00:00+09:00")
    assert updated(posts.build(), "posts/one") == ["updated July 8, 2016"]


def test_a_file_that_was_never_committed_has_no_day(posts: Project) -> None:
    posts.write({"posts/new.md": POST.format("New")})
    build = posts.build()
    assert build.warnings == ""
    assert updated(build, "posts/new") == []


def test_a_shallow_clone_warns_and_shows_no_wrong_day(posts: Project, tmp_path: Path) -> None:
    posts.write({"posts/one.md": POST.format("One") + "\nMore.\n"})
    git(posts.folder, "commit", "-qam", "Edit")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", posts.folder.as_uri(), str(clone))
    build = type(posts)(clone, posts.make_app).build()
    assert "posts/one.md:3: WARNING: updated: git reports no date; the clone is shallow" in (
        build.warnings
    )
    assert updated(build, "posts/one") == []


def test_where_there_is_no_repository_it_warns(project: Project) -> None:
    project.write({"posts/one.md": POST.format("One")})
    build = project.build()
    assert "posts/one.md:3: WARNING: updated: git reports no date;" in build.warnings
    assert "[anthology.date]" in build.warnings
