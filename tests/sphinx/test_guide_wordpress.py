"""The ten steps from WordPress to a book, taken as the guide has them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest

from sphinx_anthology.commands.main import main
from tests.core.test_image_format import PNG
from tests.wordpress_export import EXPORT

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "guide" / "move-from-wordpress.md").read_text(encoding="utf-8")


def steps() -> Iterator[tuple[int, str, list[str]]]:
    """Yield the number, the text and the commands of each step."""
    text = GUIDE.partition("\n## ")[0]
    for number, body in re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |\Z)", text, re.DOTALL | re.MULTILINE):
        blocks = re.findall(r"^( *)```sh\n(.*?)^\1```$", body, re.DOTALL | re.MULTILINE)
        lines = [line for _, block in blocks for line in textwrap.dedent(block).splitlines()]
        yield int(number), body, lines


def run(command: str, folder: Path) -> None:
    """Run a command of the guide, with this Python in place of that of ``.venv``."""
    words = shlex.split(command)
    if words[0] == "sphinx-anthology":
        assert main(words[1:]) == 0
        return
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY / "_ext"),
    }
    done = subprocess.run(
        ["sh", "-c", command],  # noqa: S607 - as a user types it
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs make")
def test_ten_steps_lead_to_a_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export.xml").write_text(EXPORT, encoding="utf-8")
    picture = tmp_path / "uploads" / "2018" / "10" / "pot.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    report = ""
    numbers = []
    for number, text, commands in steps():
        numbers.append(number)
        if "Copy the lines for `anthology_authors`" in text:
            authors = report[report.index("anthology_authors = ") :].partition("\n\n")[0]
            with (tmp_path / "conf.py").open("a", encoding="utf-8") as conf:
                conf.write(f"\n{authors}\n")
        for name in re.findall(r"Delete `(\S+)`", text):
            (tmp_path / name).unlink()
        for command in commands:
            run(command, tmp_path)
            report = capsys.readouterr().out
            if "--dry-run" in command:
                assert [path.name for path in (tmp_path / "posts").iterdir()] == ["first-post.md"]
    assert numbers == list(range(1, 11))
    site = tmp_path / "_build" / "html"
    page = lxml.html.parse(str(site / "posts" / "2018" / "post-1.html"))
    (byline,) = page.getroot().find_class("byline")
    assert "Ann Example" in byline.text_content()
    assert (site / "2018" / "10" / "post-1" / "index.html").is_file()
    feed = (site / "atom.xml").read_text(encoding="utf-8")
    assert "https://blog.example.org/posts/2018/post-1.html" in feed
    assert "costs $5" in " ".join(ReadPdf(tmp_path / "_build" / "pdf" / "book.pdf").pages)
    book = Epub.in_folder(tmp_path / "_build" / "epub")
    assert "text/posts/2018/post-1.xhtml" in book.items


def test_the_steps_name_options_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    told = set(re.findall(r"`(--[a-z-]+)`", GUIDE))
    assert told
    assert told <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
