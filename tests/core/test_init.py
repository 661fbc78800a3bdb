"""``sphinx-anthology init``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinx_anthology.commands.main import main
from sphinx_anthology.commands.project_edit import with_extensions

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
HOSTILE = 'a "b" \\ $5 <c> `d` *e* {{ f }} [g](h) #'


@pytest.fixture
def begin(tmp_path: Path) -> Callable[..., Path]:
    def run(*arguments: str, code: int = 0) -> Path:
        assert main(["init", str(tmp_path), "--package", "sphinx-anthology", *arguments]) == code
        return tmp_path

    return run


def values(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(file.read_text(encoding="utf-8-sig"), found)  # noqa: S102 - as Sphinx reads it
    return found


def test_an_empty_folder_becomes_a_book(begin: Callable[..., Path]) -> None:
    folder = begin("--title", HOSTILE, "--author", 'O\'B "x"')
    conf = values(folder / "conf.py")
    assert (conf["project"], conf["author"]) == (HOSTILE, 'O\'B "x"')
    assert {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } == {
        ".github/workflows/book.yml",
        ".gitignore",
        ".readthedocs.yaml",
        "Makefile",
        "README.md",
        "conf.py",
        "index.md",
        "posts/first-post.md",
        "requirements.txt",
    }
    assert main(["check", str(folder / "posts")]) == 0


def test_the_workflow_runs_the_two_commands_of_the_readme(begin: Callable[..., Path]) -> None:
    folder = begin()
    readme = (folder / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)[0].splitlines()
    workflow = yaml.safe_load((folder / ".github/workflows/book.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["book"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == commands
    assert (
        yaml.safe_load((folder / ".readthedocs.yaml").read_text(encoding="utf-8"))["version"] == 2
    )


def test_a_package_off_the_index_is_named_by_its_address(begin: Callable[..., Path]) -> None:
    folder = begin("--package", str(ROOT))
    first = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"sphinx-anthology @ {ROOT.as_uri()}"


def test_no_file_is_overwritten_and_a_second_run_changes_nothing(
    begin: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("mine\n", encoding="utf-8")
    (tmp_path / "index.rst").write_text("Mine\n====\n", encoding="utf-8")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("# A\n", encoding="utf-8")
    begin()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert not (tmp_path / "index.md").exists()
    assert [path.name for path in (tmp_path / "posts").iterdir()] == ["a.md"]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    begin("--title", "Other", "--yes")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_project_is_changed_on_consent_alone(
    begin: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = tmp_path / "conf.py"
    source = b'\xef\xbb\xbfproject = "x"  # kept\r\nextensions = ["sphinx.ext.todo"]'
    conf.write_bytes(source)
    begin(code=1)
    assert conf.read_bytes() == source
    assert "+extensions = [*extensions" in capsys.readouterr().out
    begin("--yes")
    assert conf.read_bytes().startswith(source + b"\r\n\r\n#")
    assert [path.name for path in tmp_path.iterdir()] == ["conf.py"]
    names = ["sphinx.ext.todo", "myst_parser", "sphinx_anthology", "sphinx_bindery"]
    assert values(conf)["extensions"] == names


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ["myst_parser", "sphinx_anthology", "sphinx_bindery"]),
        ('extensions = ["myst_nb"]\n', ["myst_nb", "sphinx_anthology", "sphinx_bindery"]),
        (
            'extensions = []\nextensions += ["sphinx_bindery"]\n',
            ["sphinx_bindery", "myst_parser", "sphinx_anthology"],
        ),
        (
            "from os.path import *\n",
            ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        ),
    ],
)
def test_what_is_named_already_is_not_added(source: str, expected: list[str]) -> None:
    found: dict[str, Any] = {}
    exec(with_extensions(source), found)  # noqa: S102
    assert found["extensions"] == expected


@pytest.mark.parametrize(
    "source",
    [
        'extensions = ["ablog", "sphinx.ext.todo"]\n',
        "extensions = ['sphinx.ext.todo']\r\nextensions += [  # é\r\n    'é', r'ablog',]\r\n",
        'é = "ablog"; extensions: list[str] = []\nextensions.append("ablog")\n',
        '\ufeffextensions = ["sphinx_anthology.ablog"]\n',
    ],
)
def test_ablog_is_replaced_where_it_stands(source: str) -> None:
    changed = with_extensions(source)
    found: dict[str, Any] = {}
    exec(changed.removeprefix("\ufeff"), found)  # noqa: S102
    names = [name for name in found["extensions"] if name not in {"é", "sphinx.ext.todo"}]
    assert names == ["sphinx_anthology.ablog", "sphinx_bindery"]
    assert found.get("é", "ablog") == "ablog"
    assert changed.count("é") == source.count("é")
    assert with_extensions(changed) == changed


def test_a_site_of_ablog_is_told_what_to_do_next(
    begin: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["ablog"]\n', encoding="utf-8")
    begin("--yes")
    shown = capsys.readouterr().out
    assert '+extensions = ["sphinx_anthology.ablog"]\n' in shown
    assert "build the site as before" in shown
    assert "`anthology`" not in shown


@pytest.mark.parametrize("place", ["source", "docs"])
def test_a_project_in_an_inner_folder_gets_no_second_one(
    begin: Callable[..., Path], tmp_path: Path, place: str
) -> None:
    (tmp_path / place).mkdir()
    (tmp_path / place / "conf.py").write_text("", encoding="utf-8")
    begin(code=1)
    assert not (tmp_path / "conf.py").exists()


@pytest.mark.parametrize("text", [b"project = (\n", b"# \xff\n", b"\0"])
def test_a_conf_that_cannot_be_read_is_reported(
    begin: Callable[..., Path], tmp_path: Path, text: bytes
) -> None:
    (tmp_path / "conf.py").write_bytes(text)
    begin("--yes", code=2)
    assert (tmp_path / "conf.py").read_bytes() == text


def test_the_package_brings_what_its_own_conf_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(line.startswith("myst-parser") for line in project["dependencies"])
