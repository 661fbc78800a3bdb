"""Further imports into the same folder: of another blog, and of other parts of the same one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from tests.core.test_image_format import PNG
from tests.wordpress_export import HEAD, TAIL, item

if TYPE_CHECKING:
    from pathlib import Path

UPLOAD = "https://blog.example.org/wp-content/uploads/2018/10/pot.png"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return the folder of the posts."""
    return tmp_path / "posts"


def run(target: Path, text: str, media: str = "") -> set[str]:
    """Import an export file; return the kinds of changes."""
    export, report = target.with_name("export.xml"), target.with_name("report.json")
    export.write_text(text, encoding="utf-8")
    pictures = ["--media", str(target.with_name(media))] if media else []
    arguments = [str(export), "--to", str(target), *pictures, "--report", str(report)]
    assert main(["import", *arguments]) == 0
    return set(json.loads(report.read_text(encoding="utf-8"))["changes"].values())


def test_a_second_blog_stands_beside_the_first(target: Path) -> None:
    one = HEAD + item(1, f'One <img src="{UPLOAD}">') + TAIL
    other = one.replace("blog.example.org", "other.example.org").replace("One", "Other")
    for folder, picture in (("a", PNG), ("b", PNG + b"b")):
        file = target.parent / folder / "2018" / "10" / "pot.png"
        file.parent.mkdir(parents=True)
        file.write_bytes(picture)
    assert run(target, one, "a") == {"written"}
    assert run(target, other, "b") == {"written"}
    first = (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    second = (target / "2018" / "post-1-2.md").read_text(encoding="utf-8")
    assert "One ![](../images/10-pot.png)" in first
    assert "Other ![](../images/10-pot-2.png)" in second
    assert (target / "images" / "10-pot.png").read_bytes() == PNG
    assert (target / "images" / "10-pot-2.png").read_bytes() == PNG + b"b"
    # only one page can redirect from an address
    assert ["aliases:" in text for text in (first, second)] == [True, False]
    assert run(target, one, "a") == {"unchanged"}
    assert run(target, other.replace("//other", "//www.other"), "b") <= {"unchanged", "updated"}
    assert len(list(target.rglob("*.md"))) == 2


def test_parts_of_a_blog_link_to_each_other(target: Path) -> None:
    link = '<a href="https://blog.example.org/2018/10/post-{}/">x</a>'
    first, second = (HEAD + item(n, link.format(3 - n)) + TAIL for n in (1, 2))
    run(target, first)
    run(target, second)
    assert "[x](post-1.md)" in (target / "2018" / "post-2.md").read_text(encoding="utf-8")
    assert run(target, first) == {"updated"}
    assert "[x](post-2.md)" in (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    (target / "2018" / "post-1.md").unlink()
    assert run(target, second) == {"updated"}
    assert "[x](https://" in (target / "2018" / "post-2.md").read_text(encoding="utf-8")


def test_an_address_that_becomes_known_doubles_nothing(target: Path) -> None:
    known = HEAD + item(1, "x") + TAIL
    assert run(target, known.replace("https://blog.example.org<", "<")) == {"written"}
    assert run(target, known) <= {"unchanged", "updated"}
    assert len(list(target.rglob("*.md"))) == 1
