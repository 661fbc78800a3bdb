"""A mistake in a post produces a warning at its line, and affects no other post."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Build, Project


def told(build: Build) -> list[str]:
    """Return the warnings, with files relative to the project."""
    warnings = re.sub(r"\x1b\[[0-9;]*m", "", build.warnings)
    return [line.rpartition("/project/")[2] for line in warnings.splitlines() if line]


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/good.md": "---\ndate: 2014-11\n---\n# Good\n"})
    return project


def test_a_wrong_date_is_told_and_the_other_posts_build(posts: Project) -> None:
    posts.write({"posts/bad.md": "---\ntags: [a]\ndate: 2014-13\n---\n# Bad\n"})
    build = posts.build()
    (warning,) = told(build)
    assert warning == (
        "posts/bad.md:3: WARNING: date: '2014-13' is not a date; month must be in 1..12; "
        "write 2014, 2014-11, 2014-11-10 or 2014-11-10T09:30:00+01:00 [anthology.date]"
    )
    assert build.page("posts/good").find_class("date")[0].text_content() == "November 2014"
    assert build.page("posts/bad").find_class("tag")[0].text_content() == "a"


def test_warnings_come_again_when_the_file_is_read_again(posts: Project) -> None:
    posts.write({"posts/bad.md": "---\ndate: 2014-13\n---\n# Bad\n"})
    assert len(told(posts.build())) == 1
    assert told(posts.build()) == []
    posts.write({"posts/bad.md": "---\ndate: 2014-13\n---\n# Bad\n\nMore.\n"})
    assert len(told(posts.build())) == 1


def test_warnings_can_be_suppressed_by_kind(posts: Project) -> None:
    posts.write({"posts/bad.md": "---\ndate: 2014-13\nserie: a\n---\n# Bad\n"})
    (warning,) = told(posts.build(confoverrides={"suppress_warnings": ["anthology.date"]}))
    assert warning.endswith("[anthology.key]")


def test_front_matter_that_is_no_yaml_is_told_at_its_line(posts: Project) -> None:
    posts.write({"posts/bad.md": "---\ndate: 2014\ntitle: a: b\n---\n# Bad\n"})
    build = posts.build(confoverrides={"suppress_warnings": ["myst.topmatter"]})
    (warning,) = told(build)
    assert warning.startswith("posts/bad.md:3: WARNING: front matter is not YAML")
    assert "is not published until this is fixed" in warning
    assert "Bad" not in build.page("index").text_content()


def test_a_link_that_leads_nowhere_is_told_once(posts: Project) -> None:
    posts.write({"posts/a.md": "---\ndate: 2014\n---\n# A\n\n[b](no-such-thing)\n"})
    (warning,) = told(posts.build())
    assert warning.endswith("[myst.xref_missing]")


def test_files_that_are_no_posts_keep_their_own_front_matter(posts: Project) -> None:
    posts.write({"page.md": "---\norphan: true\nwhatever: 1\n---\n# Page\n"})
    assert told(posts.build()) == []


def test_two_parts_with_one_order_are_told(posts: Project) -> None:
    source = "---\ndate: {}\nseries: {{name: Walks, order: 1}}\n---\n# A\n"
    posts.write({"posts/a.md": source.format(2014), "posts/b.md": source.format(2015)})
    (warning,) = told(posts.build())
    assert warning == (
        "posts/b.md:3: WARNING: series 'Walks': posts/a has order 1 too; give each its own "
        "[anthology.series]"
    )


def test_a_mistake_in_restructuredtext_is_told_at_its_line(posts: Project) -> None:
    posts.write({"posts/bad.rst": "\n:tags: a\n:date: 2014-13\n\nBad\n===\n"})
    (warning,) = told(posts.build())
    assert warning.startswith("posts/bad.rst:3: WARNING: date: '2014-13' is not a date")


def test_a_link_to_a_label_is_no_mistake(posts: Project) -> None:
    posts.write({"posts/a.md": "---\ndate: 2014\n---\n# A\n\n[](there)\n\n(there)=\n## There\n"})
    assert told(posts.build()) == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("anthology_authors", {"a": {}}),
        ("anthology_authors", {"a": {"name": "A", "nick": "b"}}),
        ("anthology_words_per_minute", 0),
        ("anthology_today", "tomorrow"),
        ("anthology_today", ["2014"]),
        ("anthology_posts", "posts/**"),
        ("anthology_posts", [1]),
        ("anthology_drafts", "no"),
        ("anthology_authors", {"a": {"name": "A", "url": 5}}),
    ],
)
def test_an_option_says_what_it_takes(posts: Project, option: str, value: object) -> None:
    posts.write({"conf.py": f"{CONF}{option} = {value!r}\n"})
    build = posts.build()
    assert f"WARNING: {option}: " in build.warnings
    assert build.page("posts/good").find_class("date")


@pytest.mark.parametrize("value", [2014, dt.date(2014, 1, 1)])
def test_today_may_be_written_as_python_has_it(posts: Project, value: object) -> None:
    build = posts.build(confoverrides={"anthology_today": value})
    assert "[anthology.draft]" in build.warnings


def test_a_wrong_option_is_told_and_its_default_used(posts: Project) -> None:
    build = posts.build(confoverrides={"anthology_timezone": "Mars/Base"})
    (warning,) = told(build)
    assert "anthology_timezone: 'Mars/Base' is not a time zone" in warning
    assert build.page("posts/good").find_class("date")


def test_parallel_reading_tells_the_same(posts: Project) -> None:
    posts.write({f"posts/bad{n}.md": "---\ndate: 2014-13\n---\n# Bad\n" for n in range(8)})
    serial = told(posts.build(fresh=True))
    assert len(serial) == 8
    assert sorted(told(posts.build(fresh=True, parallel=2))) == sorted(serial)


def test_known_keys_of_other_programs_are_not_reported(posts: Project) -> None:
    text = "---\nlayout: post\nhero_image: a.png\nteaser: b\nexcerpt: c\ndescription: d\n---\n# A\n"
    posts.write({"posts/a.md": text})
    known = {"anthology_known_keys": ["layout", "hero_*", "excerpt"]}
    (warning,) = told(posts.build(confoverrides=known))
    assert warning.startswith("posts/a.md:4: WARNING: teaser: is a key of Jekyll themes;")


@pytest.mark.parametrize(("wanted", "date"), [(True, ["November 10, 2014"]), (False, [])])
def test_a_date_in_a_file_name(project: Project, date: list[str], *, wanted: bool) -> None:
    project.write(
        {
            "posts/2014-11-10-two-days.md": "# Two days\n\nText.\n",
            "posts/b.md": "# B\n\n{post}`2014-11-10-two-days`\n",
        }
    )
    build = project.build(confoverrides={"anthology_filename_dates": wanted})
    assert build.warnings == ""
    (byline,) = build.page("posts/2014-11-10-two-days").find_class("byline")
    assert [element.text_content() for element in byline.find_class("date")] == date


def test_an_update_in_the_future_is_left_out(posts: Project) -> None:
    posts.write({"posts/a.md": "---\ndate: 2014\nupdated: 2999-01-01\n---\n# A\n"})
    site = {"html_baseurl": "https://example.org/"}
    build = posts.build(confoverrides=site)
    (warning,) = told(build)
    assert warning.startswith("posts/a.md:3: WARNING: updated: 2999-01-01 is in the future")
    assert not build.page("posts/a").find_class("updated")
    assert not [name for name, content in build.files().items() if b"2999-01" in content]


TAGS = """\
---
date: 2014
---

