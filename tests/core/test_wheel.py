"""The wheel, which ``pip install .`` installs, has every file that the extensions need."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.messages import DOMAINS, LANGUAGES

REPOSITORY = Path(__file__).parents[2]
FOR_TRANSLATORS = {".po", ".pot"}
BUILD = "from setuptools.build_meta import build_wheel; build_wheel('dist')"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of the files in a wheel that is built without the network."""
    pytest.importorskip("setuptools", "77")
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, folder)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(REPOSITORY / "_ext", folder / "_ext", ignore=ignored)
    (folder / "dist").mkdir()
    subprocess.run([sys.executable, "-c", BUILD], cwd=folder, check=True, capture_output=True)
    (file,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


def test_the_wheel_has_the_files_of_the_packages(wheel: set[str]) -> None:
    packages = REPOSITORY / "_ext"
    needed = {
        path.relative_to(packages).as_posix()
        for package in ("sphinx_anthology", "sphinx_bindery")
        for path in (packages / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in FOR_TRANSLATORS
    }
    assert needed - wheel == set()


def test_the_wheel_has_the_catalogues_of_all_languages(wheel: set[str]) -> None:
    for domain in DOMAINS:
        for language in LANGUAGES:
            path = domain.source(language).with_suffix(".mo")
            assert path.relative_to(domain.package.parent).as_posix() in wheel
