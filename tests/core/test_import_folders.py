"""Folders of posts: files, heads, keys, dates and drafts, whatever the program."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sphinx_anthology.importing.folders.authors import authors_of
from sphinx_anthology.importing.folders.data import read_data
from sphinx_anthology.importing.folders.dates import imported_date, zone_of
from sphinx_anthology.importing.folders.excerpts import split_excerpt
from sphinx_anthology.importing.folders.fields import Fields
from sphinx_anthology.importing.folders.posts import post_from
from sphinx_anthology.importing.folders.source_file import read_source
from sphinx_anthology.importing.folders.walk import MARKDOWN, find_folders, site_files
from sphinx_anthology.importing.markdown.text_builder import TextBuilder, as_block, line_indent
from sphinx_anthology.importing.records import ImportedAuthor, ImportedSeries, Markup, NoticeKind
from sphinx_anthology.importing.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.records import ImportedPost

NOW = datetime(2020, 1, 1, tzinfo=UTC)
LIST = "name: Ann Example, website: https://a.example"
JSON = '"name": "Ann Example", "url": "https://a.example"'
BERLIN = ZoneInfo("Europe/Berlin")


def imported(folder: Path, text: str, name: str = "a.md") -> tuple[ImportedPost, Report]:
    """Return the post of a file with a text, and the report."""
    report, file = Report(), folder / name
    file.write_text(text, encoding="utf-8")
    source = read_source(folder, file, report)
    assert source
    return post_from(source, Fields(source.head), BERLIN, NOW, report), report


def test_files_are_sorted_and_links_out_of_the_site_are_left_out(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    for name in ("b/x.md", "a.MD", "b.txt", ".git/c.md", "node_modules/d.md", "b/_site/e.md"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    other.mkdir()
    (other / "secret.md").touch()
    (site / "link.md").symlink_to(other / "secret.md")
    (site / "linked").symlink_to(other)
    (site / "inner.md").symlink_to(site / "a.MD")
    found = [path.relative_to(site).as_posix() for path in site_files(site, "", MARKDOWN)]
    assert found == ["a.MD", "b/_site/e.md", "b/x.md", "inner.md"]
    assert list(site_files(site, "../other")) == []
    assert list(site_files(site, "none")) == []


def test_folders_are_found_by_name(tmp_path: Path) -> None:
    for name in ("x/_posts/_posts", "_posts", ".x/_posts", "a/b/c/d/_posts"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    found = [path.relative_to(tmp_path).as_posix() for path in find_folders(tmp_path, "_posts")]
    assert found == ["_posts", "x/_posts"]


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: A\ndate: 2019-05\ntags: [x, 'y z']\n---\n",
        '+++\ntitle = "A"\ndate = "2019-05"\ntags = ["x", "y z"]\n+++\n',
        '{\n"title": "A",\n"date": "2019-05",\n"tags": ["x", "y z"]\n}\n',
    ],
)
def test_heads_in_three_formats(tmp_path: Path, head: str) -> None:
    post, report = imported(tmp_path, f"{head}Text.\n")
    assert (post.title, post.date, post.tags) == ("A", "2019-05", ("x", "y z"))
    assert post.body == "Text.\n"
    assert post.first_line == head.count("\n") + 1
    assert not report.notices


def test_toml_dates_and_tables(tmp_path: Path) -> None:
    text = (
        "+++\ndate = 2019-05-06T07:08:09\ntitle = 'T'\n[cover]\nimage = 'a.png'\nalt = 'A'\n+++\n"
    )
    post, _report = imported(tmp_path, text)
    assert post.date == "2019-05-06T07:08:09+02:00"
    assert (post.image, post.image_alt) == ("a.png", "A")


def test_what_is_readable_of_a_broken_head_is_imported(tmp_path: Path) -> None:
    text = "---\ntitle: On: colons: here\ntags:\n  - a\n  - b\nx: [\ndate: 2019-01-01\n---\nText.\n"
    post, report = imported(tmp_path, text)
    assert (post.title, post.tags, post.date) == ("On: colons: here", ("a", "b"), "2019-01-01")
    assert post.held_back == "without front matter that can be read completely"
    (notice,) = report.notices
    assert (notice.kind, notice.place.line) == (NoticeKind.UNREADABLE, 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_byte_order_marks_name_the_encoding(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (tmp_path / "a.md").write_text(f"{mark}---\ntitle: Ä\n---\nCafé\n", encoding=encoding)
    report = Report()
    file = read_source(tmp_path, tmp_path / "a.md", report)
    assert file
    assert (file.body, file.head) == ("Café\n", {"title": "Ä"})
    assert not report.notices


def test_other_encodings_are_read_with_a_notice(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\r\ntitle: A\r\n---\r\nCaf\xe9\r\n")
    report = Report()
    file = read_source(tmp_path, tmp_path / "a.md", report)
    assert file
    assert (file.body, file.head) == ("Café\n", {"title": "A"})
    (notice,) = report.notices
    assert (notice.kind, notice.place.line) == (NoticeKind.FILE, 4)


@pytest.mark.parametrize(
    ("name", "markup"),
    [("a.md", Markup.MARKDOWN), ("a.html", Markup.HTML), ("a.rst", Markup.RESTRUCTUREDTEXT)],
)
def test_markup_by_suffix(tmp_path: Path, name: str, markup: Markup) -> None:
    head = ":title: A\n\n" if markup is Markup.RESTRUCTUREDTEXT else "---\ntitle: A\n---\n"
    post, _report = imported(tmp_path, f"{head}Text\n", name)
    assert (post.markup, post.title) == (markup, "A")


def test_keys_of_other_programs(tmp_path: Path) -> None:
    text = """---