# A

{{< youtube a >}}

{{ site.title }} {% include a.html %}

The `{{ first }}` paragraph {{ site.title }} with text.{: .lead}
"""


def test_template_tags_are_reported_once_a_post_and_not_in_descriptions(posts: Project) -> None:
    posts.write({"posts/a.md": TAGS})
    build = posts.build()
    (warning,) = told(build)
    assert warning == (
        "posts/a.md:7: WARNING: '{{< youtube a >}}' and 4 more template tags of another program "
        "are shown as text; write Markdown instead [anthology.template]"
    )
    (description,) = build.page("posts/a").xpath("//meta[@name='description']/@content")
    assert description == "The {{ first }} paragraph with text."


BOTH = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
TAGS_IN_ADDRESSES = """\
# A

<img src="{{ image }}" alt="First"> and

<img src="{{ '/a.gif' | url }}" alt="Second">

![Third]({{site.url}}/a.png) ![Fourth](%7B%7Bsite.url%7D%7D/b.png) ![Fifth]({static}/c.png)

[Sixth]({{site.url}}/a/) [Seventh]({filename}b.md) [Eighth][a]
<a href="{{ site.url }}/files/c.pdf">Ninth</a>

[a]: {{site.url}}/d
"""


@pytest.mark.parametrize("output", ["html", "pdf", "epub"])
def test_addresses_with_template_tags_have_no_other_warning(posts: Project, output: str) -> None:
    posts.write({"posts/a.md": TAGS_IN_ADDRESSES})
    build = posts.build(output, confoverrides={"extensions": BOTH})
    (warning,) = told(build)
    assert warning.startswith("posts/a.md:3: WARNING: '{{ image }}' and ")
    whole = b"".join(content for _name, content in build.texts()).decode(errors="replace")
    for word in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"):
        assert word in whole


def test_a_missing_image_is_one_warning(posts: Project) -> None:
    text = (
        "A\n=\n\n.. |a| image:: gone.png\n   :alt: Alternative\n\n|a| and |a|\n\n"
        ".. figure:: gone-2.png\n   :name: here\n\n   Caption\n\n   Legend\n\n"
        ".. figure:: gone-3.png\n"
    )
    posts.write({"posts/a.rst": text})
    for output in ("html", "pdf", "epub"):
        build = posts.build(output, confoverrides={"extensions": BOTH}, fresh=True)
        found = [line.partition(": WARNING: image: ")[::2] for line in told(build)]
        assert [(place, message.split("'")[1]) for place, message in found] == [
            ("posts/a.rst:4", "gone.png"),
            ("posts/a.rst:9", "gone-2.png"),
            ("posts/a.rst:16", "gone-3.png"),
        ]
        whole = b"".join(content for _name, content in build.texts()).decode(errors="replace")
        assert all(word in whole for word in ("Alternative", "Caption", "Legend"))


def test_substitutions_of_myst_are_not_template_tags(posts: Project) -> None:
    posts.write({"posts/a.md": "---\ndate: 2014\n---\n# A\n\n{{ word }}\n"})
    substitutions = {
        "myst_enable_extensions": ["substitution"],
        "myst_substitutions": {"word": "x"},
    }
    assert told(posts.build(confoverrides=substitutions)) == []
    assert len(told(posts.build())) == 1


NO_OPTION = "there is no such option"
OPTION = "[anthology.option]"


def test_a_misspelled_option_is_reported_at_its_line(project: Project) -> None:
    text = f"{CONF}\nbindery_papr = 'a5'\nanthology_tag = {{}}\nanthology_x: int = 1\nother = 2\n"
    project.write({"conf.py": text, "posts/a.md": "# A\n"})
    found = [line.partition("conf.py:")[2] for line in told(project.build())]
    first = text.splitlines().index("anthology_tag = {}") + 1
    assert [line.partition("WARNING: ")[::2] for line in found] == [
        (f"{first}: ", f"anthology_tag: {NO_OPTION}; write 'anthology_tags' {OPTION}"),
        (f"{first + 1}: ", f"anthology_x: {NO_OPTION}; remove it {OPTION}"),
    ]
    both = CONF.replace('"sphinx_anthology"', '"sphinx_anthology", "sphinx_bindery"')
    project.write({"conf.py": f"{both}\nbindery_papr = 'a5'\n"})
    (line,) = told(project.build(fresh=True))
    assert "bindery_papr: there is no such option; write 'bindery_paper' [bindery.option]" in line


def test_a_wrong_option_is_told_at_its_line(project: Project) -> None:
    authors = "anthology_authors = {\n    'a': {'name': 'A', 'url': 'javascript:x'},\n}\n"
    text = f"{CONF}\n{authors}anthology_page_size = 0\n"
    project.write({"conf.py": text, "index.rst": "A\n=\n"})
    lines = text.splitlines()
    warnings = project.build("dummy").warnings
    for name, start in (("authors", "anthology_authors ="), ("page_size", "anthology_page_size =")):
        line = next(number for number, line in enumerate(lines, 1) if line.startswith(start))
        assert f"conf.py:{line}: WARNING: anthology_{name}: " in warnings
