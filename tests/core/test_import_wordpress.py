"""``sphinx-anthology import`` of WordPress export files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinx_anthology.commands import check
from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.wordpress.paragraphs import with_paragraphs
from sphinx_anthology.importing.wordpress.wxr import local_date
from tests.wordpress_export import EXPORT, HEAD, TAIL, item

if TYPE_CHECKING:
    from pathlib import Path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return an export file, with a folder of uploads beside it."""
    file = tmp_path / "export.xml"
    file.write_text(EXPORT, encoding="utf-8")
    picture = tmp_path / "uploads" / "2018" / "10" / "pot.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    return file


def run(export: Path, *arguments: str) -> tuple[int, Path, dict[str, Any]]:
    """Import a file; return the exit code, the target and the report."""
    target, report = export.parent / "posts", export.parent / "report.json"
    (export.parent / "uploads").mkdir(exist_ok=True)
    code = main(
        ["import", str(export), "--to", str(target), "--media", str(export.parent / "uploads"),
         "--report", str(report), *arguments]
    )  # fmt: skip
    return code, target, json.loads(report.read_text(encoding="utf-8"))


def front_matter(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        file.read_text(encoding="utf-8").split("---\n")[1],
        yaml.BaseLoader,  # noqa: S506 - texts only
    )
    return found


def test_front_matter_holds_what_the_export_has(export: Path) -> None:
    code, target, report = run(export)
    assert code == 0
    assert front_matter(target / "2018" / "post-1.md") == {
        "title": 'One "1": #x',
        "date": "2018-10-20T20:03:48-07:00",
        "authors": ["ann"],
        "categories": ["Cooking & more"],
        "tags": ["C#"],
        "series": [{"name": "Soups", "order": "2"}],
        "aliases": ["/2018/10/post-1/"],
        "original_url": "https://blog.example.org/2018/10/post-1/",
    }
    second = front_matter(target / "2018" / "post-2.md")
    assert second["description"] == "Before."
    assert second["image"] == "../images/10-pot.png"
    assert (target / "images" / "10-pot.png").read_bytes() == PNG
    assert report["anthology_authors"] == {"ann": {"name": "Ann Example"}}
    assert list(check.find_problems(sorted(target.rglob("post-[12].md")))) == []


def test_what_readers_do_not_see_is_a_draft_with_its_reason(export: Path) -> None:
    _code, target, _report = run(export)
    found = {file.stem: front_matter(file) for file in target.rglob("post-[3-8].md")}
    assert {name: entry["x-held-back"] for name, entry in found.items()} == {
        "post-3": "a draft",
        "post-4": "private",
        "post-5": "protected by a password",
        "post-6": "scheduled for 2999-01-01T00:00:00+00:00",
    }
    assert all(entry["draft"] == "true" and "aliases" not in entry for entry in found.values())


def test_published_posts_of_the_future_are_drafts_and_those_without_date_are_named(
    tmp_path: Path,
) -> None:
    file = tmp_path / "export.xml"
    later = item(1, "x", date="2999-01-01 00:00:00", gmt="2999-01-01 00:00:00")
    undated = item(2, "x", date="2014-02-31 00:00:00", gmt="0000-00-00 00:00:00")
    file.write_text(HEAD + later + undated + TAIL, encoding="utf-8")
    code, target, report = run(file)
    assert code == 0
    found = front_matter(target / "2999" / "post-1.md")
    assert found["x-held-back"] == "dated in the future, 2999-01-01T00:00:00+00:00"
    assert "draft" not in front_matter(target / "post-2.md")
    assert [n["message"] for n in report["notices"] if n["kind"] == "date"] == [
        "'Post 2': has no date; write one in its front matter"
    ]


