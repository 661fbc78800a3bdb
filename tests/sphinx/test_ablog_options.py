"""ABlog's options: each has its effect, or says once what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.ablog.options import MAPPED, WITHOUT_COUNTERPART

if TYPE_CHECKING:
    from .conftest import Build, Project

GUIDE = Path(__file__).parents[2] / "guide" / "move-from-ablog.md"
CONF = """\
project = "Notes"
version = "1"
copyright = "2020, N. N."
extensions = ["sphinx_anthology.ablog"]
exclude_patterns = ["_build"]
html_theme = "basic"
"""
POST = """\
Walk
====

.. post:: May 9, 2014
   :tags: birds

One.

Two.

A section
---------

Three.
"""
SET = {
    "blog_archive_titles": True,
    "blog_feed_templates": {"atom": {"content": "{{ title }}"}, "social": {}},
    "post_redirect_refresh": 1,
    "post_show_prev_next": False,
    "fontawesome_link_cdn": "https://icons.example.org/all.css",
    "fontawesome_css_file": "icons.css",
    "fontawesome_included": True,
    "disqus_shortname": "notes",
    "disqus_pages": True,
    "disqus_drafts": True,
    "ablog_website": "_website",
    "ablog_doctrees": ".doctrees",
    "ablog_builder": "dirhtml",
    "github_pages": "nova",
}


def build(project: Project, conf: str = "", builder: str = "html", **files: str) -> Build:
    project.write(
        {
            "conf.py": CONF + conf,
            "index.rst": "Notes\n=====\n\n.. postlist::\n   :excerpts:\n",
            "walk.rst": POST,
            **{name.replace("_", "."): text for name, text in files.items()},
        }
    )
    return project.build(builder, confoverrides={"anthology_today": "2020"})


def text(build: Build, name: str = "index") -> str:
    return " ".join(build.page(name).text_content().split())


def test_options_without_a_counterpart_are_each_said_once_at_their_line(project: Project) -> None:
    conf = "".join(f"{name} = {value!r}\n" for name, value in SET.items())
    found = build(project, conf).warnings.strip().splitlines()
    assert set(SET) == set(WITHOUT_COUNTERPART)
    assert len(found) == len(SET)
    first = CONF.count("\n") + 1
    for number, name in enumerate(SET, first):
        (line,) = [line for line in found if f"conf.py:{number}: " in line]
        assert f"{name}: {WITHOUT_COUNTERPART[name][1]} [anthology.ablog]" in line


def test_the_guide_names_every_option() -> None:
    named = set(re.findall(r"`(\w+)`", GUIDE.read_text(encoding="utf-8")))
    assert {option.name for option in MAPPED} | set(WITHOUT_COUNTERPART) <= named


def test_defaults_of_other_programs_are_not_said(project: Project) -> None:
    conf = "disqus_shortname = None\nfontawesome_included = False\npost_show_prev_next = True\n"
    assert build(project, conf).warnings == ""


@pytest.mark.parametrize(
    "conf",
    [
        "blog_authors = {'ada': 'Ada Nova'}\n",
        "blog_path = 3\n",
        "post_auto_excerpt = 'two'\n",
        "blog_languages = ['en']\n",
    ],
)
def test_a_mistake_in_an_option_is_a_warning(project: Project, conf: str) -> None:
    found = build(project, conf)
    assert f"{conf.partition(' ')[0]}: " in found.warnings
    assert "[anthology.ablog]" in found.warnings
    assert "May - Walk" in text(found)


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ("", "09 May - Walk One."),
        ("post_auto_excerpt = 2\n", "09 May - Walk One. Two."),
        ("post_auto_excerpt = 0\n", "09 May - Walk"),
        ("post_date_format_short = '%Y/%m/%d'\n", "2014/05/09 - Walk One."),
    ],
)
def test_options_of_excerpts_and_dates(project: Project, conf: str, expected: str) -> None:
    found = build(project, conf)
    assert found.warnings == ""
    assert texts_of_list(found) == [expected]


def texts_of_list(build: Build) -> list[str]:
    (shown,) = build.page("index").find_class("postlist")
    return [" ".join(item.text_content().split()) for item in shown]


def test_defaults_of_posts(project: Project) -> None:
    conf = (
        "blog_authors = {'ada': ('Ada Nova', 'https://ada.example.org')}\n"
        "blog_languages = {'nl': ('Nederlands', None)}\n"
        "blog_locations = {'Oslo': ('Oslo, Norway', None)}\n"
        "blog_default_author = 'ada'\nblog_default_language = 'nl'\n"
        "blog_default_location = 'Oslo'\n"
    )
    (byline,) = build(project, conf).page("walk").find_class("byline")
    for word in ("Ada Nova", "Nederlands", "Oslo, Norway"):
        assert word in byline.text_content()


def test_dates_in_the_format_of_the_project(project: Project) -> None:
    conf = "post_date_format = '%d.%m.%Y'\n"
    found = build(project, conf, walk_rst=POST.replace("May 9, 2014", "03.04.2014"))
    assert "April 3, 2014" in text(found, "walk")


def test_another_folder_for_the_old_addresses(project: Project) -> None:
    found = build(project, "blog_path = 'news/all'\nblog_baseurl = 'https://example.org'\n")
    assert found.warnings == ""
    for name in ("news/all.html", "news/all/tag/birds.html", "news/all/atom.xml"):
        assert (found.outdir / name).is_file()
    assert not (found.outdir / "blog.html").exists()
    assert not (found.outdir / "news/all/tag/birds/atom.xml").exists()


def test_the_options_of_feeds(project: Project) -> None:
    conf = (
        "blog_baseurl = 'https://example.org'\nblog_title = 'All'\nblog_feed_subtitle = 'Sub'\n"
        "blog_feed_length = 1\nblog_feed_titles = True\nblog_feed_fulltext = True\n"
        "blog_feed_archives = True\n"
    )
    other = POST.replace("Walk\n", "Hike\n").replace("2014", "2013")
    found = build(project, conf, hike_rst=other)
    feed = (found.outdir / "blog/atom.xml").read_text(encoding="utf-8")
    assert (feed.count("<entry"), "Walk" in feed, "One." in feed) == (1, True, False)
    assert ("All" in feed, "Sub" in feed) == (True, True)
    assert "Three." in (found.outdir / "atom.xml").read_text(encoding="utf-8")
    assert (found.outdir / "blog/tag/birds/atom.xml").is_file()


def test_feeds_are_excerpts_by_default(project: Project) -> None:
    found = build(project, "blog_baseurl = 'https://example.org'\n")
    feed = (found.outdir / "blog/atom.xml").read_text(encoding="utf-8")
    assert ("One." in feed, "Three." in feed) == (True, False)


@pytest.mark.parametrize("pattern", ["'w*.rst'", "['*.md', 'walk.rst']", "'**/walk.*'"])
def test_patterns_of_posts(project: Project, pattern: str) -> None:
    post = ":date: May 9, 2014\n\nWalk\n====\n\nOne.\n"
    found = build(project, f"blog_post_pattern = {pattern}\n", walk_rst=post)
    assert found.warnings == ""
    assert texts_of_list(found) == ["09 May - Walk One."]


def test_sidebars_of_ablog_can_be_left_out(project: Project) -> None:
    conf = "skip_injecting_base_ablog_templates = True\nhtml_sidebars = {'**': ['ablog/a.html']}\n"
    conf += "templates_path = ['own']\n"
    project.write({"own/ablog/a.html": "<p>Mine</p>"})
    assert "Mine" in text(build(project, conf))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("   :tags: brids\n", ":tags: no post has 'brids' (did you mean 'birds'?)"),
        ("   :format: {titel}\n", ":format: unknown field 'titel' (did you mean 'title'?)"),
        ("   :format: {title\n", ":format: expected '}' before end of string"),
    ],
)
def test_mistakes_in_a_list_are_warnings(project: Project, options: str, message: str) -> None:
    found = build(project, index_rst=f"Notes\n=====\n\n.. postlist:: 5\n{options}")
    assert message in found.warnings
    assert "index.rst:4: WARNING" in found.warnings


def test_posts_are_in_books_without_a_toctree_after_an_edit_too(project: Project) -> None:
    build(project, builder="epub")
    more = POST.replace("Walk\n", "Hike\n").replace("2014", "2015").replace("One", "Uphill")
    found = build(project, builder="epub", hike_rst=more)
    assert found.warnings == ""
    whole = b" ".join(content for _name, content in found.texts()).decode("utf-8", "replace")
    assert "Uphill" in whole
    assert "Two." in whole


MARKDOWN = """\
# Many

