"""Drafts and posts of the future are absent everywhere, until they are asked for."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

TODAY = {"anthology_today": "2015-06-01"}
DRAFT = "---\ndate: 2014-12\ndraft: true\nseries: Walks\n---\n# Secret draft\n\nSecret words.\n"
FUTURE = "---\ndate: 2015-07\nseries: Walks\n---\n# Secret future\n\nSecret words.\n"
GOOD = "---\ndate: 2014-11\nseries: Walks\n---\n# Good\n\nText.\n"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/good.md": GOOD, "posts/draft.md": DRAFT, "posts/future.md": FUTURE})
    return project


def test_they_are_in_no_file_of_the_output(posts: Project) -> None:
    build = posts.build(confoverrides={**TODAY, "html_copy_source": True})
    assert "posts/good.html" in build.files()
    for name, content in build.files().items():
        assert "draft" not in name
        assert "future" not in name
        assert b"ecret" not in content, name
    (series,) = build.page("posts/good").find_class("series")
    assert series.text_content() == "Series: Walks"


def test_sphinx_still_keeps_the_words_of_pages_that_are_gone(project: Project) -> None:
    """When this fails, ``forget_words`` need not drop words any more."""
    plain = {"extensions": ["myst_parser"]}
    index = "Notes\n=====\n\n.. toctree::\n   :glob:\n\n   posts/*\n"
    project.write({"index.rst": index, "posts/good.md": GOOD, "posts/gone.md": "# Zanzibar\n"})
    project.build(confoverrides=plain)
    (project.folder / "posts/gone.md").unlink()
    assert b'"zanzibar":[]' in project.build(confoverrides=plain).files()["searchindex.js"]


def test_a_post_of_the_future_is_told_and_a_draft_is_not(posts: Project) -> None:
    warnings = posts.build(confoverrides=TODAY).warnings
    assert "posts/future.md:2: WARNING: date: 2015-07 is in the future" in warnings
    assert "[anthology.draft]" in warnings
    assert "draft.md" not in warnings


def test_posts_with_a_later_release_are_left_out_until_then(posts: Project) -> None:
    keys = ("publishDate", "publish_date", "pubDate", "published", "published_at", "scheduled")
    for key in keys:
        head = f"date: 2014\n{key}: 2015-07-01T10:00:00Z\n"
        posts.write({f"posts/{key}.md": f"---\n{head}---\n# Zanzibar\n\nZanzibar words.\n"})
    build = posts.build(confoverrides=TODAY)
    for key in keys:
        pattern = (
            rf"posts/{key}\.md:3: WARNING: {key}: 2015-07-01T10.* is in the future, so that the "
            r"post is left out until then; write 'date: 2015-07-01T10.*', or 'draft: true' to"
        )
        assert re.search(pattern, build.warnings), key
    assert [name for name, data in build.files().items() if b"anzibar" in data] == []
    later = posts.build(confoverrides={"anthology_today": "2015-08-01"})
    assert all("Zanzibar" in later.page(f"posts/{key}").text_content() for key in keys)


LOOSE = (
    ("publishDate", "Jul 08 2015"),
    ("pubDate", "'Wed, 08 Jul 2015 10:00:00 GMT'"),
    ("scheduled", "8th of July in the year 2999"),
    ("date", "July 8, 2015"),
    ("date", "9999-12-31T23:59:59-01:00"),
    ("release_date", "08/07/2999"),
)


def test_a_later_release_in_any_form_holds_a_post_back(posts: Project) -> None:
    for number, (key, date) in enumerate(LOOSE):
        text = f"---\n{key}: {date}\n---\n# Zanzibar\n\nZanzibar words.\n"
        posts.write({f"posts/loose{number}.md": text})
        posts.write({f"posts/past{number}.md": f"---\n{key}: Jul 08 2013\n---\n# Quito {number}\n"})
    build = posts.build(confoverrides=TODAY)
    for number, (key, _date) in enumerate(LOOSE):
        pattern = rf"posts/loose{number}\.md:2: WARNING: {key}: \S+ is in the future"
        assert re.search(pattern, build.warnings), key
        assert f"Quito {number}" in build.page(f"posts/past{number}").text_content()
    assert [name for name, data in build.files().items() if b"anzibar" in data] == []


def test_posts_that_have_expired_are_left_out_from_then_on(posts: Project) -> None:
    head = "date: 2014\nexpiryDate: 2015-05-01\n"
    posts.write({"posts/sale.md": f"---\n{head}---\n# Zanzibar\n\nZanzibar words.\n"})
    before = posts.build(confoverrides={"anthology_today": "2015-04-30"})
    assert "Zanzibar" in before.page("index").text_content()
    build = posts.build(confoverrides=TODAY)
    pattern = r"posts/sale\.md:3: WARNING: expiryDate: 2015-05-01 has passed, .*write 'draft: true'"
    assert re.search(pattern, build.warnings)
    assert [name for name, data in build.files().items() if b"anzibar" in data] == []
    shown = posts.build(confoverrides={**TODAY, "anthology_drafts": True}).page("posts/sale")
    assert [mark.text_content() for mark in shown.find_class("draft")] == ["No longer published"]


def test_a_post_that_becomes_a_draft_goes_and_one_that_is_none_comes(posts: Project) -> None:
    quiet = {**TODAY, "suppress_warnings": ["anthology.draft"]}
    posts.build(confoverrides=quiet)
    posts.write({"posts/draft.md": DRAFT.replace("draft: true\n", "")})
    published = posts.build(confoverrides=quiet)
    assert published.warnings == ""
    assert "Secret draft" in published.page("index").text_content()
    posts.write({"posts/draft.md": DRAFT})
    withdrawn = posts.build(confoverrides=quiet)
    assert [name for name, data in withdrawn.files().items() if b"ecret" in data] == []
    assert "posts/draft.html" not in withdrawn.files()


def test_time_passing_publishes_a_post_without_an_edit(posts: Project) -> None:
    quiet = {"suppress_warnings": ["anthology.draft"]}
    posts.build(confoverrides={**quiet, **TODAY})
    later = posts.build(confoverrides={**quiet, "anthology_today": "2015-08-01"})
    assert "Secret future" in later.page("index").text_content()
    assert "posts/future.html" in later.files()


@pytest.mark.parametrize("builder", ["dirhtml", "text", "xml"])
def test_a_withdrawn_post_is_gone_from_other_outputs_too(posts: Project, builder: str) -> None:
    posts.write({"posts/draft.md": DRAFT.replace("draft: true\n", "")})
    posts.build(builder, confoverrides=TODAY)
    posts.write({"posts/draft.md": DRAFT})
    withdrawn = posts.build(builder, confoverrides=TODAY)
    assert [name for name in withdrawn.files() if "draft" in name] == []
    assert not (withdrawn.outdir / "posts" / "draft").exists()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
@pytest.mark.parametrize("change", ["draft", "deleted"])
def test_the_cache_keeps_no_text_of_a_withdrawn_post(
    posts: Project, builder: str, change: str
) -> None:
    """By default it stands in the folder that is put on the web."""

    def texts() -> list[str]:
        files = (path for path in (posts.folder / "_build").rglob("*") if path.is_file())
        return [path.name for path in files if b"Secret words" in path.read_bytes()]

    told = {**TODAY, "html_baseurl": "https://example.org/"}
    posts.write({"posts/draft.md": DRAFT.replace("draft: true\n", "")})
    posts.build(builder, confoverrides=told)
    assert "draft.doctree" in texts()
    if change == "deleted":
        (posts.folder / "posts" / "draft.md").unlink()
    else:
        posts.write({"posts/draft.md": DRAFT})
    posts.build(builder, confoverrides=told)
    assert texts() == []


@pytest.mark.parametrize("was_published", [True, False])
def test_the_cache_keeps_no_front_matter_of_a_draft(posts: Project, *, was_published: bool) -> None:
    """Some hosts serve the folder of the cache too."""
    matter = "date: 2014\ntitle: Zanzibar\ndescription: Zanzibar\ntags: [Zanzibar]\nimage: Zanzibar"
    source = f"---\n{matter}\nauthors: {{name: Zanzibar, email: a@zanzibar.org}}\n---\nZanzibar\n"
    told = {**TODAY, "html_baseurl": "https://example.org/"}
    if was_published:
        posts.write({"posts/draft.md": source})
        posts.build(confoverrides=told)
    posts.write({"posts/draft.md": source.replace("date:", "draft: true\ndate:")})
    posts.build(confoverrides=told)
    files = [path for path in (posts.folder / "_build").rglob("*") if path.is_file()]
    assert [str(path) for path in files if b"zanzibar" in path.read_bytes().lower()] == []


def test_a_withdrawn_post_is_gone_though_the_cache_was_lost(posts: Project) -> None:
    quiet = {**TODAY, "html_copy_source": True}
    posts.write({"posts/draft.md": DRAFT.replace("draft: true\n", "")})
    posts.build(confoverrides=quiet)
    posts.write({"posts/draft.md": DRAFT})
    shutil.rmtree(posts.folder / "_build" / "doctrees")
    assert [name for name in posts.build(confoverrides=quiet).files() if "draft" in name] == []


def test_pages_that_link_to_a_withdrawn_post_are_written_again(posts: Project) -> None:
    posts.write(
        {
            "posts/draft.md": DRAFT.replace("draft: true\n", ""),
            "other.md": "---\norphan: true\n---\n# Other\n\n[](posts/draft.md)\n",
        }
    )
    assert "Secret draft" in posts.build(confoverrides=TODAY).page("other").text_content()
    posts.write({"posts/draft.md": DRAFT})
    withdrawn = posts.build(confoverrides=TODAY)
    assert "Secret draft" not in withdrawn.page("other").text_content()
    assert "other.md" in withdrawn.warnings


def test_the_mark_of_a_future_post_goes_when_its_time_has_come(posts: Project) -> None:
    drafts = {"anthology_drafts": True}
    posts.build(confoverrides={**drafts, **TODAY})
    later = posts.build(confoverrides={**drafts, "anthology_today": "2015-08-01"})
    assert later.page("posts/future").find_class("draft") == []


def test_a_draft_that_cannot_be_read_is_held_back_and_told(posts: Project) -> None:
    posts.write(
        {
            "posts/bad.md": "---\ndraft: true\ntitle: a: b\n---\n# Secret one\n",
            "posts/odd.md": "---\ndraft: maybe\n---\n# Secret two\n",
        }
    )
    build = posts.build(confoverrides=TODAY)
    assert [name for name, data in build.files().items() if b"ecret" in data] == []
    assert "posts/bad.md:3: WARNING" in build.warnings
    assert "posts/odd.md:2: WARNING" in build.warnings


def test_the_clock_is_source_date_epoch(posts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1433116800")  # 2015-06-01
    assert "in the future" in posts.build().warnings


def test_asked_for_they_are_built_and_marked(posts: Project) -> None:
    build = posts.build(confoverrides={**TODAY, "anthology_drafts": True})
    assert build.warnings == ""
    marks = {name: build.page(f"posts/{name}").find_class("draft") for name in ("draft", "future")}
    assert [mark.text_content() for mark in marks["draft"]] == ["Draft"]
    assert [mark.text_content() for mark in marks["future"]] == ["Not yet published"]
    assert build.page("posts/good").find_class("draft") == []
