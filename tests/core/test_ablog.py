"""ABlog's dates, languages and marks of posts, in our front matter."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.core.ablog.dates import date_text
from sphinx_anthology.core.ablog.dialect import ABlogDialect
from sphinx_anthology.core.ablog.language_codes import language_code
from sphinx_anthology.core.frontmatter.scan import FrontMatterScan, scan_files

if TYPE_CHECKING:
    from pathlib import Path

DIALECT = ABlogDialect(
    date_format="%d %B %Y",
    matched=frozenset({"notes/a"}),
    always_section=False,
    languages={"nl": "Nederlands"},
    locations={"Oslo": "Oslo, Norway"},
    author=("ada",),
    language=("en",),
    location=("Oslo",),
)


def scan(
    folder: Path, text: str, name: str = "a.rst", dialect: ABlogDialect = DIALECT
) -> FrontMatterScan:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    docname = name.rpartition(".")[0]
    return scan_files([(docname, path)], {}, UTC, dialect=dialect)[docname]


@pytest.mark.parametrize(
    ("text", "date_format", "expected"),
    [
        ("09 May 2014", "%d %B %Y", "2014-05-09"),
        ("May 9, 2014", "%d %B %Y", "2014-05-09"),
        ("15 Apr, 2013", "%d %B %Y", "2013-04-15"),
        ("2020-12-01", "%d %B %Y", "2020-12-01"),
        ("09.05.2014", "%d.%m.%Y", "2014-05-09"),
        ("05.2014", "%m.%Y", "2014-05"),
        ("May 2014", "%d %B %Y", "2014-05"),
        ("2014", "%d %B %Y", "2014"),
        ("2014/5", "%d %B %Y", "2014-05"),
        ("05/09/2014 10:30", "%d %B %Y", "2014-05-09T10:30"),
        ("2021-01-01T10:00:00+02:00", "%d %B %Y", "2021-01-01T10:00:00+02:00"),
        ("May 9", "%d %B %Y", "May 9"),
        ("soon", "%d %B %Y", "soon"),
        ("99999999999999", "%d %B %Y", "99999999999999"),
    ],
)
def test_a_date_keeps_the_precision_written(text: str, date_format: str, expected: str) -> None:
    assert date_text(text, date_format) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("Nederlands", "nl"),
        ("French", "fr"),
        ("deutsch", "de"),
        ("pt-BR", "pt-BR"),
        ("Martian", "Martian"),
    ],
)
def test_language_codes(name: str, code: str) -> None:
    assert language_code(name, DIALECT.languages) == code


def test_a_directive_with_all_options(tmp_path: Path) -> None:
    found = scan(
        tmp_path,
        "Title\n=====\n\n.. post:: 15 Apr, 2013\n   :tags: tips, open data\n"
        "   :category: Example, How To\n   :author: ada, ben\n   :location: Oslo, Paris\n"
        "   :language: Nederlands\n   :redirect: old/page, older.html\n   :title: Short\n"
        "   :excerpt: 2\n   :image: 1\n   :external_link: https://example.org/a\n"
        "   :canonical_link: https://example.org/b\n   :exclude:\n   :nocomments:\n\n   Text.\n",
    )
    post = found.post
    assert found.problems == ()
    assert post.date
    assert (post.is_post, post.draft, post.date.iso) == (True, False, "2013-04-15")
    assert (post.tags, post.categories) == (("tips", "open data"), ("Example", "How To"))
    assert [author.name for author in post.authors] == ["ada", "ben"]
    assert (post.location, post.lang) == ("Oslo, Norway; Paris", "nl")
    assert post.aliases == ("old/page", "old/page.html", "older.html")
    assert (post.original_url, post.canonical_url) == (
        "https://example.org/a",
        "https://example.org/b",
    )
    assert (post.title, post.description, post.image) == ("", "", "")
    assert post.line_of("tags") == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.rst",
            ":blogpost: true\n:date: Oct 10, 2020\n:author: ben\n:category: Manual\n\nA\n=\n",
        ),
        (
            "a.md",
            "---\nblogpost: true\ndate: Oct 10, 2020\nauthor: ben\ncategory: Manual\n---\n\n# A\n",
        ),
        ("notes/a.md", "---\ndate: Oct 10, 2020\nauthor: [ben]\ncategory: [Manual]\n---\n\n# A\n"),
        ("a.md", "# A\n\n```{post} Oct 10, 2020\n:author: ben\n:category: Manual\n```\n"),
        ("a.md", "# A\n\n:::{post} Oct 10, 2020\n---\nauthor: ben\ncategory: Manual\n---\n:::\n"),
        (
            "a.md",
            (
                "# A\n\n```{eval-rst}\n.. post:: Oct 10, 2020\n   :author: ben\n"
                "   :category: Manual\n```\n"
            ),
        ),
        (
            "a.rst",
            (
                "A\n=\n\n.. only:: html\n\n   .. post:: Oct 10, 2020\n      :author: ben\n"
                "      :category: Manual\n"
            ),
        ),
        (
            "a.rst",
            (
                "A\n=\n\n.. post::\n   Oct 10,\n   2020\n   :author: ben\n   :category:\n"
                "      Manual\n"
            ),
        ),
    ],
)
def test_every_way_to_mark_a_post(tmp_path: Path, name: str, text: str) -> None:
    found = scan(tmp_path, text, name)
    assert found.problems == ()
    assert found.post.date
    assert (found.post.is_post, found.post.date.iso) == (True, "2020-10-10")
    assert [author.name for author in found.post.authors] == ["ben"]
    assert (found.post.categories, found.post.location) == (("Manual",), "Oslo, Norway")
    assert (found.post.lang, found.sections) == ("en", ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "A\n=\n\nUse it so::\n\n   .. post:: Oct 10, 2020\n      :author: ben\n"),
        ("a.rst", "A\n=\n\n.. code-block:: rst\n\n   .. post:: Oct 10, 2020\n"),
        ("a.rst", "A\n=\n\n..\n   .. post:: Oct 10, 2020\n"),
        ("a.md", "# A\n\n```rst\n.. post:: Oct 10, 2020\n```\n"),
        ("a.md", "# A\n\n````{code-block} md\n```{post} Oct 10, 2020\n```\n````\n"),
        ("a.md", "---\nblogpost: false\ndate: 2020\n---\n\n# A\n"),
        ("notes/a.md", "# A page among the posts\n"),
    ],
)
def test_examples_and_pages_are_no_posts(tmp_path: Path, name: str, text: str) -> None:
    assert not scan(tmp_path, text, name).post.is_post


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "A\n=\n\n.. post::\n   :tags: a\n"),
        ("a.rst", ":blogpost: true\n\nA\n=\n"),
        ("a.md", "---\nblogpost: true\ntags: a\n---\n\n# A\n"),
        ("notes/a.md", "---\ntags: a\n---\n\n# A\n"),
    ],
)
def test_a_post_without_a_date_is_a_draft(tmp_path: Path, name: str, text: str) -> None:
    found = scan(tmp_path, text, name)
    assert (found.post.is_post, found.post.draft, found.problems) == (True, True, ())


def test_several_posts_in_a_document(tmp_path: Path) -> None:
    found = scan(
        tmp_path,
        "News\n====\n\n.. post:: May 1, 2014\n\nOne\n---\n\n.. post:: May 2, 2014\n   :tags: a\n\n"
        ".. update:: May 5, 2014\n\n   Note.\n\nTwo\n---\n\n.. post::\n",
    )
    one, two = found.sections
    assert found.post.date
    assert one.date
    assert one.updated
    assert (found.post.date.iso, one.date.iso, two.date) == ("2014-05-01", "2014-05-02", None)
    assert (found.post.is_post, one.tags, one.updated.iso, two.draft) == (
        True,
        ("a",),
        "2014-05-05",
        True,
    )


def test_sections_that_are_posts_do_not_make_the_document_one(tmp_path: Path) -> None:
    text = "News\n====\n\nOne\n---\n\n.. post:: May 2, 2014\n\nTwo\n---\n\n.. post:: May 3, 2014\n"
    found = scan(tmp_path, text)
    assert found.post.is_post is False
    assert [post.date.iso for post in found.sections if post.date] == ["2014-05-02", "2014-05-03"]
    only = "News\n====\n\nOne\n---\n\n.. post:: May 2, 2014\n"
    assert scan(tmp_path, only).post.is_post
    always = ABlogDialect("%d", frozenset(), always_section=True, languages={}, locations={})
    assert len(scan(tmp_path, only, dialect=always).sections) == 1


def test_a_draft_does_not_take_its_sections_away(tmp_path: Path) -> None:
    text = "News\n====\n\n.. post::\n\nOne\n---\n\n.. post:: May 2, 2014\n"
    found = scan(tmp_path, text)
    assert (found.post.is_post, found.post.draft) == (False, False)
    assert [(problem.kind, problem.line) for problem in found.problems] == [("draft", 4)]


def test_what_cannot_be_said_is_a_problem(tmp_path: Path) -> None:
    text = "A\n=\n\n.. post:: soon\n   :language: nl, en\n"
    problems = scan(tmp_path, text).problems
    assert [(problem.kind, problem.line) for problem in problems] == [("date", 4), ("type", 5)]


@pytest.mark.parametrize(
    ("one", "two"),
    [("A\n-", "B\n-"), ("---\nOne\n---", "---\nTwo\n---"), ("One\n~~~~~~", "Two\n~~~")],
)
def test_headings_of_every_form_are_found(tmp_path: Path, one: str, two: str) -> None:
    text = f"N\n=\n\nText.\n\n{one}\n\n.. post:: May 2, 2014\n\n{two}\n\n.. post:: May 3, 2014\n"
    found = scan(tmp_path, text)
    assert found.post.is_post is False
    assert len(found.sections) == 2