Text.

## A

:::{post} May 2, 2014
:tags: a
:::

First.

```{update} May 5, 2014
Note.
```

## B

```{eval-rst}
.. post:: May 3, 2014
   :tags: b
```

Second.

## C

```{post}
```

Unfinished.
"""


def test_sections_of_markdown_are_posts(project: Project) -> None:
    conf = "extensions.append('myst_parser')\nmyst_enable_extensions = ['colon_fence']\n"
    found = build(project, conf, many_md=MARKDOWN)
    assert found.warnings == ""
    assert texts_of_list(found) == ["09 May - Walk One.", "03 May - B Second.", "02 May - A First."]
    page = found.page("many")
    bylines = [line.text_content() for line in page.find_class("byline")]
    assert ["updated" in line for line in bylines] == [True, False]
    assert "Unfinished" not in text(found, "many")
    assert "Unfinished" in text(_with_drafts(project), "many")


def _with_drafts(project: Project) -> Build:
    overrides = {"anthology_today": "2020", "anthology_drafts": True}
    return project.build("html", confoverrides=overrides)


def test_a_post_that_was_not_found_before_reading_is_a_warning(project: Project) -> None:
    project.write({"part.txt": ".. post:: May 8, 2014\n"})
    page = "Page\n====\n\n.. include:: part.txt\n\n* item\n\n  .. post:: May 9, 2014\n"
    warnings = build(project, page_rst=page).warnings
    assert "part.txt:1: WARNING: post: it is found only at the start of a line" in warnings
    assert "page.rst:8: WARNING: post: it is found only at the start of a line" in warnings
