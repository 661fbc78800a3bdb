"""``sphinx-anthology import`` of Pelican's sites."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.commands import check
from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.folders.python_settings import read_settings
from sphinx_anthology.importing.pelican.addresses import expand, slugify
from sphinx_anthology.importing.pelican.links import resolve_links
from sphinx_anthology.importing.pelican.markdown import plain_markdown
from sphinx_anthology.importing.pelican.metadata import find_metadata
from sphinx_anthology.importing.pelican.restructuredtext import with_known_directives
from sphinx_anthology.importing.records import Markup
from sphinx_anthology.importing.report import Report
from tests.core.test_import_feeds import body, messages
from tests.core.test_import_wordpress import front_matter
from tests.pelican_site import FILES, PAGES, POSTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def run(
    folder: Path, files: Mapping[str, str | bytes], *arguments: str, below: str = ""
) -> tuple[int, Path, dict[str, Any]]:
    """Import a site; return the exit code, the target and the report."""
    for name, content in files.items():
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    target, report = folder / "posts", folder / "report.out"
    options = ["--to", str(target), "--report", str(report), *arguments]
    code = main(["import", str(folder / "site" / below), *options])
    found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    return code, target, found


def fields(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").partition("\n\n")[0].split("\n")


def test_markdown_articles_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, FILES, "--pages")
    assert code == 0
    counts = report["counts"]
    assert counts["articles in the folder"] == counts["posts imported"] == POSTS
    assert counts["pages in the folder"] == counts["pages imported"] == PAGES
    assert front_matter(target / "2019" / "first-soup.md") == {
        "date": "2019-03-04T10:20:00+01:00",
        "updated": "2019-04-05",
        "title": "First: a *soup*",
        "authors": ["Ann Example", "Example, Bob"],
        "categories": ["Cooking"],
        "tags": ["C#", "Soups, pots"],
        "series": [{"name": "Soups", "order": "2"}],
        "description": "In short.",
        "image": "../images/images-pot.png",
        "aliases": ["/2019/03/first-soup.html"],
        "original_url": "https://soups.example.org/2019/03/first-soup.html",
        "x-weather": "rainy",
    }
    files = [*target.rglob("*.md"), *target.rglob("*.rst")]
    assert list(check.find_problems(sorted(files))) == []


def test_links_of_markdown_lead_to_files_and_addresses(tmp_path: Path) -> None:
    _code, target, report = run(tmp_path, FILES, "--pages")
    assert body(target / "2019" / "first-soup.md") == (
        "See [two](../2020/two-pots.rst), [again](../2020/two-pots.rst),\n"
        "[the page](../pages/about-us.md), a draft,\n"
        "gone, [a file](https://soups.example.org/extra/a.pdf), "
        "[home](https://soups.example.org/),\n"
        "[tag](https://soups.example.org/tag/soups.html) and [HTML](../2018/a-page-more.md).\n\n"
        "![Pot](../images/images-pot.png) ![Lid](../images/cooking-lid.png)\n\n"
        "```\n[code]({filename}two.rst)\n```\n\n"
        "`[code]({filename}two.rst)` costs $5."
    )
    assert (
        "link filename: no file of the site is '/cooking/gone.md'; only its text is kept"
        in messages(report, "link")
    )


def test_restructuredtext_stays_with_its_links_and_pictures(tmp_path: Path) -> None:
    _code, target, report = run(tmp_path, FILES)
    file = target / "2020" / "two-pots.rst"
    assert fields(file) == [
        ":date: 2020-01-02T03:04:00+01:00",
        ":title: Two pots",
        ":authors: Ann Example",
        ":categories: Cooking",
        ":tags: C#, Soups",
        ":description: A short text",
        ":aliases: /2020/01/two-pots.html",
        ":original_url: https://soups.example.org/2020/01/two-pots.html",
    ]
    text = file.read_text(encoding="utf-8")
    assert "See :doc:`first <../2019/first-soup>`, |pot| and `web`_." in text
    assert ".. |pot| image:: ../images/images-pot.png\n" in text
    assert ".. _web: https://soups.example.org/extra/a.pdf\n" in text
    assert "   The :doc:`first <../2019/first-soup>` lid\n" in text
    assert "\nhttps://www.youtube.com/watch?v=abc123\n" in text
    assert "\n::\n\n   .. plugin:: x\n      :option: y\n\n      content\n" in text
    assert '   print("{filename}two.rst")\n' in text
    assert messages(report, "markup") == [
        "plugin: a directive without counterpart; it is kept as code, edit it"
    ]


def test_other_articles_are_posts(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, FILES, "--pages")
    page = front_matter(target / "2018" / "a-page-more.md")
    assert (page["title"], page["tags"]) == ("A page & more", ["Soups", "HTML"])
    assert body(target / "2018" / "a-page-more.md") == "See [two](../2020/two-pots.rst)."
    assert front_matter(target / "2017" / "named.md")["date"] == "2017-01-02"
    german = front_matter(target / "2019" / "first-soup-de.md")
    assert (german["lang"], german["aliases"]) == ("de", ["/2019/first-soup-de.html"])
    assert german["categories"] == ["cooking"]
    assert front_matter(target / "2020" / "draft.md")["x-held-back"] == "a draft"
    assert ":x-held-back: hidden from lists" in fields(target / "2020" / "hidden.rst")
    # a page cannot be a draft; as a post it can
    assert fields(target / "pages" / "secret.rst") == [
        ":draft: true",
        ":title: Secret",
        ":authors: Ann Example",
        ":x-held-back: hidden from lists",
    ]
    assert body(target / "pages" / "about-us.md") == (
        "# About us\n\nWe [cook](../2019/first-soup.md)"
    )


def test_raw_html_of_restructuredtext_has_public_addresses(tmp_path: Path) -> None:
    raw = """A
