"""Reproducible ePub builds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.speedups import run_module

EXTENSIONS = Path(__file__).parents[2] / "_ext"


def build(source: Path, out: Path, *options: str, **variables: str) -> str:
    """Build in a process of its own; return the digest of the file."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(EXTENSIONS),
        "LC_ALL": "C.UTF-8",
        **variables,
    }
    command = [*run_module("sphinx"), "-q", "-b", "epub", *options]
    subprocess.run(
        [*command, "-d", str(out / "doctrees"), str(source), str(out / "epub")],
        check=True,
        env=environment,
        umask=int(variables.get("TEST_UMASK", "022"), 8),
    )
    (file,) = (out / "epub").iterdir()
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, rootdir: Path) -> tuple[Path, str]:
    """Return the sources and the digest of a first build of them."""
    folder = tmp_path_factory.mktemp("reproducible")
    shutil.copytree(rootdir / "test-epub-basic", folder / "src")
    return folder / "src", build(folder / "src", folder / "one", PYTHONHASHSEED="1", TZ="UTC")


def test_other_machine(first: tuple[Path, str], tmp_path: Path) -> None:
    source, digest = first
    elsewhere = tmp_path / "other folder"
    shutil.copytree(source, elsewhere)
    variables = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "TEST_UMASK": "077"}
    assert build(elsewhere, tmp_path / "two", "-j", "2", **variables) == digest


def test_torture_on_another_machine(tmp_path: Path, rootdir: Path) -> None:
    # both are outside of the repository, whose commits date the book
    source, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for folder in (source, elsewhere):
        shutil.copytree(rootdir / "test-epub-torture", folder)
    one = build(source, tmp_path / "one", PYTHONHASHSEED="3", TZ="America/New_York")
    more = {"PYTHONHASHSEED": "4", "TZ": "Asia/Tokyo", "TEST_UMASK": "077"}
    assert build(elsewhere, tmp_path / "two", "-j", "2", **more) == one


def test_shared_doctrees_and_incremental(first: tuple[Path, str], tmp_path: Path) -> None:
    """Doctrees of another builder and a reverted edit do not change the bytes."""
    source, digest = first
    copy = tmp_path / "src"
    shutil.copytree(source, copy)
    command = [*run_module("sphinx"), "-q", "-b", "html", "-D", "html_theme=basic"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(EXTENSIONS)}
    subprocess.run(
        [*command, "-d", str(tmp_path / "o/doctrees"), str(copy), str(tmp_path / "html")],
        check=True,
        env=environment,
    )
    assert build(copy, tmp_path / "o") == digest
    chapter = copy / "chapters" / "three.md"
    before = chapter.read_text(encoding="utf-8")
    chapter.write_text(before + "\nMore.\n", encoding="utf-8")
    assert build(copy, tmp_path / "o") != digest
    chapter.write_text(before, encoding="utf-8")
    assert build(copy, tmp_path / "o") == digest


def test_source_date_epoch_changes_the_bytes(first: tuple[Path, str], tmp_path: Path) -> None:
    source, digest = first
    assert build(source, tmp_path / "o", SOURCE_DATE_EPOCH="1500000000") != digest
