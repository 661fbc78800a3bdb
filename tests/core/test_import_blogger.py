"""``sphinx-anthology import`` of Blogger's backups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands import check
from sphinx_anthology.core.pages.address_table import address_key
from sphinx_anthology.importing.feeds.blogger import BLOGGER
from sphinx_anthology.importing.feeds.blogger_body import before_more, blogger_html
from tests.core.test_import_feeds import body, messages, run
from tests.core.test_import_wordpress import PNG, front_matter
from tests.feed_exports import (
    BACKUP,
    BLOGGER_HEAD,
    FEED_TAIL,
    TAKEOUT,
    backup_entry,
    takeout_entry,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_entries_of_a_backup_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, BACKUP)
    assert code == 0
    assert front_matter(target / "2010" / "pot.md") == {
        "date": "2010-01-02T10:00:00-08:00",
        "title": "A <pot> & more",
        "authors": ["Ann Example"],
        "tags": ["C#", "Soups"],
        "description": "Costs $5. Second paragraph and line.",
        "aliases": ["/2010/01/pot.html"],
        "original_url": "https://soups.blogspot.com/2010/01/pot.html",
    }
    counts = report["counts"]
    assert counts["post entries in the export"] == counts["posts imported"] == 4
    assert len(list(target.rglob("*.md"))) == 4
    assert report["anthology_authors"]["Ann Example"]["url"] == "https://ann.example.org/"
    assert front_matter(target / "2010" / "draft.md")["x-held-back"] == "a draft"
    assert (target / "2010" / "no-title.md").is_file()
    assert list(check.find_problems(sorted(target.rglob("*.md")))) == []


def test_texts_of_blogger_are_myst(tmp_path: Path) -> None:
    _code, target, report = run(tmp_path, BACKUP, "--pages")
    assert body(target / "2010" / "pot.md") == (
        "Costs \\$5.\n\nSecond **paragraph**\\\nand line.\n\n"
        "```{figure} ../images/img-big-pot.png\n:alt: Pot\n\nThe *pot*\n```\n\n"
        "![](../images/img-big-pot.png)\n\n"
        '```python\nprint("a < b")\n\nx\n```\n\n'
        "See [two](two.md) and [about](../pages/about.md)."
    )
    assert body(target / "pages" / "about.md") == "# About\n\nAbout us"
    assert report["counts"]["pages imported"] == 1


def test_comments_are_kept_with_their_threads(tmp_path: Path) -> None:
    _code, target, report = run(tmp_path, BACKUP)
    found = json.loads((target / "_comments" / "2010-pot.json").read_text(encoding="utf-8"))
    assert [(entry["id"], entry["parent"], entry["content"]) for entry in found] == [
        ("5", "", "Nice!"),
        ("6", "5", "Thanks!"),
    ]
    assert messages(report, "skipped") == [
        "the comment is to a post that is not in the export; it is left out"
    ]


def test_entries_of_takeout_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, TAKEOUT, "--pages", name="feed.atom")
    assert code == 0
    assert front_matter(target / "2023" / "a.md") == {
        "date": "2023-01-03T04:05:06Z",
        "updated": "2023-02-01T00:00:00Z",
        "title": "Title 1",
        "authors": ["Ann Example"],
        "tags": ["Soups"],
        "description": "In short.",
        "aliases": ["/2023/01/a.html"],
        "original_url": "https://soups.example.org/2023/01/a.html",
    }
    assert body(target / "2023" / "a.md") == "[b](b.md)"
    found = {file.stem: front_matter(file) for file in target.rglob("*.md")}
    assert {name: entry["x-held-back"] for name, entry in found.items() if "draft" in entry} == {
        "title-3": "a draft",
        "d": "scheduled for 2023-01-03T04:05:06Z",
    }
    assert "f" in found
    assert messages(report, "skipped") == ["'Title 5' is in the trash; it is left out"]
    comments = json.loads((target / "_comments" / "2023-b.json").read_text(encoding="utf-8"))
    assert [entry["approved"] for entry in comments] == [True, False]


def test_pictures_of_takeout_are_in_its_albums(tmp_path: Path) -> None:
    folder = tmp_path / "Takeout" / "Blogger" / "Blogs" / "soups"
    album = tmp_path / "Takeout" / "Blogger" / "Albums" / "Soups"
    for path in (folder, album):
        path.mkdir(parents=True)
    (album / "new pot.png").write_bytes(PNG)
    html = "<img src='https://blogger.googleusercontent.com/img/b/x/s320/new+pot.png'>"
    content = (
        TAKEOUT.replace(FEED_TAIL, takeout_entry(9, html, path="/2023/02/pot.html")) + FEED_TAIL
    )
    assert BLOGGER.media_folders(folder / "feed.atom") == [album]
    _code, target, _report = run(folder, content, name="feed.atom")
    assert body(target / "2023" / "pot.md") == "![](../images/soups-new-pot.png)"


@pytest.mark.parametrize("content", [BACKUP, TAKEOUT])
def test_a_second_run_doubles_nothing_and_keeps_edits(tmp_path: Path, content: str) -> None:
    _code, target, _report = run(tmp_path, content, "--pages")
    files = sorted(target.rglob("*"))
    edited, removed = sorted(target.rglob("*.md"))[:2]
    edited.write_text("mine", encoding="utf-8")
    removed.unlink()
    code, _target, report = run(tmp_path, content, "--pages")
    assert code == 0
    assert edited.read_text(encoding="utf-8") == "mine"
    assert sorted(target.rglob("*")) == [file for file in files if file != removed]
    assert sorted(set(report["changes"].values())) == [
        "edited, kept",
        "removed by you, not written again",
        "unchanged",
    ]


def test_a_backup_without_posts_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, target, _report = run(tmp_path, BLOGGER_HEAD + FEED_TAIL)
    assert code == 1
    assert "has no posts; back up" in capsys.readouterr().err
    assert not target.exists()


def test_a_backup_that_ends_in_the_middle_is_imported_in_part(tmp_path: Path) -> None:
    content = BACKUP[: BACKUP.index("About us") + 5]
    code, target, report = run(tmp_path, content)
    assert code == 1
    assert (target / "2010" / "two.md").is_file()
    assert "export again" in messages(report, "unreadable")[0]


@pytest.mark.parametrize(
    ("name", "value", "address"),
    [
        ("BLOG_CUSTOM_DOMAIN", "soups.example.org", "https://soups.example.org/2010/01/one.html"),
        ("BLOG_SUBDOMAIN", "soups", "https://soups.blogspot.com/2010/01/one.html"),
    ],
)
def test_the_address_of_a_blog_is_in_its_settings(
    name: str, value: str, address: str, tmp_path: Path
) -> None:
    head = BLOGGER_HEAD.replace("rel='alternate'", "rel='other'")
    head = head.replace("BLOG_LOCALE", name).replace("en_GB", value)
    entry = backup_entry(1, "x", title="One").replace(
        "<author>", "<b:filename xmlns:b='http://schemas.google.com/blogger/2018'>/2010/01/one.html"
        "</b:filename><author>"
    )  # fmt: skip
    _code, target, _report = run(tmp_path, head + entry + FEED_TAIL)
    assert front_matter(target / "2010" / "one.md")["original_url"] == address


def test_authors_whom_blogger_does_not_know_are_none(tmp_path: Path) -> None:
    entry = backup_entry(1, "x", title="One", slug="one").replace("Ann Example", "Unknown")
    _code, target, _report = run(tmp_path, BLOGGER_HEAD + entry + FEED_TAIL)
    assert "authors" not in front_matter(target / "2010" / "one.md")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://soups.blogspot.co.uk/2010/01/two.html", "/2010/01/two.html"),
        ("https://www.soups.blogspot.de/2010/01/two.html#c1", "/2010/01/two.html"),
        ("https://soups.blogspot.com.au/2010/01/two.html", "/2010/01/two.html"),
        ("https://other.blogspot.de/2010/01/two.html", "other.blogspot.com/2010/01/two.html"),
        ("https://soups.blogspot.example.org/x", "soups.blogspot.example.org/x"),
    ],
)
def test_the_domains_of_blogger_are_one(address: str, key: str) -> None:
    assert address_key(address, "https://soups.blogspot.com/") == key


def test_a_picture_that_links_to_another_one_keeps_its_link() -> None:
    html = '<a href="https://example.org/b.png"><img src="https://example.org/a.png"></a>'
    assert blogger_html(html) == html
    assert blogger_html(html.replace("b.png", "big/a.png")) == (
        '<img src="https://example.org/big/a.png">'
    )


def test_the_text_before_the_jump_break_is_the_excerpt() -> None:
    assert before_more("<p>Short</p><!--more--><p>x</p>") == "Short"
    assert before_more("<p>Short</p><a name='more'></a><p>x</p>") == "Short"
    assert before_more("<p>Short</p>") == ""
    assert before_more(f"<p>{'x' * 400}</p><!--more-->") == ""