#

:date: 2020-01-02

.. raw:: html

   <a href="{filename}b.md#x">b</a> <a href='{filename}gone.md'>c</a> <img src="{static}/d.png">
"""
    conf = 'SITEURL = "https://x.example.org"\nDEFAULT_CATEGORY = "misc"\n'
    files = {"pelicanconf.py": conf, "content/a.rst": raw, "content/b.md": "Title: B\n\nText"}
    _code, target, _report = run(tmp_path, files)
    text = (target / "2020" / "a.rst").read_text(encoding="utf-8")
    assert ":categories: misc\n" in text
    assert """<a href="https://x.example.org/b.html#x">b</a> <a href='#'>c</a>""" in text
    assert '<img src="/d.png">' in text


def test_a_folder_of_texts_alone_is_a_site(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name.startswith("content/")}
    code, target, report = run(tmp_path, files, "--format", "pelican", below="content")
    assert code == 0
    assert report["counts"]["posts imported"] == POSTS + 1  # static folders are not known
    assert front_matter(target / "2019" / "first-soup.md")["aliases"] == ["/first-soup.html"]


def test_a_second_run_doubles_nothing_and_keeps_edits(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, FILES, "--pages")
    files = sorted(target.rglob("*"))
    edited, removed = target / "2020" / "two-pots.rst", target / "2017" / "named.md"
    edited.write_text("mine", encoding="utf-8")
    removed.unlink()
    code, _target, report = run(tmp_path, FILES, "--pages")
    assert code == 0
    assert edited.read_text(encoding="utf-8") == "mine"
    assert sorted(target.rglob("*")) == [file for file in files if file != removed]
    assert sorted(set(report["changes"].values())) == [
        "edited, kept",
        "removed by you, not written again",
        "unchanged",
    ]


@pytest.mark.parametrize(
    ("files", "part"),
    [
        ({"pelicanconf.py": "PATH = 'content'"}, "has no articles"),
        ({"pelicanconf.py": "PATH = '../..'", "content/pages/x.md": "Title: x"}, "has no articles"),
    ],
)
def test_a_folder_without_articles_is_an_error(
    files: dict[str, str], part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, target, _report = run(tmp_path, files)
    assert code == 1
    assert part in capsys.readouterr().err
    assert not target.exists()


BAD = "http://[x"
TEXT = f"""Title: A
Cover: {{static}}{BAD}

[a]({BAD}) [b]({{filename}}{BAD}) ![c]({{static}}{BAD}) ![d]({BAD}) <a href="{BAD}">e</a>
"""
SOURCE = f"""A
#

:date: 2020

`a <{BAD}>`_ `b <{{filename}}{BAD}>`_ c_ |d| :doc:`{BAD}`

.. _c: {BAD}
.. |d| image:: {BAD}
.. figure:: {{static}}{BAD}
   :target: {BAD}