def test_classic_text_becomes_myst(export: Path) -> None:
    _code, target, report = run(export)
    text = (target / "2018" / "post-1.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert "First line\\\nsecond line, costs \\$5 or \\{role\\}\\`x\\`\n" in text
    assert "\n\\# not a heading\n" in text
    assert "```{figure} ../images/10-pot.png\n:alt: Pot\n\nThe *pot*\n```" in text
    assert '```python\nprint("a < b")\n```' in text
    assert "[two](post-2.md), [again](post-2.md)\\\nand a draft.[^1]" in text
    assert text.endswith("[^1]: A *note*.\n")
    assert "\nA pot\n" in text
    messages = [notice["message"] for notice in report["notices"]]
    assert any(message.startswith("[contact-form]") for message in messages)
    assert any("leads to a draft" in message for message in messages)
    assert all(notice["line"] for notice in report["notices"])


def test_blocks_become_myst(export: Path) -> None:
    _code, target, report = run(export)
    text = (target / "2018" / "post-2.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert "wp:" not in text
    assert "\n## Deep\n\n- a\n  1. b\n" in text
    assert "| x |\n| --- |\n| a\\|b |" in text
    assert '<td colspan="2"><b>wide</b></td>' in text
    assert "Note[^f1]\n" in text
    assert "[^f1]: The **note**" in text
    assert "(https://video.example.org/1)" in text
    assert any(notice["message"].startswith("wp:latest-posts") for notice in report["notices"])


def test_pages_are_imported_on_request(export: Path) -> None:
    run(export)
    assert not (export.parent / "posts" / "pages").exists()
    _code, target, _report = run(export, "--pages")
    page = target / "pages" / "post-7.md"
    assert front_matter(page)["post"] == "false"
    assert "\n# About \\*us\\*\n\nA page\n" in page.read_text(encoding="utf-8")


def test_comments_are_kept_aside(export: Path) -> None:
    _code, target, report = run(export)
    (comment,) = json.loads((target / "_comments" / "2018-post-1.json").read_text("utf-8"))
    assert (comment["author"], comment["content"], comment["approved"]) == ("Bob", "Nice", True)
    assert report["counts"]["comments kept"] == 1


def test_a_second_run_doubles_nothing_and_keeps_edits(export: Path) -> None:
    _code, target, _report = run(export)
    files = sorted(target.rglob("*"))
    _code, _target, report = run(export)
    assert set(report["changes"].values()) == {"unchanged"}
    assert sorted(target.rglob("*")) == files
    edited, removed = target / "2018" / "post-1.md", target / "2018" / "post-4.md"
    edited.write_text("mine", encoding="utf-8")
    removed.unlink()
    _code, _target, report = run(export)
    assert edited.read_text(encoding="utf-8") == "mine"
    assert not removed.exists()
    assert not edited.with_name("post-1.md.new").exists()
    export.write_text(EXPORT.replace("First line", "New line"), encoding="utf-8")
    _code, _target, report = run(export)
    assert edited.read_text(encoding="utf-8") == "mine"
    assert "New line" in edited.with_name("post-1.md.new").read_text(encoding="utf-8")
    assert report["changes"]["2018/post-1.md"] == "edited, new version beside"


def test_a_dry_run_writes_nothing(export: Path) -> None:
    code, target, report = run(export, "--dry-run")
    assert code == 0
    assert not target.exists()
    assert report["changes"]["2018/post-1.md"] == "written"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "the file is empty"),
        ('<!DOCTYPE r [<!ENTITY a "b">]>' + EXPORT.split("\n", 1)[1], "declares entities"),
        (HEAD + TAIL, "has no posts"),
    ],
)
def test_a_file_that_is_no_export_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, part: str
) -> None:
    file = tmp_path / "export.xml"
    file.write_text(text, encoding="utf-8")
    target = tmp_path / "posts"
    assert main(["import", str(file), "--format", "wxr", "--to", str(target)]) == 1
    assert part in capsys.readouterr().err
    if part != "has no posts":
        assert main(["import", str(file), "--to", str(target)]) == 1
        assert part in capsys.readouterr().err
    assert not target.exists()


def test_a_folder_of_pictures_that_is_not_there_is_an_error(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, media = export.parent / "posts", export.parent / "uplods"
    assert main(["import", str(export), "--to", str(target), "--media", str(media)]) == 1
    message = f"--media: {media} is not a folder; write the folder of the pictures\n"
    assert capsys.readouterr().err == message
    assert not target.exists()


@pytest.mark.parametrize(
    "broken",
    [
        EXPORT[: EXPORT.index("<wp:post_id>4")].encode(),
        EXPORT.replace("Draft]]", "Entwürfe]]").encode("latin-1"),
        EXPORT.replace(' xmlns:wp="http://wordpress.org/export/1.2/"', "").encode(),
    ],
    ids=["truncated", "wrong encoding", "missing namespace"],
)
def test_broken_xml_gives_a_partial_import_that_says_so(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "export.xml"
    file.write_bytes(broken)
    code, target, report = run(file)
    assert code == 1
    assert (target / "2018" / "post-1.md").is_file()
    assert (target / "2018" / "post-2.md").is_file()
    (notice, *_rest) = [n for n in report["notices"] if n["kind"] == "unreadable"]
    assert notice["line"]


def test_nothing_outside_of_the_target_is_written(tmp_path: Path) -> None:
    name = "../../../../evil"
    file = tmp_path / "in" / "export.xml"
    file.parent.mkdir()
    bad = item(1, "x").replace("<wp:post_name>post-1<", f"<wp:post_name>{name}<")
    file.write_text(HEAD + bad + item(2, "y", date="2019-01-01 00:00:00") + TAIL, encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    target = file.parent / "posts"
    target.mkdir()
    (target / "2019").symlink_to(outside)
    code, _target, report = run(file)
    assert code == 1
    assert list(outside.iterdir()) == []
    assert [p.name for p in target.rglob("*.md")] == ["evil.md"]
    assert any("symbolic link" in notice["message"] for notice in report["notices"])


@pytest.mark.parametrize(
    ("local", "gmt", "expected"),
    [
        ("2018-10-20 20:03:48", "2018-10-21 03:03:48", "2018-10-20T20:03:48-07:00"),
        ("2018-10-20 20:03:48", "2018-10-20 14:33:48", "2018-10-20T20:03:48+05:30"),
        ("2018-10-20 20:03:48", "0000-00-00 00:00:00", "2018-10-20T20:03:48"),
        ("0000-00-00 00:00:00", "2018-10-20 20:03:48", "2018-10-20T20:03:48Z"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", ""),
        ("2018-10-20 20:03:48", "2012-01-01 00:00:00", "2018-10-20T20:03:48"),
        ("2018-02-31 20:03:48", "", ""),
    ],
)
def test_dates_have_the_offset_of_the_blog(local: str, gmt: str, expected: str) -> None:
    assert local_date(local, gmt) == expected


def test_classic_text_gets_paragraphs() -> None:
    html = "a\nb\n\n<ul>\n<li>c</li>\n</ul>\nd\n<pre>e\n\nf</pre>\n<h2>g</h2>h"
    assert with_paragraphs(html).split("\n") == [
        "<p>a<br>", "b</p>", "<ul>", "<li>c</li>", "</ul>", "<p>d</p>", "<pre>e", "", "f</pre>",
        "<h2>g</h2>", "<p>h</p>",
    ]  # fmt: skip