Title: A
subtitle: Sub *title*
pubDate: 2019-05-06
lastmod: 2019-06-07
author: [ann, {name: Bob, url: "https://b.example"}]
keywords: a, b
section: C
cover: {src: /c.png, alt: Cover}
series: S
series_order: 2
language: pt_BR
canonical: https://c.example/x
licence: CC0-1.0
layout: post
mood: fine
list: [1, 2]
nothing:
---
"""
    post, _report = imported(tmp_path, text)
    assert (post.title, post.excerpt, post.lang) == ("A", "Sub title", "pt-BR")
    assert (post.date, post.updated) == ("2019-05-06", "2019-06-07")
    assert (post.authors, post.tags, post.categories) == (("ann", "Bob"), ("a", "b"), ("C",))
    assert (post.image, post.image_alt) == ("/c.png", "Cover")
    assert post.series == (ImportedSeries("S", 2),)
    assert post.extra == {
        "license": "CC0-1.0",
        "canonical_url": "https://c.example/x",
        "x-mood": "fine",
        "x-list": ["1", "2"],
    }


@pytest.mark.parametrize(
    ("head", "expected"),
    [("math: true", True), ("mathjax: yes", True), ("usemathjax: true", True),
     ("math: false", False), ("maths: 1", False), ("title: $x$", False)],
)  # fmt: skip
def test_formulas_are_switched_on_by_the_head(tmp_path: Path, head: str, *, expected: bool) -> None:
    assert imported(tmp_path, f"---\n{head}\n---\n")[0].has_formulas is expected


def test_titles_are_plain(tmp_path: Path) -> None:
    text = "---\ntitle: 'A <em>b</em> &amp; <c> *d*'\n---\n"
    assert imported(tmp_path, text)[0].title == "A b & <c> *d*"


def test_described_authors() -> None:
    head: dict[str, Data] = {
        "authors": [
            {"name": "B", "url": "javascript:x"},
            "c",
            {"name": "D", "email": "d@d.example", "website": "https://d.example"},
        ]
    }
    expected = [ImportedAuthor("D", "D", "https://d.example")]
    assert list(Fields(head).described_authors()) == expected


def test_a_title_is_made_of_the_name_and_a_bad_date_is_reported(tmp_path: Path) -> None:
    post, report = imported(tmp_path, "---\ndate: sometime\n---\n", "two-words.md")
    assert (post.title, post.date) == ("Two words", "")
    (notice,) = report.notices
    assert (notice.kind, notice.place.line) == (NoticeKind.DATE, 2)


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2014", BERLIN, "2014"),
        ("2014-05", BERLIN, "2014-05"),
        ("2014-05-06", BERLIN, "2014-05-06"),
        ("2014-05-06 00:00:00", BERLIN, "2014-05-06"),
        ("2014-05-06 07:08", BERLIN, "2014-05-06T07:08:00+02:00"),
        ("2014-05-06 07:08:09 -0500", BERLIN, "2014-05-06T07:08:09-05:00"),
        ("2014-05-06T07:08:09Z", BERLIN, "2014-05-06T07:08:09+00:00"),
        ("2014-05-06 07:08:09 UTC", None, "2014-05-06T07:08:09+00:00"),
        ("2014-05-06 07:08:09 +0200 CEST", None, "2014-05-06T07:08:09+02:00"),
        ("2014-05-06 07:08:09 -0300 -03", None, "2014-05-06T07:08:09-03:00"),
        ("2014-05-06 07:08:09 +0000 UTC", None, "2014-05-06T07:08:09+00:00"),
        ("2014-05-06 07:08", None, "2014-05-06T07:08:00"),
        ("May 6, 2014", None, "2014-05-06"),
        ("6/5/2014 9", None, ""),
        ("soon", BERLIN, ""),
        ("", BERLIN, ""),
    ],
)
def test_dates_are_as_precise_as_written(text: str, zone: ZoneInfo | None, expected: str) -> None:
    assert imported_date(text, zone) == expected


def test_zones() -> None:
    assert zone_of("Europe/Berlin") == BERLIN
    assert [zone_of(name) for name in ("", "Nowhere/City", "../x", "EST\0")] == [None] * 4


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("draft: true", "a draft"),
        ("draft: no", ""),
        ("published: false", "marked 'published: false'"),
        ("status: draft", "a draft"),
        ("status: private", "marked 'status: private'"),
        ("date: 2031-01-01", "dated in the future, 2031-01-01"),
        ("publishDate: 2031-01-01", "scheduled for 2031-01-01"),
        ("expiryDate: 2019-01-01", "expired since 2019-01-01"),
        ("expiryDate: 2031-01-01", ""),
        ("params: {draft: true}", "marked 'params.draft: true'"),
        ("date: 2019-01-01", ""),
    ],
)
def test_why_a_post_is_a_draft(tmp_path: Path, head: str, expected: str) -> None:
    assert imported(tmp_path, f"---\n{head}\n---\n")[0].held_back == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "ann:\n  name: Ann Example\n  url: https://a.example\nbob: Bob\n"),
        ("a.yaml", f"---\n- {{id: ann, {LIST}}}\n- {{id: bob, name: Bob}}\n"),
        ("a.json", f'[{{"id": "ann", {JSON}}}, {{"id": "bob", "name": "Bob"}}]'),
        ("a.toml", '[ann]\nname = "Ann Example"\nurl = "https://a.example"\n[bob]\nname = "Bob"\n'),
        ("a.csv", "id,name,url\nann,Ann Example,https://a.example\nbob,Bob,\n"),
    ],
)  # fmt: skip
def test_authors_in_data_files(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert authors_of(read_data(tmp_path / name)) == {
        "ann": ImportedAuthor("ann", "Ann Example", url="https://a.example"),
        "bob": ImportedAuthor("bob", "Bob"),
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.yml", "a: [\n"), ("a.json", "{"), ("a.toml", "a ="), ("b.yml", "a: &a [*a]\nb: &x [")],
)
def test_broken_data_files_are_an_error(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_data(tmp_path / name)


def test_aliases_in_yaml_do_not_grow(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (tmp_path / "a.yml").write_text("\n".join(lines), encoding="utf-8")
    data = read_data(tmp_path / "a.yml")
    assert isinstance(data, dict)
    assert len(data["a11"]) == 9


def test_the_text_before_the_mark_is_a_description() -> None:
    assert split_excerpt("One *two*.\n\n<!--more-->\n\nRest.\n") == (
        "One two.",
        "One *two*.\n\n\n\nRest.\n",
    )
    assert split_excerpt("One.\n<!-- cut -->\nRest", "<!-- cut -->")[0] == "One."
    assert split_excerpt("word " * 100 + "<!--more-->")[0] == ""
    assert split_excerpt("No mark.") == ("", "No mark.")


def test_tags_of_templates_keep_their_lines() -> None:
    builder = TextBuilder(10)
    builder.copy("a\nb ", 0)
    builder.put("X\nY", 1)
    builder.copy(" c\nd", 3)
    assert builder.text == "a\nb X\nY c\nd"
    assert builder.lines == [10, 11, 11, 14]
    text = "  - {% x %}\nb {% y %}"
    assert line_indent(text, 4, 11) == "  - "
    assert line_indent(text, 14, 21) is None
    assert as_block("```\na\n```", "  - ") == "```\n    a\n    ```\n"