"""


def test_addresses_that_are_none_are_text(tmp_path: Path) -> None:
    files = {"pelicanconf.py": "", "content/a.md": TEXT, "content/b.rst": SOURCE}
    code, target, _report = run(tmp_path, files)
    assert code == 0
    assert body(target / "a.md") == "a b c d e"
    assert f"\na b c |d| {BAD}\n" in (target / "2020" / "a.rst").read_text(encoding="utf-8")


def test_settings_that_are_computed_are_named(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "import os\n\nSITEURL = os.environ['X']\n",
        "content/a.md": "Title: x",
    }
    _code, target, report = run(tmp_path, files)
    (notice,) = [entry for entry in report["notices"] if entry["kind"] == "file"]
    assert notice["message"].startswith("SITEURL: is computed, and no file is run; ")
    assert notice["line"] == 3
    assert "original_url" not in front_matter(target / "x.md")


def test_broken_settings_leave_the_posts(tmp_path: Path) -> None:
    files = {"pelicanconf.py": "SITEURL = (", "content/a.md": "Title: x\n\nText"}
    code, target, report = run(tmp_path, files)
    assert code == 1
    assert messages(report, "unreadable")[0].startswith("pelicanconf.py: cannot be read (")
    assert body(target / "x.md") == "Text"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("X = 'a' 'b'", "ab"),
        ("A = 'a'\nX = A + '/b'", "a/b"),
        ("A = 'a'\nX = f'{A}/{1}'", "a/1"),
        ("X = ('a', 'b')\nX += ['c']", ["a", "b", "c"]),
        ("X: dict = {'a': (1, -2.5), 'b': None}", {"a": [1, -2.5], "b": None}),
        ("X = dict(a='b')", {"a": "b"}),
        ("X = 'a'\nX = open('x').read()", None),
        ("X = 'a' * 10**9", None),
        ("if True:\n    X = 'a'", None),
        ("X = {**{}}", None),
        (f"X = {'(' * 90}'a'{')' * 90}", "a"),
        (f"X = {'-' * 5000}1", None),
    ],
)
def test_settings_are_read_without_running_them(source: str, value: object, tmp_path: Path) -> None:
    file = tmp_path / "conf.py"
    file.write_text(source, encoding="utf-8")
    assert read_settings(file, Report()).values.get("X") == value


@pytest.mark.parametrize(
    ("text", "name", "yaml", "end"),
    [
        ("Title: A\n  b: c\n\nx", "a.md", '"title": "A"\n"b": "c"\n', 3),
        ("---\nTitle: A\n...\nx", "a.md", '\n"title": "A"\n', 3),
        ("Title: A\n\n    more\n", "a.md", '"title": "A"\n', 2),
        ("No metadata here\n", "a.md", "", 0),
        ("Titel\n=====\n\n:date: 2020\n:tags: a,\n   b\n\nx", "a.rst",
         'title: "Titel"\n\n\n"date": "2020"\n"tags": "a, b"\n', 6),
        (":title: A\n\nx", "a.rst", '"title": "A"\n', 1),
        (".. _x:\n\n===\n``A``\n===\n:date: 2020", "a.rst",
         '\n\ntitle: "A"\n\n\n"date": "2020"\n', 6),
        ("Text\n\n:a: b", "a.rst", "", 0),
        ("<title>A&amp;b</title><META content='x' name=\"Tags\"></head><body>x</body>", "a.html",
         '"title": "A&b"\n"tags": "x"\n', 0),
    ],
)  # fmt: skip
def test_metadata_keeps_its_lines(
    text: str, name: str, yaml: str, end: int, tmp_path: Path
) -> None:
    head = find_metadata(text, tmp_path / name)
    assert (head.text, head.end) == (yaml, end)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n\n    :::python\n    x\n\n      y\n\nb", "a\n\n```python\nx\n\n  y\n```\n\nb"),
        ("    #!bash\n    ls ```", "````bash\nls ```\n````"),
        ("    #!/bin/sh\n    ls", None),
        ("```\n    :::python\n!!! note\n{% youtube x %}\n```", None),
        ('!!! note "A"\n    b\n\n    - c\nd', "> [!NOTE] A\n> b\n>\n> - c\nd"),
        ('!!! danger ""\n    {% youtube x %}', "> <https://www.youtube.com/watch?v=x>"),
        ("!!! warning\n    b", "> [!WARNING]\n> b"),
        ('!!! tip inline "A (b)"\n    c', "> **A (b)**\n>\n> c"),
        ('??? tip "A"\n    b\n??? note\n    c', "> [!TIP] A\n> b\n> [!NOTE]\n> c"),
        ('???+ bug "A"\n    b\n\nc', "> [!BUG] A\n> b\n\nc"),
        ("[TOC]\n\na [TOC]", "\n\na [TOC]"),
        ("`{% gist x %}` {% gist a/1 %}", "`{% gist x %}` <https://gist.github.com/a/1>"),
        ("{% img left /a/b.png 20 30 'T' %}", "![T](/a/b.png)"),
        ("{% img /images/a.png 'T' 'An alt' %}", "![An alt](/images/a.png)"),
        ("{% img %} {% other x %}", None),
        ("*[X]: y\nX", "\nX"),
    ],
)
def test_extensions_of_markdown_become_markdown(source: str, expected: str | None) -> None:
    text, lines = plain_markdown(source, lambda _line, _message: None)
    assert text == (source if expected is None else expected)
    assert len(lines) == text.count("\n") + 1
    assert list(lines) == sorted(lines)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (".. code-block:: c\n   :linenos: table\n   :hl_lines: 1 3\n   :anchorlinenos:\n\n   x",
         ".. code-block:: c\n   :linenos:\n   :emphasize-lines: 1,3\n\n   x"),
        (".. note::\n\n   .. include:: x.rst", ".. note::\n\n   ::\n\n      .. include:: x.rst"),
        (".. youtube:: x\n   :width: 3", "https://www.youtube.com/watch?v=x"),
        ("::\n\n   .. odd:: x", None),
    ],
)  # fmt: skip
def test_directives_of_plugins_are_replaced(source: str, expected: str | None) -> None:
    found = with_known_directives(source, lambda _line, _message: None)
    assert "\n".join(line.rstrip() for line in found.split("\n")) == (expected or source)


@pytest.mark.parametrize(
    ("source", "markup", "expected"),
    [
        ("[a]({filename}my file.md) ![b]({static}b.png 'T')", Markup.MARKDOWN,
         "[a](<filename my file.md>) ![b](<static b.png> 'T')"),
        ("[a]: {filename}a.md\n<a class='x' href='{filename}b c.md'>", Markup.MARKDOWN,
         "[a]: <filename a.md>\n<a class='x' href='HTML'>"),
        ('`a <{filename}a.rst>`_\n\n.. raw:: html\n\n   <img src="{static}a.png">',
         Markup.RESTRUCTUREDTEXT, '`a <A     >`_\n\n.. raw:: html\n\n   <img src="HTML">'),
        ("{filename} is `[a]({filename}b)`", Markup.MARKDOWN, None),
    ],
)  # fmt: skip
def test_links_within_a_site_are_found(source: str, markup: Markup, expected: str | None) -> None:
    if markup is Markup.RESTRUCTUREDTEXT:
        found = resolve_links(source, markup, lambda *_: "A".ljust(6), lambda *_: "HTML")
        assert [" ".join(line.split()) for line in found.split("\n")] == [
            " ".join(line.split()) for line in (expected or source).split("\n")
        ]
        return
    resolve = lambda what, value: f"<{what} {value}>"  # noqa: E731
    assert resolve_links(source, markup, resolve, lambda *_: "HTML") == (expected or source)


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("{slug}.html", "/s.html"),
        ("blog/{date:%Y}/{date:%b}/{date:%-d}/{slug}/index.html", "/blog/2019/Mar/4/s/"),
        ("%(slug)s/", "/s/"),
        ("{category}/{slug}", "/soups/s"),
        ("{unknown}/{slug}", ""),
    ],
)
def test_addresses_follow_their_templates(template: str, address: str) -> None:
    date = datetime(2019, 3, 4, tzinfo=UTC)
    assert expand(template, {"slug": "s", "category": "soups"}, date) == address


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Two pots!", "two-pots"), ("C++ & Café -- x", "c-cafe-x"), ("  A_b ", "a_b")],
)
def test_slugs_are_those_of_pelican(text: str, slug: str) -> None:
    assert slugify(text) == slug
